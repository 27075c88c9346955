import type { FreezeWindow } from "./freeze-window.js"
import type { Node } from "./node.js"
import type { Place } from "./place.js"
import type { Script, Value } from "./value.js"

/** What starts the pipeline. Only the keys that the program set are present; patterns use `*` and `**`. */
export interface Triggers {
  readonly push?: { readonly branches: readonly string[]; readonly tags: readonly string[] }
  readonly pullRequest?: { readonly branches: readonly string[] }
  /** Cron expressions of five fields, in UTC. */
  readonly schedule?: readonly string[]
  readonly manual?: true
  /** Pushes and pull requests that touch none of these paths start nothing. */
  readonly paths?: readonly string[]
  readonly ignorePaths?: readonly string[]
}

export type Artifact =
  | {
      readonly kind: "image"
      readonly name: string
      /** Registry and path, without a tag: `ghcr.io/acme/shop`. */
      readonly repository: string
      /** Who logs in to the registry; absent where the platform's own token does. */
      readonly login?: { readonly username: Value; readonly password: Value }
      readonly at?: Place
    }
  | { readonly kind: "files"; readonly name: string; readonly paths: readonly string[]; readonly at?: Place }

/** A gate as it was defined, so that the gate that ran can be held against the gate that was required. */
export interface Gate {
  /** Its name, or its name and a number where two different gates have one name (which `verify` refuses). */
  readonly id: string
  readonly name: string
  readonly kind: "check" | "approval" | "contract" | "environment" | "soak"
  /** It may fail: it proves nothing and nothing waits for it. */
  readonly advisory?: true
  /** The contract that it implements, by gate id. */
  readonly implements?: string
  /** No hotfix policy may leave it out. */
  readonly waivable?: false
  /** Its faster variant in the hotfix lane. */
  readonly hotfix?: Script
  /** Of a soak: milliseconds. */
  readonly duration?: number
  readonly at?: Place
}

/** One thing that an environment demands. `gate` is absent for `deployed to <environment>`. */
export interface Requirement {
  readonly proof: string
  readonly gate?: string
}

export type Tier = "production" | "staging" | "testing" | "development" | "other"

export interface Environment {
  readonly name: string
  readonly tier: Tier
  readonly url?: string
  /** What the release lane must have proved; the `after` environments come first. */
  readonly requires: readonly Requirement[]
  /** What the hotfix lane must have proved; absent where there is no way in by it. */
  readonly hotfix?: {
    readonly requires: readonly Requirement[]
    /** Milliseconds that the lane may take up to and with the deployment here, by the timeouts of its jobs. */
    readonly within?: number
  }
  /** When nothing is deployed here. */
  readonly freeze?: readonly FreezeWindow[]
  /** Deployments that share this name never run at the same time. */
  readonly lock: string
  readonly at?: Place
}

/**
 * A pipeline as data: frozen, JSON-stable, in the order in which the program wrote it.
 * Adapters and runners read nothing else.
 */
export interface Plan {
  readonly version: 1
  readonly name: string
  readonly on: Triggers
  readonly artifacts: readonly Artifact[]
  readonly gates: readonly Gate[]
  readonly environments: readonly Environment[]
  readonly nodes: readonly Node[]
  readonly at?: Place
}

import type { Script, Value, Variable } from "./value.js"

/** Data that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type Shell = "bash" | "sh"

/** A language that a job needs; `version` is text or a matrix value, `cache` names the package manager whose downloads are kept. */
export interface Toolchain {
  readonly language: "node" | "python" | "go" | "java"
  readonly version: Value
  readonly cache?: string
  /** Java only: who builds the JDK. */
  readonly distribution?: string
}

/** Paths kept between runs. The key is `key` and the content of `files`; a change of either starts anew. */
export interface Cache {
  readonly key: string
  readonly files: readonly string[]
  readonly paths: readonly string[]
}

/** A server beside the job, reachable on `localhost` by its ports. `health` is a command that succeeds when it is ready. */
export interface Service {
  readonly name: string
  readonly image: string
  readonly variables: readonly Variable[]
  readonly ports: readonly { readonly host: number; readonly container: number }[]
  readonly health?: string
}

export interface MatrixAxis {
  readonly key: string
  readonly values: readonly (string | number)[]
}

export type Step =
  /** `migrate` is left out of a rollback; the others always run. */
  | ({ readonly kind: "script"; readonly role: "build" | "check" | "migrate" | "deploy" } & Script)
  /** Short-lived cloud credentials by OIDC. */
  | {
      readonly kind: "login"
      readonly provider: "aws" | "gcp" | "azure"
      readonly settings: readonly Variable[]
    }
  /** The escape hatch: `data` is for the adapter of that name alone. `instead` runs everywhere else. */
  | { readonly kind: "raw"; readonly platform: string; readonly data: Json; readonly instead?: Script }

/** How and where a node's steps run. Times are milliseconds. Only the keys that the program set are present. */
export interface Job {
  readonly steps: readonly Step[]
  readonly shell: Shell
  readonly timeout: number
  /** How many more times a failed run is tried; 0 is one attempt. */
  readonly retries: number
  readonly variables: readonly Variable[]
  readonly toolchains: readonly Toolchain[]
  readonly caches: readonly Cache[]
  readonly services: readonly Service[]
  readonly matrix: readonly MatrixAxis[]
  /** The node runs as this many parallel parts and passes only if each part does. */
  readonly shards?: number
  readonly runner?: readonly string[]
  readonly container?: string
  readonly workingDirectory?: string
  /** A JUnit file, or a pattern of them, that the job leaves behind, relative to its working directory. */
  readonly report?: string
}

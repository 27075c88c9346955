import type { Place } from "../plan/place.js"
import { type Defined, definition, definitionReader, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import type { Identity } from "./identity.js"
import type { JobOptions } from "./job-options.js"
import type { NeedsOf } from "./ref.js"
import { refuse } from "./refuse.js"
import { type Shell, shellScript } from "./shell.js"
import type { Target } from "./target.js"

/** How a candidate gets onto an environment. `Needs` are the artifacts that it carries there. */
export interface Rollout<Needs extends string> {
  readonly [type]: { kind: "rollout"; needs: Needs }
}

type Migration = Shell<string> | ((target: Target) => Shell<string>)

interface Steps<S, M> extends JobOptions {
  /** Logs in to a cloud first. Default: no login. */
  readonly login?: Identity | ((target: Target) => Identity)
  /** Runs before the deployment; left out of a rollback. Default: nothing. */
  readonly migrate?: M | ((target: Target) => M)
  /** Makes the environment run the candidate. */
  readonly deploy: (target: Target) => S
}

/**
 * The steps that put a candidate on an environment: log in, migrate, deploy, in this order.
 * One rollout serves all environments: what differs comes from the target.
 *
 * @throws SL1004 for what is no script. Options as for a gate: SL1005, SL1006.
 * @example
 * ```ts
 * import { artifact, rollout, sh } from "@shipline/core"
 *
 * const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
 * export const kubectl = rollout({
 *   migrate: sh`npm run db:migrate`,
 *   deploy: (target) =>
 *     sh`kubectl --context ${target.name} --token ${target.secret("KUBE_TOKEN")} set image deployment/app app=${image.ref}`,
 * })
 * ```
 */
export function rollout<S extends Shell<string>, M extends Shell<string> = never>(
  steps: Steps<S, M>,
): Rollout<NeedsOf<S> | NeedsOf<M>> {
  const place = capturePlace(rollout)
  if (typeof steps?.deploy !== "function")
    refuse("SL1004", "rollout", "a rollout does not say how it deploys", "Write deploy: (target) => sh`...`.", place)
  if (steps.migrate !== undefined && typeof steps.migrate !== "function" && shellScript(steps.migrate) === undefined)
    refuse("SL1004", "rollout", "what a rollout migrates with is not a script", "Write migrate: sh`...`.", place)
  const { login, migrate, deploy, ...options } = steps
  const made: RolloutDefinition = {
    deploy,
    ...(migrate === undefined ? {} : { migrate }),
    ...(login === undefined ? {} : { login }),
    options,
    at: place,
  }
  const value: Defined<RolloutDefinition> = { [definition]: Object.freeze(made) }
  return Object.freeze(value) as unknown as Rollout<NeedsOf<S> | NeedsOf<M>> // the brand exists in types only
}

/** A rollout as the program defined it. */
export interface RolloutDefinition {
  readonly deploy: (target: Target) => Shell<string>
  readonly migrate?: Migration
  readonly login?: Identity | ((target: Target) => Identity)
  readonly options: JobOptions
  readonly at: Place | undefined
}

export const rolloutDefinition = definitionReader<RolloutDefinition>((found) => typeof found.deploy === "function")

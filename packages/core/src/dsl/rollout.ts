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

/**
 * The versions of a database that a rollout's migrations make. A rollback is refused once the database has moved on to a
 * version whose migrations the older release does not survive.
 */
export interface Schema {
  /** What the migrations of this rollout bring the database to: a whole number that grows, 0 or more. */
  readonly version: number
  /** The oldest version whose releases still run on that database. Default: `version`, only those of the same one. */
  readonly oldest?: number
}

interface Steps<S, M> extends JobOptions {
  /** Logs in to a cloud first. Default: no login. */
  readonly login?: Identity | ((target: Target) => Identity)
  /** Runs before the deployment; left out of a rollback. Default: nothing. */
  readonly migrate?: M | ((target: Target) => M)
  /** Makes the environment run the candidate. */
  readonly deploy: (target: Target) => S
  /** The versions of the database between which the candidate stands; see `Schema`. Default: the database is not watched. */
  readonly schema?: Schema
}

/**
 * The steps that put a candidate on an environment: log in, migrate, deploy, in this order.
 * One rollout serves all environments: what differs comes from the target. With `schema`, a rollback asks whether the older
 * release still runs on the database.
 *
 * @throws SL1004 for what is no script. Options as for a gate: SL1005, SL1006.
 * @example
 * ```ts
 * import { artifact, rollout, sh } from "@shipline/core"
 *
 * const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
 * export const kubectl = rollout({
 *   migrate: sh`npm run db:migrate`,
 *   schema: { version: 6, oldest: 5 },
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
  const { login, migrate, deploy, schema, ...options } = steps
  const made: RolloutDefinition = {
    deploy,
    ...(migrate === undefined ? {} : { migrate }),
    ...(login === undefined ? {} : { login }),
    ...(schema === undefined ? {} : { schema: checkSchema(schema, place) }),
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
  readonly schema?: Required<Schema>
  readonly options: JobOptions
  readonly at: Place | undefined
}

const checkSchema = (given: Schema, place: Place | undefined): Required<Schema> => {
  const { version, oldest = version } = given ?? {}
  const whole = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0
  if (whole(version) && whole(oldest) && oldest <= version) return { version, oldest }
  const message =
    whole(version) && whole(oldest)
      ? `the schema of a rollout has oldest: ${oldest}, which is newer than its version ${version}`
      : `the schema of a rollout has ${whole(version) ? "oldest" : "version"}: ${String(whole(version) ? oldest : version)}`
  return refuse("SL1006", "rollout", message, "Write schema: { version: 6, oldest: 5 }, whole numbers from 0.", place)
}

export const rolloutDefinition = definitionReader<RolloutDefinition>((found) => typeof found.deploy === "function")

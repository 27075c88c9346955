import { type Advisory, type Foreign, foreign, type NeverWaivable, unattached } from "../errors/sentences.js"
import type { FreezeWindow } from "../plan/freeze-window.js"
import type { Place } from "../plan/place.js"
import type { Tier } from "../plan/plan.js"
import { type Defined, definition, definitionReader, type firm, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import type { IsFixed, NoGate } from "./checks.js"
import { type Duration, milliseconds } from "./duration.js"
import { type GateDefinition, gateDefinition } from "./gate-definition.js"
import type { AnyGate, ProofOf } from "./gate-kinds.js"
import type { IsAny, IsOne, Literal } from "./literal.js"
import { checkName } from "./name.js"
import { refuse } from "./refuse.js"
import { type Window, windowPlan } from "./window.js"

/** A place where candidates are deployed, and what it requires of them. */
export interface Environment<Name extends string, Requires extends string> {
  readonly name: Name
  readonly [type]: { requires: Requires }
}

/** What every environment is assignable to; for type parameters. */
export interface AnyEnvironment {
  readonly name: string
  readonly [type]: { requires: string }
}
export type RequiresOf<E> = E extends { readonly [type]: { requires: infer R extends string } } ? R : never
export type DeployedTo<E> = E extends { readonly name: infer N extends string } ? `deployed to ${N}` : never

/** A gate that proves nothing cannot be required; the type in its place says so. */
type CheckRequired<G> =
  IsAny<G> extends true
    ? never
    : G extends AnyGate
      ? [ProofOf<G>] extends [never]
        ? Advisory<G["name"]>
        : G
      : NoGate<G, "environment()">

type CheckAfter<E> =
  IsAny<E> extends true ? never : E extends AnyEnvironment ? E : Foreign<"environment()", "environment">

/** What a hotfix policy keeps is something that the environment requires. */
type CheckKept<G, Required> = IsAny<G> extends true ? never : [G] extends [Required] ? G : Required

/** The proofs that no hotfix policy may leave out. */
type Firm<G> = G extends { readonly [firm]: true } ? ProofOf<G> : never
/** The proofs that a policy keeps for sure: not of one of several gates, nor of a list that may be empty. */
type Kept<H extends readonly unknown[]> =
  IsFixed<H> extends true ? { [I in keyof H]: Surely<ProofOf<H[I]>> }[number] : never
type Surely<Proof extends string> = IsOne<Proof> extends true ? Proof : never

/** The gates that a hotfix policy keeps; where it leaves out one that is never waivable, the sentence that says so. */
type CheckHotfix<N extends string, R extends readonly unknown[], H extends readonly unknown[]> = [
  Exclude<Firm<R[number]>, Kept<H>>,
] extends [never]
  ? { readonly [I in keyof H]: CheckKept<H[I], R[number]> }
  : NeverWaivable<Exclude<Firm<R[number]>, Kept<H>>, N>

interface Policy {
  /** Where people find it; shown by the platform, handed to gates and rollouts as `target.url`. Default: none. */
  readonly url?: string
  /** What policies and figures select on. Default: from the name (`production`, `prod`, `live`; `staging`; `test`, `qa`; `dev`), else `"other"`. */
  readonly tier?: Tier
  /** A deployment here is ended after this time. Default: what the rollout says, else `"30 minutes"`. */
  readonly timeout?: Duration
  /** Environments that name the same lock are never deployed to at the same time. Default: the environment's own name. */
  readonly concurrency?: string
  /** Times in which nothing is deployed here but rollbacks; see `window`. Default: none. */
  readonly freeze?: readonly Window[]
}

/**
 * A place to deploy to, with what it requires: `after` names the environments that come first, `requires` the gates
 * that must have passed, `hotfix` those that the hotfix lane keeps. A platform team publishes environments as a package.
 *
 * @throws SL1001 for the name, SL1004 for what is no gate or environment, SL1005 and SL1006 for options.
 * @example
 * ```ts
 * import { environment, gate, sh } from "@shipline/core"
 *
 * const unit = gate("unit", sh`npm test`)
 * const smoke = gate("smoke", (target) => sh`npm run smoke -- ${target.url}`)
 * const staging = environment("staging", { url: "https://staging.shop.example", requires: [unit] })
 * export const production = environment("production", {
 *   url: "https://shop.example",
 *   after: [staging],
 *   requires: [unit, smoke.on(staging)],
 *   hotfix: { requires: [unit] },
 * })
 * ```
 */
export function environment<
  const N extends string,
  const R extends readonly unknown[] = readonly [],
  const A extends readonly unknown[] = readonly [],
  const H extends readonly unknown[] = readonly [],
>(
  name: Literal<N>,
  policy?: Policy & {
    readonly after?: { readonly [I in keyof A]: CheckAfter<A[I]> }
    readonly requires?: { readonly [I in keyof R]: CheckRequired<R[I]> }
    readonly hotfix?: {
      readonly requires: CheckHotfix<N, R, H>
      /** The lane's budget: the timeouts on its longest way, up to and with the deployment here, fit into it. Default: none. */
      readonly within?: Duration
    }
  },
): Environment<N, ProofOf<R[number]> | DeployedTo<A[number]>> {
  const place = capturePlace(environment)
  checkName("an environment", name, place)
  const given = policy ?? {}
  const made: EnvironmentDefinition = {
    name,
    requires: (given.requires ?? []).map((value) => gateIn(name, value, place)),
    after: (given.after ?? []).map((value) => environmentIn(name, value, place)),
    ...(given.hotfix === undefined ? {} : { hotfix: lowerHotfix(name, given.hotfix, place) }),
    ...(given.freeze === undefined || given.freeze.length === 0
      ? {}
      : { freeze: given.freeze.map((value) => windowIn(name, value, place)) }),
    ...(given.url === undefined ? {} : { url: checkUrl(name, given.url, place) }),
    tier: given.tier === undefined ? tierOf(name) : checkTier(name, given.tier, place),
    ...(given.timeout === undefined ? {} : { timeout: milliseconds(`the timeout of ${name}`, given.timeout, place) }),
    lock: given.concurrency === undefined ? name : checkLock(name, given.concurrency, place),
    at: place,
  }
  const value: { name: string } & Defined<EnvironmentDefinition> = { name, [definition]: Object.freeze(made) }
  return Object.freeze(value) as unknown as Environment<N, ProofOf<R[number]> | DeployedTo<A[number]>> // the brand exists in types only
}

/** An environment as the program defined it. */
export interface EnvironmentDefinition {
  readonly name: string
  readonly requires: readonly GateDefinition[]
  readonly after: readonly EnvironmentDefinition[]
  readonly hotfix?: {
    readonly requires: readonly GateDefinition[]
    /** Milliseconds. */
    readonly within?: number
  }
  readonly freeze?: readonly FreezeWindow[]
  readonly url?: string
  readonly tier: Tier
  readonly timeout?: number
  readonly lock: string
  readonly at: Place | undefined
}

export const environmentDefinition = definitionReader<EnvironmentDefinition>((found) => typeof found.lock === "string")

const gateIn = (name: string, value: unknown, place: Place | undefined): GateDefinition => {
  const found = gateDefinition(value)
  if (found !== undefined && (found.kind !== "environment" || found.environment !== undefined)) return found
  const message = found === undefined ? foreign("environment()", "gate") : unattached(found.name)
  const hint = "Require what gate() or approval() gave; a check of a deployment as smoke.on(staging)."
  return refuse("SL1004", `environments.${name}`, message, hint, place)
}

const lowerHotfix = (
  name: string,
  { requires, within }: { readonly requires?: unknown; readonly within?: Duration },
  place: Place | undefined,
): NonNullable<EnvironmentDefinition["hotfix"]> => {
  const kept: readonly unknown[] = Array.isArray(requires) ? requires : []
  return {
    requires: kept.map((value) => gateIn(name, value, place)),
    ...(within === undefined ? {} : { within: milliseconds(`the hotfix budget of ${name}`, within, place) }),
  }
}

const windowIn = (name: string, value: unknown, place: Place | undefined): FreezeWindow =>
  windowPlan(value) ??
  refuse(
    "SL1004",
    `environments.${name}`,
    foreign("environment()", "window"),
    'Freeze it with window({ from: "Friday 16:00", to: "Monday 08:00", zone: "Europe/Berlin" }).',
    place,
  )

const environmentIn = (name: string, value: unknown, place: Place | undefined): EnvironmentDefinition => {
  const message = foreign("environment()", "environment")
  const hint = "Name what environment() gave."
  return environmentDefinition(value) ?? refuse("SL1004", `environments.${name}`, message, hint, place)
}

const checkUrl = (name: string, url: string, place: Place | undefined): string => {
  if (typeof url === "string" && /^https?:\/\/[^\s\p{Cc}]+$/u.test(url) && URL.canParse(url)) return url
  return refuse(
    "SL1006",
    `environments.${name}`,
    `the url of ${name} is '${String(url)}', which no browser opens`,
    "Write the whole address: https://shop.example.",
    place,
  )
}

const checkTier = (name: string, tier: Tier, place: Place | undefined): Tier => {
  const known: readonly Tier[] = [...tiers.map(([one]) => one), "other"]
  if (known.includes(tier)) return tier
  const message = `the tier of ${name} is '${String(tier)}', which is none`
  return refuse("SL1006", `environments.${name}`, message, `Give one of ${known.join(", ")}.`, place)
}

const checkLock = (name: string, lock: string, place: Place | undefined): string => {
  if (typeof lock === "string" && lock.trim() !== "" && !/\p{Cc}/u.test(lock)) return lock
  const message = `the concurrency of ${name} is not one line of text`
  return refuse(
    "SL1006",
    `environments.${name}`,
    message,
    "Give the environments that take turns the same name.",
    place,
  )
}

const tiers: readonly (readonly [Tier, RegExp])[] = [
  ["production", /^(prod|production|live)$/],
  ["staging", /^(staging|stage|preprod|pre-production)$/],
  ["testing", /^(test|testing|qa|integration)$/],
  ["development", /^(dev|development|review|preview)$/],
]
const tierOf = (name: string): Tier => tiers.find(([, pattern]) => pattern.test(name.toLowerCase()))?.[0] ?? "other"

import { type Advisory, type Foreign, foreign, unattached } from "../errors/sentences.js"
import type { Place } from "../plan/place.js"
import type { Tier } from "../plan/plan.js"
import { type Defined, definition, definitionReader, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import type { NoGate } from "./checks.js"
import { type Duration, milliseconds } from "./duration.js"
import { type AnyGate, type GateDefinition, gateDefinition, type ProofOf } from "./gate.js"
import type { IsAny, Literal } from "./literal.js"
import { checkName } from "./name.js"
import { refuse } from "./refuse.js"

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

interface Policy {
  /** Where people find it; shown by the platform, handed to gates and rollouts as `target.url`. Default: none. */
  readonly url?: string
  /** What policies and figures select on. Default: from the name (`production`, `prod`, `live`; `staging`; `test`, `qa`; `dev`), else `"other"`. */
  readonly tier?: Tier
  /** A deployment here is ended after this time. Default: what the rollout says, else `"30 minutes"`. */
  readonly timeout?: Duration
  /** Environments that name the same lock are never deployed to at the same time. Default: the environment's own name. */
  readonly concurrency?: string
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
  const H extends readonly R[number][] = readonly [],
>(
  name: Literal<N>,
  policy?: Policy & {
    readonly after?: { readonly [I in keyof A]: CheckAfter<A[I]> }
    readonly requires?: { readonly [I in keyof R]: CheckRequired<R[I]> }
    readonly hotfix?: { readonly requires: H }
  },
): Environment<N, ProofOf<R[number]> | DeployedTo<A[number]>> {
  const place = capturePlace(environment)
  checkName("an environment", name, place)
  const given = policy ?? {}
  const made: EnvironmentDefinition = {
    name,
    requires: (given.requires ?? []).map((value) => gateIn(name, value, place)),
    after: (given.after ?? []).map((value) => environmentIn(name, value, place)),
    ...(given.hotfix === undefined
      ? {}
      : { hotfix: (given.hotfix.requires ?? []).map((value) => gateIn(name, value, place)) }),
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
  readonly hotfix?: readonly GateDefinition[]
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

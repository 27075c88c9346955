import type { Place } from "../plan/place.js"
import { type Defined, definition, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { type AnyEnvironment, type EnvironmentDefinition, environmentDefinition } from "./environment.js"
import type { GateOptions } from "./job-options.js"
import type { Literal } from "./literal.js"
import { checkName } from "./name.js"
import type { NeedsOf } from "./ref.js"
import { refuse } from "./refuse.js"
import { type Shell, shellScript } from "./shell.js"
import type { Target } from "./target.js"

/** A check: a gate that passes gives the candidate a proof. */
export interface Gate<
  Name extends string,
  Needs extends string = never,
  Proof extends string = Name,
  After extends string = never,
> {
  readonly name: Name
  readonly [type]: { needs: Needs; proof: Proof; after: After }
}

/** A gate that may fail. It proves nothing and cannot be required. */
export interface AdvisoryGate<Name extends string, Needs extends string = never, After extends string = never> {
  readonly name: Name
  readonly [type]: { needs: Needs; proof: never; after: After }
}

/** A gate whose implementation the application supplies: what a platform team publishes. */
export interface GateContract<Name extends string> extends Gate<Name> {
  /** Says how this application runs the gate. Throws what `gate` throws. */
  by<S extends Shell<string>>(
    run: S,
    options?: GateOptions & Faster<Shell<NeedsOf<NoInfer<S>>>>,
  ): Gate<Name, NeedsOf<S>>
}

/** A gate that checks a candidate where it is deployed. */
export interface EnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  /** The gate on one environment: its proof is `smoke on staging`, and it comes after the deployment there. */
  on<E extends AnyEnvironment>(environment: E): Gate<Name, Needs, `${Name} on ${E["name"]}`, `deployed to ${E["name"]}`>
}

/** An advisory gate that checks a candidate where it is deployed. */
export interface AdvisoryEnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  on<E extends AnyEnvironment>(environment: E): AdvisoryGate<Name, Needs, `deployed to ${E["name"]}`>
}

/** What every gate is assignable to; for type parameters. */
export interface AnyGate {
  readonly name: string
  readonly [type]: { needs: string; proof: string; after: string }
}
export type ProofOf<G> = G extends { readonly [type]: { proof: infer P extends string } } ? P : never
export type AfterOf<G> = G extends { readonly [type]: { after: infer P extends string } } ? P : never

type OnTarget = (target: Target) => Shell<string>
type Run = Shell<string> | OnTarget | undefined

/** The faster variant uses no artifact that the gate itself does not use. */
interface Faster<H> {
  /** What the gate runs in the hotfix lane; it stays the same gate. Default: what it always runs. */
  readonly hotfix?: H
}

interface Advisable<A extends boolean> {
  /** The gate may fail. It proves nothing, nothing waits for it, and no environment can require it. Default: false. */
  readonly advisory?: A
}

/**
 * A check of the source, of an artifact or of an environment. Use it for whatever must have succeeded before a
 * deployment; who passes it proves it.
 *
 * With a script the gate checks the source, or the artifacts that the script refers to. With a function of the target
 * it checks a deployment, and is passed as `smoke.on(staging)`. Without either it is a contract that somebody else
 * fulfils with `by`.
 *
 * @throws SL1001 for the name, SL1004 for a script that is none, SL1005 and SL1006 for options.
 * @example
 * ```ts
 * import { gate, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`npm test`, { timeout: "10 minutes", report: "reports/junit.xml" })
 * export const smoke = gate("smoke", (target) => sh`npm run smoke -- --url ${target.url}`, { retries: 2 })
 * export const audit = gate("audit") // a contract: the application passes audit.by(sh`npm audit`)
 * ```
 */
export function gate<const N extends string>(name: Literal<N>): GateContract<N>
export function gate<const N extends string, S extends Shell<string>, const A extends boolean = false>(
  name: Literal<N>,
  run: S,
  options?: GateOptions & Faster<Shell<NeedsOf<NoInfer<S>>>> & Advisable<A>,
): [A] extends [false] ? Gate<N, NeedsOf<S>> : AdvisoryGate<N, NeedsOf<S>>
export function gate<const N extends string, S extends Shell<string>, const A extends boolean = false>(
  name: Literal<N>,
  run: (target: Target) => S,
  options?: GateOptions & Faster<(target: Target) => Shell<NeedsOf<NoInfer<S>>>> & Advisable<A>,
): [A] extends [false] ? EnvironmentGate<N, NeedsOf<S>> : AdvisoryEnvironmentGate<N, NeedsOf<S>>
export function gate(name: string, run?: Run, options: GateOptions & Faster<Run> = {}): unknown {
  return makeGate(name, run, options, capturePlace(gate))
}

/**
 * A person's decision. Use it where somebody must look before a deployment goes on. Platforms ask in their own way;
 * the local runner asks on the terminal.
 *
 * @throws SL1001 for the name.
 * @example
 * ```ts
 * import { approval } from "@shipline/core"
 *
 * export const managers = approval("release managers")
 * ```
 */
export function approval<const N extends string>(name: Literal<N>): Gate<N> {
  const place = capturePlace(approval)
  checkName("an approval", name, place)
  const made = wrap(name, { kind: "approval", name, options: {}, at: place })
  return made as unknown as Gate<N> // the brand exists in types only
}

/** A gate as the program defined it. */
export interface GateDefinition {
  readonly kind: "check" | "approval" | "contract" | "environment"
  readonly name: string
  readonly run?: Shell<string> | OnTarget
  readonly hotfix?: Shell<string> | OnTarget
  readonly options: GateOptions & Advisable<boolean>
  readonly implements?: GateDefinition
  /** Set once the gate is `on` an environment. */
  readonly environment?: EnvironmentDefinition
  readonly at: Place | undefined
}

export const gateDefinition = (gate: unknown): GateDefinition | undefined => {
  if (typeof gate !== "object" || gate === null || !(definition in gate)) return undefined
  const found = (gate as Defined<Partial<GateDefinition>>)[definition] // what other values hold has other kinds
  const kinds: readonly unknown[] = ["check", "approval", "contract", "environment"]
  return kinds.includes(found.kind) && typeof found.options === "object" ? (found as GateDefinition) : undefined
}

interface Named extends Defined<GateDefinition> {
  readonly name: string
}

const wrap = (name: string, made: GateDefinition): Named => Object.freeze({ name, [definition]: Object.freeze(made) })

const makeGate = (
  name: string,
  run: Run,
  given: GateOptions & Faster<Run> & Advisable<boolean>,
  place: Place | undefined,
): Named => {
  checkName("a gate", name, place)
  const { hotfix, ...options } = given
  const faster = hotfix === undefined ? {} : { hotfix }
  if (run === undefined) return makeContract(name, options, place)
  if (typeof run === "function")
    return makeEnvironmentGate({ kind: "environment", name, run, ...faster, options, at: place })
  if (shellScript(run) === undefined || (hotfix !== undefined && shellScript(hotfix) === undefined))
    refuse("SL1004", `gates.${name}`, `what '${name}' runs is not a script`, "Write it with sh`...`.", place)
  return wrap(name, { kind: "check", name, run, ...faster, options, at: place })
}

const makeContract = (name: string, options: GateOptions & Advisable<boolean>, place: Place | undefined): Named => {
  if (options.advisory === true)
    refuse(
      "SL1006",
      `gates.${name}`,
      `'${name}' is a contract and advisory at once`,
      "Leave `advisory` out: a contract is there to be required.",
      place,
    )
  const contract: GateDefinition = { kind: "contract", name, options, at: place }
  const by = (run: Shell<string>, more: GateOptions & Faster<Shell<string>> = {}): Named => {
    const made = makeGate(name, run, { ...options, ...more }, capturePlace(by))
    if (made[definition].options.advisory === true)
      refuse(
        "SL1006",
        `gates.${name}`,
        `'${name}' is a contract and advisory at once`,
        "Leave `advisory` out: a contract is there to be required.",
        made[definition].at,
      )
    return wrap(name, { ...made[definition], implements: contract })
  }
  return Object.freeze({ ...wrap(name, contract), by })
}

const makeEnvironmentGate = (made: GateDefinition): Named => {
  const on = (environment: AnyEnvironment): Named => {
    const place = capturePlace(on)
    const found = environmentDefinition(environment)
    if (found === undefined)
      return refuse(
        "SL1004",
        `gates.${made.name}`,
        `'${made.name}' is put on something that is no environment`,
        "Give it what environment() returned.",
        place,
      )
    return wrap(made.name, { ...made, environment: found, at: place ?? made.at })
  }
  return Object.freeze({ ...wrap(made.name, made), on })
}

import type { Ambiguous } from "../errors/sentences.js"
import type { Place } from "../plan/place.js"
import { type Defined, definition, definitionReader, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { type AnyEnvironment, type EnvironmentDefinition, environmentDefinition } from "./environment.js"
import type { GateOptions } from "./job-options.js"
import type { GateName, IsOne } from "./literal.js"
import { checkGateName } from "./name.js"
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
  /** `exact` makes the proof invariant: a gate that proves less may not stand for one that proves more. */
  readonly [type]: { needs: Needs; proof: Proof; after: After; exact: (proof: Proof) => void }
}

/** A gate that may fail. It proves nothing and cannot be required. */
export interface AdvisoryGate<Name extends string, Needs extends string = never, After extends string = never>
  extends Gate<Name, Needs, never, After> {}

/** A gate whose implementation the application supplies: what a platform team publishes. */
export interface GateContract<Name extends string> extends Gate<Name, never, Name, `by(...) of ${Name}`> {
  /** Says how this application runs the gate. Throws what `gate` throws. */
  by<S extends Shell<string>>(run: S, options?: GateOptions & Faster<S>): Gate<Name, NeedsOf<S>>
}

/** A gate that checks a candidate where it is deployed. */
export interface EnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  /** The gate on one environment: its proof is `smoke on staging`, and it comes after the deployment there. */
  on<E extends AnyEnvironment>(
    environment: OneOf<E>,
  ): Gate<Name, Needs, `${Name} on ${E["name"]}`, `deployed to ${E["name"]}`>
}

/** An advisory gate that checks a candidate where it is deployed. */
export interface AdvisoryEnvironmentGate<Name extends string, Needs extends string> {
  readonly name: Name
  on<E extends AnyEnvironment>(environment: OneOf<E>): AdvisoryGate<Name, Needs, `deployed to ${E["name"]}`>
}

/** What every gate is assignable to; for type parameters. */
export interface AnyGate {
  readonly name: string
  readonly [type]: { needs: string; proof: string; after: string }
}
type OneOf<E extends AnyEnvironment> = IsOne<E["name"]> extends true ? E : Ambiguous<"on()", "environment">
export type ProofOf<G> = G extends { readonly [type]: { proof: infer P extends string } } ? P : never
export type AfterOf<G> = G extends { readonly [type]: { after: infer P extends string } } ? P : never

type OnTarget = (target: Target) => Shell<string>
type Run = Shell<string> | OnTarget

/** The faster variant runs as the gate itself does, and uses no artifact that the gate does not use. */
interface Faster<R extends Run> {
  /** What the gate runs in the hotfix lane; it stays the same gate. Default: what it always runs. */
  readonly hotfix?: R extends OnTarget ? (target: Target) => Shell<NeedsOf<ReturnType<R>>> : Shell<NeedsOf<R>>
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
export function gate<const N extends string>(name: GateName<N>): GateContract<N>
export function gate<
  const N extends string,
  R extends Shell<string> | ((target: Target) => Shell<string>),
  const A extends boolean = false,
>(name: GateName<N>, run: R, options?: GateOptions & Faster<R> & Advisable<A>): GateOf<N, R, A>
export function gate(name: string, run?: Run, options: GivenOptions = {}): unknown {
  return makeGate(name, run, options, capturePlace(gate))
}

/**
 * What `gate` makes of what it runs. A conditional type instead of more overloads, which would turn each mistake in the
 * options into an error about all of them.
 */
type GateOf<N extends string, R extends Run, A extends boolean> = R extends OnTarget
  ? [A] extends [false]
    ? EnvironmentGate<N, NeedsOf<ReturnType<R>>>
    : AdvisoryEnvironmentGate<N, NeedsOf<ReturnType<R>>>
  : [A] extends [false]
    ? Gate<N, NeedsOf<R>>
    : AdvisoryGate<N, NeedsOf<R>>

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
export function approval<const N extends string>(name: GateName<N>): Gate<N> {
  const place = capturePlace(approval)
  checkGateName("an approval", name, place)
  const made = wrap(name, { kind: "approval", name, options: {}, at: place })
  return made as unknown as Gate<N> // the brand exists in types only
}

/** A gate as the program defined it. */
export interface GateDefinition {
  readonly kind: "check" | "approval" | "contract" | "environment"
  readonly name: string
  readonly run?: Run
  readonly hotfix?: Run
  readonly options: GateOptions & Advisable<boolean>
  readonly implements?: GateDefinition
  /** Set once the gate is `on` an environment. */
  readonly environment?: EnvironmentDefinition
  readonly at: Place | undefined
}

const kinds: ReadonlySet<unknown> = new Set(["check", "approval", "contract", "environment"])
export const gateDefinition = definitionReader<GateDefinition>(
  (found) => kinds.has(found.kind) && typeof found.options === "object",
)

interface Named extends Defined<GateDefinition> {
  readonly name: string
}

const wrap = (name: string, made: GateDefinition): Named => Object.freeze({ name, [definition]: Object.freeze(made) })

type GivenOptions = GateOptions & Advisable<boolean> & { readonly hotfix?: Run }

const makeGate = (name: string, run: Run | undefined, given: GivenOptions, place: Place | undefined): Named => {
  checkGateName("a gate", name, place)
  const { hotfix, ...options } = given
  if (run === undefined) return makeContract(name, options, place)
  const isScript = (value: unknown) =>
    typeof run === "function" ? typeof value === "function" : shellScript(value) !== undefined
  if (!isScript(run) || (hotfix !== undefined && !isScript(hotfix)))
    refuse("SL1004", `gates.${name}`, `what '${name}' runs is not a script`, scriptHint, place)
  const made = { name, run, ...(hotfix === undefined ? {} : { hotfix }), options, at: place }
  return typeof run === "function"
    ? makeEnvironmentGate({ ...made, kind: "environment" })
    : wrap(name, { ...made, kind: "check" })
}

const scriptHint =
  "Write it with sh`...`, or as (target) => sh`...` for a check of a deployment; its hotfix variant likewise."

const makeContract = (name: string, options: GateOptions & Advisable<boolean>, place: Place | undefined): Named => {
  const firm = (given: GateOptions & Advisable<boolean>, where: Place | undefined) => {
    const message = `'${name}' is a contract and advisory at once`
    const hint = "Leave `advisory` out: a contract is there to be required."
    if (given.advisory === true) refuse("SL1006", `gates.${name}`, message, hint, where)
  }
  firm(options, place)
  const contract: GateDefinition = { kind: "contract", name, options, at: place }
  const by = (run: Shell<string>, more: GivenOptions = {}): Named => {
    const where = capturePlace(by)
    firm(more, where)
    if (shellScript(run) === undefined)
      refuse("SL1004", `gates.${name}`, `what '${name}' runs is not a script`, scriptHint, where)
    return wrap(name, { ...makeGate(name, run, { ...options, ...more }, where)[definition], implements: contract })
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

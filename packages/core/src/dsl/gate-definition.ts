import type { Place } from "../plan/place.js"
import type { Gate } from "../plan/plan.js"
import { type Defined, definition, definitionReader } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { type AnyEnvironment, type EnvironmentDefinition, environmentDefinition } from "./environment.js"
import type { Advisable, Run, Terms, Waivable } from "./gate-options.js"
import type { GateOptions } from "./job-options.js"
import { checkGateName } from "./name.js"
import { refuse } from "./refuse.js"
import { type Shell, shellScript } from "./shell.js"

type Promises = Advisable<boolean> & Waivable<boolean>

/** A gate as the program defined it. */
export interface GateDefinition {
  readonly kind: Gate["kind"]
  readonly name: string
  readonly run?: Run
  readonly hotfix?: Run
  readonly options: GateOptions & Promises
  /** Of a soak: milliseconds. */
  readonly duration?: number
  readonly implements?: GateDefinition
  /** Set once the gate is `on` an environment. */
  readonly environment?: EnvironmentDefinition
  readonly at: Place | undefined
}

const kinds: ReadonlySet<unknown> = new Set(["check", "approval", "contract", "environment", "soak"])
export const gateDefinition = definitionReader<GateDefinition>(
  (found) => kinds.has(found.kind) && typeof found.options === "object",
)

interface Named extends Defined<GateDefinition> {
  readonly name: string
}

export const wrap = (name: string, made: GateDefinition): Named =>
  Object.freeze({ name, [definition]: Object.freeze(made) })

export type GivenOptions = GateOptions & Promises & { readonly hotfix?: Run }

export const makeGate = (
  name: string,
  run: Run | Terms | undefined,
  given: GivenOptions,
  place: Place | undefined,
): Named => {
  checkGateName("a gate", name, place)
  const { hotfix, ...options } = given
  checkPromises(name, options, place)
  if (run === undefined) return makeContract(name, options, place)
  if (isContract(run)) return makeContract(name, { ...options, ...checkContract(name, run, place) }, place)
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

/** What a gate promises does not contradict itself. */
export const checkPromises = <P extends Promises>(name: string, given: P, place: Place | undefined): P => {
  const { waivable, advisory } = given
  if (waivable !== undefined && typeof waivable !== "boolean")
    refuse(
      "SL1006",
      `gates.${name}`,
      `'${name}' has waivable: ${String(waivable)}`,
      "Write waivable: false, or leave it out.",
      place,
    )
  if (waivable === false && advisory === true)
    refuse(
      "SL1006",
      `gates.${name}`,
      `'${name}' is advisory and never waivable at once`,
      "Keep one: what may fail is never required.",
      place,
    )
  return given
}

const isContract = (run: Run | Terms): run is Terms =>
  typeof run === "object" && run !== null && "waivable" in run && shellScript(run) === undefined

const checkContract = (name: string, given: Terms, place: Place | undefined): Terms => {
  const other = Object.keys(given).find((key) => key !== "waivable")
  const message = `'${name}' is a contract and has the option '${String(other)}'`
  const hint = "Give the options of its job to by(...); the contract itself says only whether it is waivable."
  if (other !== undefined) refuse("SL1006", `gates.${name}`, message, hint, place)
  return checkPromises(name, { waivable: given.waivable }, place)
}

const makeContract = (name: string, options: GateOptions & Promises, place: Place | undefined): Named => {
  const firm = (given: GateOptions & Promises, where: Place | undefined) => {
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
    const kept = options.waivable === false ? { waivable: false } : {} // whoever fulfils it cannot take that back
    const made = makeGate(name, run, { ...options, ...more, ...kept }, where)
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

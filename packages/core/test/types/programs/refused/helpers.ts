/** Functions, classes and generics between the source and the environment. */
import { type AnyCandidate, type AnyGate, all, type Candidate, type Gate, pipeline } from "@shipline/core"
import { dev, lint, managers, on, production, smoke, staging, unit, upload } from "../shop.js"

const tested = <B extends string, H extends string>(candidate: Candidate<B, H>) => candidate.pass(unit)
const toStaging = (candidate: Candidate<never, "unit" | "lint">) => candidate.deploy(staging, upload)
const kept = <B extends string, H extends string>(candidate: Candidate<B, H | "unit" | "lint">) =>
  candidate.deploy(staging, upload)
const forgetful = (candidate: AnyCandidate): AnyCandidate => candidate.pass(unit, lint)
const same = <C extends AnyCandidate>(candidate: C): C => candidate

class Release<Has extends string> {
  constructor(readonly candidate: Candidate<never, Has>) {}
  lint(): Release<Has | "lint"> {
    return new Release(this.candidate.pass(lint))
  }
  ship() {
    return this.candidate.deploy(staging, upload) // Argument of type 'Environment<"staging",
  }
}

abstract class Step {
  abstract take(candidate: Candidate<never, never>): Candidate<never, "unit">
}
class Lazy extends Step {
  take = (candidate: Candidate<never, never>) => candidate // Property 'take' in type 'Lazy' is not assignable to the same property in base type 'Step'.
}

function skips(candidate: Candidate<never, never>): Candidate<never, "unit"> {
  return candidate // Type 'Candidate<never, never>' is not assignable to type 'Candidate<never, "unit">'
}
const guarded = (candidate: Candidate<never, never>): Candidate<never, "unit"> =>
  Math.random() > 0.5 ? candidate.pass(unit) : candidate // Type 'Candidate<never, never>' is not assignable to type 'Candidate<never, "unit">'
const short = <H extends string>(candidate: Candidate<never, H | "unit">) => candidate.deploy(staging, upload) // Argument of type 'Environment<"staging",
const given = (candidate: AnyCandidate, gate: AnyGate) => candidate.pass(gate) // '"pass() needs one gate: this may be one of several"'
const generic = <G extends AnyGate>(candidate: AnyCandidate, gate: G) => candidate.pass(gate) // Argument of type 'G' is not assignable to parameter of type
const nameless = <N extends string>(candidate: AnyCandidate, gate: Gate<N>) => candidate.pass(gate) // Argument of type 'Gate<N, never, N, never>' is not assignable to parameter of type
const varied = (candidate: AnyCandidate, ...gates: AnyGate[]) => candidate.pass(...gates) // '"pass() needs the gates themselves: the length of this array is not known"'
const step: (candidate: Candidate<never, never>) => Candidate<never, "unit" | "lint"> = tested // is not assignable to type '(candidate: Candidate<never, never>) => Candidate<never, "
const stepped: (candidate: Candidate<never, "unit">) => AnyCandidate = toStaging // is not assignable to type '(candidate: Candidate<never, "unit">) => AnyCandidate'

pipeline("helpers", { on }, (source) => {
  tested(source).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  toStaging(source.pass(unit)) // Argument of type 'Candidate<never, "unit">' is not assignable to parameter of type 'Candidate<never, "
  toStaging(source) // Argument of type 'Candidate<never, never>' is not assignable to parameter of type 'Candidate<never, "
  kept(source.pass(unit)) // Argument of type 'Candidate<never, "unit">' is not assignable to parameter of type 'Candidate<never,
  forgetful(source).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  same(source.pass(unit)).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  // what the helper was not told, it does not give back
  toStaging(source.pass(unit, lint, managers))
    .pass(smoke.on(staging))
    .deploy(production, upload) // '"production is out of reach: this candidate has not passed 'release managers'"'
  new Release(source).lint().candidate.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'unit'"'
  const steps = { first: tested, second: forgetful }
  steps.second(steps.first(source)).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  // methods belong to the candidate that they are called on
  const { deploy } = source.pass(unit, lint)
  deploy(staging, upload) // The 'this' context of type 'void' is not assignable to method's 'this' of type 'AnyCandidate'
  source.pass(unit, lint).deploy.call(source, staging, upload) // '"deploy() was given something that is no environment"'
  const mixed = { ...source, deploy: source.pass(unit, lint).deploy }
  mixed.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  const merged = Object.assign({}, source.pass(unit, lint), source)
  merged.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  const spread = { ...source.pass(unit, lint), ...source }
  spread.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  const noEnvironment = Object.assign({}, dev, staging)
  source.deploy(noEnvironment, upload) // '"deploy() was given something that is no environment"'
  const merging = Object.assign({}, unit, lint)
  source.pass(merging).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  const costume = { ...unit, name: "lint" as const }
  source.pass(unit, costume).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  const perhaps = { ...unit, ...(Math.random() > 0.5 ? lint : {}) }
  source.pass(perhaps) // '"pass() needs one gate: this may be one of several"'
  return all(source)
})

export { generic, given, guarded, Lazy, nameless, short, skips, step, stepped, varied }

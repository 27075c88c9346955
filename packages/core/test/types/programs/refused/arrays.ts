// biome-ignore-all lint/style/noNonNullAssertion: this is what the program is about
/** Lists whose length the compiler does not know: a list that may be empty proves nothing. */
import { type AnyCandidate, type AnyGate, all, type Gate, pipeline } from "@shipline/core"
import { chance, lint, on, staging, unit, upload } from "../shop.js"

pipeline("arrays", { on }, (source) => {
  const some = [unit, lint]
  source.pass(...some) // '"pass() needs the gates themselves: the length of this array is not known"'
  source.pass(unit, ...[lint].filter(chance)) // '"pass() needs the gates themselves: the length of this array is not known"'
  source.pass(...some.map((gate) => gate)) // '"pass() needs the gates themselves: the length of this array is not known"'
  const readonly: readonly (typeof unit)[] = [unit]
  source.pass(...readonly) // '"pass() needs the gates themselves: the length of this array is not known"'
  const optional: [typeof unit, typeof lint?] = [unit]
  source.pass(...optional) // '"pass() was given something that is no gate"'
  const rest: [typeof unit, ...(typeof lint)[]] = [unit]
  source.pass(...rest) // '"pass() needs the gates themselves: the length of this array is not known"'
  const anyGates: readonly AnyGate[] = some
  source.pass(...anyGates) // '"pass() needs the gates themselves: the length of this array is not known"'
  const named: Gate<"unit">[] = []
  source.pass(...named) // '"pass() needs the gates themselves: the length of this array is not known"'
  source.pass(...new Set([unit])) // '"pass() needs the gates themselves: the length of this array is not known"'
  const [first] = some
  source.pass(first!) // '"pass() needs one gate: this may be one of several"'
  // a tuple, and a shorter one: TypeScript itself refuses to spread it
  source.pass(...(chance() ? ([unit, lint] as const) : ([unit] as const))) // A spread argument must either have a tuple type or be passed to a rest parameter.
  const branches = [source.pass(unit), source.pass(lint)]
  all(...branches) // '"all() needs the candidates themselves: the length of this array is not known"'
  const candidates: AnyCandidate[] = branches
  all(source, ...candidates) // '"all() needs the candidates themselves: the length of this array is not known"'
  branches.reduce<AnyCandidate>((joined, next) => all(joined, next), source).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  let walked = source.pass(unit)
  for (let round = 0; round < 2; round++) walked = walked.pass(lint)
  walked.deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'lint'"'
  return walked
})

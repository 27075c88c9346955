// biome-ignore-all lint/suspicious/noExplicitAny: this is what the program is about
/** Values of type `any` that reach a call directly. */
import { all, type Candidate, environment, pipeline } from "@shipline/core"
import { dev, image, on, staging, unit, upload } from "../shop.js"

const parsed = JSON.parse("{}")

pipeline("any", { on }, (source) => {
  source.pass(parsed) // Argument of type 'any' is not assignable to parameter of type 'never'
  source.pass(unit, parsed) // Argument of type 'any' is not assignable to parameter of type 'never'
  source.deploy(parsed, upload) // Argument of type 'any' is not assignable to parameter of type 'never'
  source.deploy(dev, parsed) // Argument of type 'any' is not assignable to parameter of type 'never'
  source.build(parsed, parsed.recipe) // Argument of type 'any' is not assignable to parameter of type 'never'
  source.build(image, parsed) // Argument of type 'any' is not assignable to parameter of type 'never'
  all(source, parsed) // Argument of type 'any' is not assignable to parameter of type 'never'
  source.pass(...parsed).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed
  const annotated: Candidate<any, any> = source // Type 'Candidate<never, never>' is not assignable to type 'Candidate<any, any>'
  annotated.deploy(staging, upload) // '"deploy() needs a candidate whose proofs are known: those of this one are of type 'any'"'
  const unknown: Candidate<any, any> = parsed
  unknown.deploy(staging, upload) // '"deploy() needs a candidate whose proofs are known: those of this one are of type 'any'"'
  all(source, unknown).deploy(staging, upload) // '"deploy() needs a candidate whose proofs are known: those of this one are of type 'any'"'
  unknown.pass(unit).deploy(dev, upload) // '"deploy() needs a candidate whose proofs are known: those of this one are of type 'any'"'
  return source
})
environment("any", { requires: [parsed] }) // Type 'any' is not assignable to type 'never'
environment("list", { requires: [unit, ...[parsed]] }) // Type 'any' is not assignable to type 'never'

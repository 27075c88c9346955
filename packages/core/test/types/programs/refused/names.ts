/** Names that are no literals, and names that stand for something else. */
import { approval, artifact, environment, gate, pipeline, sh } from "@shipline/core"
import { lint, on, staging, unit, upload } from "../shop.js"

enum Checks {
  Unit = "unit",
  Lint = "lint",
}
const widened: string = "unit"
const oneOf = (): "unit" | "lint" => "unit"
const templated = (part: string): `unit-${string}` => `unit-${part}`
const numbered: `part-${number}` = "part-1"
const lower = (name: string) => name.toLowerCase() as Lowercase<string>
const checks: Checks = Math.random() > 0.5 ? Checks.Unit : Checks.Lint
const table: { name: string } = { name: "unit" }
let changing = "unit"
changing = "lint"

gate(widened, sh`true`) // '"a name must be a string literal"'
gate(widened) // '"a name must be a string literal"'
gate(oneOf(), sh`true`) // '"a name must be a string literal"'
gate(templated("x"), sh`true`) // '"a name must be a string literal"'
gate(numbered, sh`true`) // '"a name must be a string literal"'
gate(lower("UNIT"), sh`true`) // '"a name must be a string literal"'
gate(checks, sh`true`) // '"a name must be a string literal"'
gate(table.name, (target) => sh`true ${target.name}`) // '"a name must be a string literal"'
gate(changing, sh`true`, { advisory: true }) // '"a name must be a string literal"'
gate(`unit on ${process.platform}`, sh`true`) // '"a name must be a string literal"'
gate(["unit", "lint"].join("+"), sh`true`) // '"a name must be a string literal"'
approval(widened) // '"a name must be a string literal"'
environment(widened, { requires: [unit] }) // '"a name must be a string literal"'
environment(oneOf()) // '"a name must be a string literal"'
artifact.image(widened, { repository: "ghcr.io/acme/shop" }) // '"a name must be a string literal"'
artifact.files(oneOf(), { paths: ["dist"] }) // '"a name must be a string literal"'
gate<string>("unit") // '"a name must be a string literal"'
gate<"unit" | "lint">("unit") // '"a name must be a string literal"'
const make = <N extends string>(name: N) => gate(name, sh`true`) // Argument of type 'N' is not assignable to parameter of type 'GateName<N>'
// the proof of a deployment, by a gate
gate("deployed to staging", sh`true`) // '"'deployed to staging' is what a deployment proves: no gate can have this name"'
gate("deployed to staging") // '"'deployed to staging' is what a deployment proves: no gate can have this name"'
approval("deployed to production") // '"'deployed to production' is what a deployment proves: no gate can have this name"'
// two names that differ in case are two names
pipeline("names", { on }, (source) => {
  return source.pass(gate("Unit", sh`true`), lint).deploy(staging, upload) // '"staging is out of reach: this candidate has not passed 'unit'"'
})

export { make }

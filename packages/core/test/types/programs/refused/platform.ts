/** Environments, contracts and helpers from another package. */
import {
  audit,
  change,
  decided,
  fleet,
  licences,
  note,
  onStaging,
  production,
  smoke,
  staging,
  style,
} from "@acme/platform"
import { environment, gate, pipeline, sh } from "@shipline/core"
import { on, unit } from "../shop.js"

const audited = audit.by(sh`npm audit`)
const licensed = licences.by(sh`npx licences`)

pipeline("platform", { on }, (source) => {
  source.pass(unit).deploy(staging, fleet) // '"staging is out of reach: this candidate has not passed
  source.pass(audited).deploy(staging, fleet) // '"staging is out of reach: this candidate has not passed 'licences'"'
  source.pass(audit, licensed) // '"'audit' is a contract: pass it as by(...), which says how it runs"'
  source.pass(audited, licences) // '"'licences' is a contract: pass it as by(...), which says how it runs"'
  onStaging(source.pass(audited)) // Argument of type 'Candidate<never, "audit">' is not assignable to parameter of type 'Candidate<never,
  onStaging(source.pass(audited, licensed)).deploy(production, fleet) // '"production is out of reach: this candidate has not passed 'change board'"'
  decided(onStaging(source.pass(audited, licensed))).pass(smoke) // '"'smoke' checks a deployment: name it as on(...), which says where"'
  decided(source.pass(audited, licensed)).deploy(production, fleet) // '"production is out of reach: this candidate has not passed 'smoke on staging'"
  note(source.pass(audited, licensed)).deploy(staging, fleet) // '"staging is out of reach: this candidate has not passed
  // an environment of the same name is not the platform's
  const own = environment("staging")
  source.deploy(own, fleet).pass(change).deploy(production, fleet) // '"production is out of reach: this candidate has not passed
  source.deploy(own, fleet).pass(style).deploy(staging, fleet) // '"staging is out of reach: this candidate has not passed
  return source
})
environment("stricter", { requires: [audit, style] }) // '"'style' is advisory: it may fail, so no environment can require it"'
environment("laxer", { requires: [audit], hotfix: { requires: [licences] } }) // is not assignable to type 'GateContract<"audit">'
export const free = gate("free", sh`true`, { advisory: true })
environment("bound", { requires: [free] }) // '"'free' is advisory: it may fail, so no environment can require it"'

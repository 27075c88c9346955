/** Gates that are never waivable, freezes, soaks, budgets and schemas that a program gets wrong. */
import { approval, environment, gate, pipeline, rollout, sh, soak, window } from "@shipline/core"
import { chance, dev, lint, on, slow, staging, unit, upload } from "../shop.js"

const secrets = gate("secrets", sh`gitleaks dir .`, { waivable: false })
const perhaps = gate("perhaps", sh`true`, { waivable: chance() })
const unknown = gate("unknown", sh`true`, { waivable: JSON.parse("false") })
const alive = gate("alive", (target) => sh`curl ${target.name}`, { waivable: false })
const licences = gate("licences", { waivable: false })
const sometimes = gate("sometimes", { waivable: chance() })
const audit = gate("audit")
const audited = audit.by(sh`npm audit`, { waivable: false })
const board = approval("board", { waivable: false })
const mayFail = gate("may fail", sh`true`, { advisory: true, waivable: false })
const some = [secrets, unit]

// left out
environment("production", { requires: [unit, secrets], hotfix: { requires: [unit] } }) // '"'secrets' is never waivable: the hotfix policy of production must keep it"'
environment("b", { requires: [secrets], hotfix: { requires: [] } }) // '"'secrets' is never waivable: the hotfix policy of b must keep it"'
environment("c", { requires: [unit, perhaps], hotfix: { requires: [unit] } }) // '"'perhaps' is never waivable: the hotfix policy of c must keep it"'
environment("d", { requires: [unit, unknown], hotfix: { requires: [unit] } }) // '"'unknown' is never waivable: the hotfix policy of d must keep it"'
environment("e", { requires: [unit, alive.on(staging)], hotfix: { requires: [unit] } }) // '"'alive on staging' is never waivable: the hotfix policy of e must keep it"'
environment("f", { requires: [unit, licences], hotfix: { requires: [unit] } }) // '"'licences' is never waivable: the hotfix policy of f must keep it"'
environment("g", { requires: [unit, licences.by(sh`npx licences`)], hotfix: { requires: [unit] } }) // '"'licences' is never waivable: the hotfix policy of g must keep it"'
environment("h", { requires: [unit, sometimes], hotfix: { requires: [unit] } }) // '"'sometimes' is never waivable: the hotfix policy of h must keep it"'
environment("i", { requires: [unit, audited], hotfix: { requires: [unit] } }) // '"'audit' is never waivable: the hotfix policy of i must keep it"'
environment("j", { requires: [unit, board], hotfix: { requires: [unit] } }) // '"'board' is never waivable: the hotfix policy of j must keep it"'
environment("k", { requires: [secrets, board], hotfix: { requires: [secrets], within: "1 hour" } }) // '"'board' is never waivable: the hotfix policy of k must keep it"'
environment("l", { requires: [alive.on(dev), alive.on(staging)], hotfix: { requires: [alive.on(dev)] } }) // '"'alive on staging' is never waivable: the hotfix policy of l must keep it"'
environment("m", { requires: [unit, secrets], hotfix: {} }) // Property 'requires' is missing in type
// kept perhaps: one of several, a list that may be empty, a value of type any
environment("n", { requires: [unit, secrets], hotfix: { requires: [chance() ? unit : secrets] } }) // '"'secrets' is never waivable: the hotfix policy of n must keep it"'
environment("o", { requires: [unit, secrets], hotfix: { requires: some } }) // '"'secrets' is never waivable: the hotfix policy of o must keep it"'
environment("p", { requires: some, hotfix: { requires: [] } }) // '"'secrets' is never waivable: the hotfix policy of p must keep it"'
environment("q", { requires: [chance() ? unit : secrets], hotfix: { requires: [] } }) // '"'secrets' is never waivable: the hotfix policy of q must keep it"'
environment("r", { requires: [unit, secrets], hotfix: { requires: [unit, JSON.parse("null")] } }) // '"'secrets' is never waivable: the hotfix policy of r must keep it"'
environment("s", { requires: [unit, secrets], hotfix: { requires: JSON.parse("[]").slice(1) as (typeof secrets)[] } }) // '"'secrets' is never waivable: the hotfix policy of s must keep it"'
environment("t", { requires: [unit, secrets], hotfix: { requires: chance() ? [unit, secrets] : [unit] } }) // '"'secrets' is never waivable: the hotfix policy of t must keep it"'
// a gate of the same name is another one
environment("u", { requires: [secrets], hotfix: { requires: [gate("secrets", sh`true`)] } }) // in type 'Gate<"secrets", never, "secrets", never>' but required in type 'FirmGate<"secrets", never, "secrets", never>'
environment("v", { requires: [secrets, unit], hotfix: { requires: [secrets, lint] } }) // Type 'Gate<"lint", never, "lint", never>' is not assignable to type
environment("w", { requires: [unit], hotfix: { requires: [JSON.parse("null")] } }) // Type 'any' is not assignable to type 'never'
environment("x", { requires: [mayFail] }) // '"'may fail' is advisory: it may fail, so no environment can require it"'
// the option itself
gate("y", sh`true`, { waivable: "no" }) // Type 'string' is not assignable to type 'boolean
gate("z", { waivable: 0 }) // Type 'number' is not assignable to type 'boolean
approval("aa", { waivble: false }) // 'waivble' does not exist in type
licences.by(sh`true`, { waivable: true }) // 'waivable' does not exist in type
gate("ab", { timeout: "1 hour" }) // 'timeout' does not exist in type 'Shell<string> |
// budgets
environment("ac", { requires: [unit], hotfix: { requires: [unit], within: "half an hour" } }) // Type '"half an hour"' is not assignable to type
environment("ad", { requires: [unit], hotfix: { requires: [unit], witin: "1 hour" } }) // 'witin' does not exist in type
// freezes
environment("ae", { freeze: [{ from: "22:00", to: "06:00", zone: "UTC" }] }) // 'from' does not exist in type 'Window'
environment("af", { freeze: window({ from: "22:00", to: "06:00", zone: "UTC" }) }) // Type 'Window' is missing the following properties from type 'readonly Window[]'
environment("ag", { freeze: [staging] }) // is not assignable to type 'Window'
window({ from: "Friday 16:00", to: "Monday 08:00" }) // Property 'zone' is missing in type
window({ from: "Fryday 16:00", to: "Monday 08:00", zone: "UTC" }) // Type '"Fryday 16:00"' is not assignable to type
window({ from: "noon", to: "13:00", zone: "UTC" }) // Type '"noon"' is not assignable to type
window({ from: "22:00", to: "06:00", zone: "UTC", until: 1 }) // 'until' does not exist in type
// soaks
soak(staging, "2 hurs") // Argument of type '"2 hurs"' is not assignable to parameter of type
soak(staging, 7200) // Argument of type
soak(unit, "2 hours") // Argument of type 'Gate<"unit", never, "unit", never>' is not assignable to parameter of type
soak(chance() ? dev : staging, "2 hours") // '"soak() needs one environment: this may be one of several"'
soak(staging, chance() ? "1 hour" : "2 hours") // '"soak() needs one duration: this may be one of several"'
soak(staging, `${Number("2")} hours`) // '"soak() needs one duration: this may be one of several"'
environment("ah", { requires: [unit, soak(staging, "1 hour")], hotfix: { requires: [soak(staging, "2 hours")] } }) // is not assignable to type
const waited = environment("waited", { requires: [soak(staging, "2 hours")] })
pipeline("soaks", { on }, (source) => {
  source.pass(soak(staging, "2 hours")) // '"soak of 2 hours is too early: this candidate is not yet deployed to 'staging'"'
  source.pass(soak(staging, JSON.parse("1"))) // '"pass() needs one gate: this may be one of several"'
  const there = source.pass(unit, lint).deploy(staging, upload)
  there.deploy(waited, upload) // '"waited is out of reach: this candidate has not passed 'soak of 2 hours on staging'"'
  there.pass(soak(staging, "1 hour")).deploy(waited, upload) // '"waited is out of reach: this candidate has not passed 'soak of 2 hours on staging'"'
  source.deploy(dev, upload).pass(soak(dev, "2 hours")).pass(slow).deploy(waited, upload) // '"waited is out of reach: this candidate has not passed 'soak of 2 hours on staging'"'
  return there
})
// schemas
rollout({ deploy: () => sh`true`, schema: 6 }) // Type 'number' is not assignable to type 'Schema'
rollout({ deploy: () => sh`true`, schema: { oldest: 5 } }) // Property 'version' is missing in type
rollout({ deploy: () => sh`true`, schema: { version: "6" } }) // Type 'string' is not assignable to type 'number'

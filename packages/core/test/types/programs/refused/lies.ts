// biome-ignore-all lint/correctness/noUnusedVariables: this is what the program is about
/** Annotations that say more, or less, than is true. None of them needs a cast. */
import {
  type AdvisoryGate,
  type AnyEnvironment,
  type AnyGate,
  type Artifact,
  all,
  type Candidate,
  type Environment,
  type EnvironmentGate,
  type Gate,
  type GateContract,
  gate,
  pipeline,
  type Ref,
  type Rollout,
  type Shell,
  sh,
} from "@shipline/core"
import {
  audit,
  dev,
  docker,
  image,
  kubectl,
  lint,
  load,
  on,
  production,
  scan,
  slow,
  smoke,
  staging,
  unit,
  upload,
} from "../shop.js"

// a gate that proves more than it checks
const both: Gate<"unit", never, "unit" | "lint"> = unit // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'Gate<"unit", never, "
const other: Gate<"unit", never, "lint"> = unit // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'Gate<"unit", never, "lint", never>'
const renamed: Gate<"lint"> = unit // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'Gate<"lint", never, "lint", never>'
const everything: Gate<"unit", never, string> = unit // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'Gate<"unit", never, string, never>'
// a gate that may fail, as one that may not
const sure: Gate<"slow"> = slow // Type 'AdvisoryGate<"slow", never, never>' is not assignable to type 'Gate<"slow", never, "slow", never>'
const surely: EnvironmentGate<"load", never> = load // Type 'AdvisoryEnvironmentGate<"load", never>' is not assignable to type 'EnvironmentGate<"load", never>'
const less: AdvisoryGate<"unit"> = unit // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'AdvisoryGate<"unit", never, never>'
// a gate that nobody has implemented, as one that runs
const implemented: Gate<"audit"> = audit // Type 'GateContract<"audit">' is not assignable to type 'Gate<"audit", never, "audit", never>'
const fulfilled: GateContract<"unit"> = unit // Property 'by' is missing in type 'Gate<"unit", never, "unit", never>' but required in type 'GateContract<"unit">'
// a gate of an artifact, as one of the source; a check of staging, as one of nothing
const ofSource: Gate<"scan"> = scan // Type 'Gate<"scan", "app", "scan", never>' is not assignable to type 'Gate<"scan", never, "scan", never>'
const ofNothing: Gate<"smoke", never, "smoke on staging"> = smoke.on(staging) // Type 'Gate<"smoke", never, "smoke on staging", "deployed to staging">' is not assignable to type 'Gate<"smoke", never, "smoke on staging", never>'
// an environment that requires less
const open: Environment<"staging", never> = staging // Type 'Environment<"staging", "
const half: Environment<"staging", "unit"> = staging // Type 'Environment<"staging", "
const anywhere: Environment<"dev", never> = staging // Type 'Environment<"staging", "
// things that need less, and things of another kind
const script: Shell = sh`push ${image.ref}` // Type 'Shell<"app">' is not assignable to type 'Shell<never>'
const how: Rollout<never> = kubectl // Type 'Rollout<"app">' is not assignable to type 'Rollout<never>'
const ref: Ref = image.digest // Type 'Ref<"app">' is not assignable to type 'Ref<never>'
const notScript: Shell = image.tag // Type 'Ref<never>' is not assignable to type 'Shell<never>'
const notRollout: Rollout<never> = sh`true` // Type 'Shell<never>' is not assignable to type 'Rollout<never>'
const aGate: AnyGate = dev // Type 'Environment<"dev", never>' is not assignable to type 'AnyGate'
const anEnvironment: AnyEnvironment = unit // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'AnyEnvironment'
const another: Artifact<"site"> = image // Type 'Artifact<"app">' is not assignable to type 'Artifact<"site">'

pipeline("lies", { on }, (source) => {
  const more: Candidate<never, "unit"> = source // Type 'Candidate<never, never>' is not assignable to type 'Candidate<never, "unit">'
  const built: Candidate<"app", never> = source // Type 'Candidate<never, never>' is not assignable to type 'Candidate<"app", never>'
  const all_: Candidate<string, string> = source.pass(unit) // Type 'Candidate<never, "unit">' is not assignable to type 'Candidate<string, string>'
  let grown = source.pass(unit)
  grown = source // Type 'Candidate<never, never>' is not assignable to type 'Candidate<never, "unit">'
  // true, but of more than one thing: refused where it is used
  const wide: Gate<"unit" | "lint", never, "unit"> = unit
  source.pass(wide) // '"pass() needs one gate: this may be one of several"'
  const named: Gate<string, never, "unit"> = unit
  source.pass(named) // '"pass() needs one gate: this may be one of several"'
  const some: AnyGate = unit
  source.pass(some) // '"pass() needs one gate: this may be one of several"'
  const one: AnyGate & { readonly name: "unit" } = unit
  source.pass(one) // '"pass() needs one gate: this may be one of several"'
  const somewhere: AnyEnvironment = dev
  source.deploy(somewhere, upload) // '"deploy() needs one environment: this may be one of several"'
  const there: AnyEnvironment & { readonly name: "dev" } = dev
  source.deploy(there, upload) // this candidate has not passed '${string}'
  const stagingOrProduction: Environment<"staging" | "production", "unit" | "lint"> = staging
  source.pass(unit, lint).deploy(stagingOrProduction, upload) // '"deploy() needs one environment: this may be one of several"'
  smoke.on(somewhere) // '"on() needs one environment: this may be one of several"'
  const anArtifact: Artifact<string> = image
  source.build(anArtifact, docker) // '"build() needs one artifact: this may be one of several"'
  // names of the platform's own kind of gate
  source.pass(gate("audit", sh`true`)).pass(audit) // '"'audit' is a contract: pass it as by(...), which says how it runs"'
  all(source, source.pass(unit)).deploy(production, upload) // '"production is out of reach: this candidate has not passed
  return source
})

export {
  aGate,
  anEnvironment,
  another,
  anywhere,
  both,
  everything,
  fulfilled,
  half,
  how,
  implemented,
  less,
  notRollout,
  notScript,
  ofNothing,
  ofSource,
  open,
  other,
  ref,
  renamed,
  script,
  sure,
  surely,
}

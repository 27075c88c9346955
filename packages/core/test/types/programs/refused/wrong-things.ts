/** Something else where a gate, an environment, an artifact, a rollout or a candidate belongs. */
import { all, environment, gate, pipeline, rollout, secret, sh } from "@shipline/core"
import { audit, dev, docker, image, load, on, slow, smoke, staging, unit, upload } from "../shop.js"

pipeline("wrong", { on }, (source) => {
  source.pass(smoke) // '"'smoke' checks a deployment: name it as on(...), which says where"'
  source.pass(load) // '"'load' checks a deployment: name it as on(...), which says where"'
  source.pass(audit) // '"'audit' is a contract: pass it as by(...), which says how it runs"'
  source.pass(unit, audit) // '"'audit' is a contract: pass it as by(...), which says how it runs"'
  source.pass("unit") // '"pass() was given something that is no gate"'
  source.pass(staging) // '"pass() was given something that is no gate"'
  source.pass([unit]) // '"pass() was given something that is no gate"'
  source.pass(sh`npm test`) // '"pass() was given something that is no gate"'
  source.deploy("dev", upload) // '"deploy() was given something that is no environment"'
  source.deploy(unit, upload) // '"deploy() was given something that is no environment"'
  source.deploy(dev, sh`./upload.sh`) // '"deploy() was given something that is no rollout"'
  source.deploy(dev, staging) // '"deploy() was given something that is no rollout"'
  source.deploy(dev) // Expected 2 arguments, but got 1.
  source.build("app", docker) // '"build() was given something that is no artifact"'
  source.build(image, "docker build .") // '"build() was given something that is no script"'
  source.build(image, upload) // '"build() was given something that is no script"'
  source.build(image, image.tag) // '"build() was given something that is no script"'
  all(source, unit) // '"all() was given something that is no candidate"'
  return source
})
environment("a", { requires: [smoke] }) // '"'smoke' checks a deployment: name it as on(...), which says where"'
environment("b", { requires: [slow] }) // '"'slow' is advisory: it may fail, so no environment can require it"'
environment("c", { requires: [unit, slow] }) // '"'slow' is advisory: it may fail, so no environment can require it"'
environment("d", { requires: [load.on(dev)] }) // '"'load' is advisory: it may fail, so no environment can require it"'
environment("e", { requires: ["unit"] }) // '"environment() was given something that is no gate"'
environment("f", { requires: [dev] }) // '"environment() was given something that is no gate"'
environment("g", { after: [unit] }) // '"environment() was given something that is no environment"'
environment("h", { after: ["staging"] }) // '"environment() was given something that is no environment"'
environment("i", { hotfix: { requires: [unit] } }) // Type 'Gate<"unit", never, "unit", never>' is not assignable to type 'never'
environment("j", { requires: [unit], hotfix: { requires: [slow] } }) // is not assignable to type 'Gate<"unit", never, "unit", never>'
gate("k", "npm test") // Argument of type
gate("l", unit) // Argument of type 'Gate<"unit", never, "unit", never>' is not assignable to parameter of type 'Shell<string> |
gate("m", secret("TOKEN")) // Argument of type 'Ref<never>' is not assignable to parameter of type 'Shell<string> |
rollout({ deploy: sh`./upload.sh` }) // Type 'Shell<never>' is not assignable to type '(target: Target) => Shell<string>'
rollout({ deploy: () => "upload" }) // Type 'string' is not assignable to type 'Shell<string>'
rollout({ migrate: sh`./migrate.sh` }) // Property 'deploy' is missing
sh`echo ${unit}` // Argument of type 'Gate<"unit", never, "unit", never>' is not assignable to parameter of type
sh`echo ${image}` // Argument of type 'Artifact<"app">' is not assignable to parameter of type
sh`echo ${undefined}` // Argument of type 'undefined' is not assignable to parameter of type
sh`echo ${{ name: "x" }}` // Object literal may only specify known properties
pipeline("nothing", { on }, () => undefined) // Type 'undefined' is not assignable to type 'AnyCandidate'
pipeline("later", { on }, async (source) => source) // Type 'Promise<Candidate<never, never>>' is missing the following properties from type 'Candidate<never, never>'
pipeline("demanding", { on }, (source: import("@shipline/core").Candidate<never, "unit">) => source) // is not assignable to parameter of type '(source: Candidate<never, never>) => AnyCandidate'

/** Every marked line must be refused by the compiler, with exactly the words in its comment in the message. */

import type { Candidate } from "@shipline/core"
import { all, approval, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
const unit = gate("unit", sh`npm test`)
const lint = gate("lint", sh`npm run lint`)
const scan = gate("scan", sh`trivy image ${image.ref}`)
const smoke = gate("smoke", (target) => sh`smoke ${target.url}`)
const managers = approval("release managers")
const staging = environment("staging", { requires: [unit, lint, scan] })
const production = environment("production", { after: [staging], requires: [smoke.on(staging), managers] })
const open = environment("open")
const how = rollout({ deploy: () => sh`deploy ${image.ref}` })
const recipe = sh`docker build .`

export const rejected = pipeline("rejected", { on: { push: "main" } }, (source) => {
  const built = source.build(image, recipe)
  const onStaging = built.pass(unit, lint, scan).deploy(staging, how)

  // a gate is skipped
  built.pass(unit, lint).deploy(staging, how) // staging is out of reach: this candidate has not passed 'scan'
  // an environment is skipped
  built.pass(unit, lint, scan).deploy(production, how) // production is out of reach: this candidate is not yet deployed to 'staging'
  // a check and a person are skipped
  onStaging.deploy(production, how) // production is out of reach: this candidate has not passed 'release managers'
  // a check of an environment before the deployment to it
  built.pass(smoke.on(staging)) // smoke is too early: this candidate is not yet deployed to 'staging'
  // a gate on an artifact that is not built
  source.pass(unit, scan) // scan needs artifact 'app', which this candidate has not built
  // a rollout of an artifact that is not built
  source.deploy(open, how) // this rollout needs artifact 'app', which this candidate has not built
  // a gate passed on one branch only
  const maybe = Math.random() > 0.5 ? built.pass(unit, lint, scan) : built.pass(unit, lint)
  maybe.deploy(staging, how) // staging is out of reach: this candidate has not passed 'scan'
  // joining does not invent proofs
  all(built, source.pass(unit, lint)).deploy(staging, how) // staging is out of reach: this candidate has not passed 'scan'
  // a list that may be empty
  const some = [unit, lint]
  source.pass(...some) // pass() needs the gates themselves: the length of this array is not known
  // a name that is not a literal would prove everything
  gate(process.env.NAME as string, sh`true`) // a name must be a string literal
  // a candidate cannot be declared to have proved more than it has
  const lie: Candidate<never, "unit" | "lint" | "scan"> = source // Type 'Candidate<never, never>' is not assignable to type 'Candidate<never,
  // a hotfix policy may only name gates that the environment requires
  environment("odd", { requires: [unit], hotfix: { requires: [lint] } }) // is not assignable to type 'Gate<"unit", never, "unit", never>'
  return lie
})

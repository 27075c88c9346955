/** An application that keeps the platform team's rules. */
import { all, artifact, gate, pipeline, rollout, sh } from "@shipline/core"
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
} from "../../platform/index.js"
import { on } from "../shop.js"

const app = artifact.files("app", { paths: ["dist"] })
const unit = gate("unit", sh`npm test`)
const audited = audit.by(sh`npm audit`, { timeout: "5 minutes", hotfix: sh`npm audit --omit dev` })
const licensed = licences.by(sh`npx licences ${app.path}`)
const own = rollout({ deploy: (target) => sh`./deploy.sh ${target.name} ${app.path}` })

export const platformApp = pipeline("platform-app", { on }, (source) => {
  const ready = all(source.pass(unit, audited), source.build(app, sh`make`).pass(licensed))
  return ready.deploy(staging, own).pass(smoke.on(staging), change).deploy(production, own)
})

export const platformHelpers = pipeline("platform-helpers", { on }, (source) => {
  const ready = source.build(app, sh`make`).pass(audited, licensed)
  note(ready)
  return decided(onStaging(ready)).deploy(production, fleet).pass(smoke.on(production))
})

import { all, approval, artifact, environment, gate, rollout, sh, soak, window } from "@shipline/core"
import { planOf } from "../support.js"

const site = artifact.files("site", { paths: ["dist"] })
const docs = artifact.files("docs", { paths: ["docs/dist"] })

const unit = gate("unit", sh`npm test`, { hotfix: sh`npm test -- --quick` })
const lint = gate("lint", sh`npm run lint`)
const scan = gate("scan", sh`scan ${site.digest}`)
const slow = gate("slow", sh`npm run slow`, { advisory: true })
const smoke = gate("smoke", (target) => sh`smoke ${target.name}`, {
  hotfix: (target) => sh`smoke --quick ${target.name}`,
})
const load = gate("load", (target) => sh`load ${target.name}`)
const watch = gate("watch", (target) => sh`watch ${target.name}`, { advisory: true })
const managers = approval("managers")

const preview = environment("preview")
const staging = environment("staging", { requires: [unit, lint], hotfix: { requires: [unit] } })
const rest = soak(staging, "2 hours")
const production = environment("production", {
  after: [staging],
  requires: [unit, lint, scan, smoke.on(staging), rest, managers],
  hotfix: { requires: [unit, smoke.on(staging)] },
  freeze: [window({ from: "Friday 16:00", to: "Monday 08:00", zone: "Europe/Berlin" })],
})

const how = rollout({ migrate: sh`migrate`, deploy: (target) => sh`deploy ${target.name} ${site.path}` })

/** A shop with three environments, of which a hotfix reaches two. */
export const shop = planOf((source) => {
  const built = source.build(site, sh`make site`).pass(scan)
  const aside = source.build(docs, sh`make docs`)
  const tested = all(source.pass(unit, lint), built, aside)
  tested.pass(slow)
  tested.deploy(preview, how)
  return tested
    .deploy(staging, how)
    .pass(smoke.on(staging), watch.on(staging))
    .pass(rest)
    .pass(managers)
    .deploy(production, how)
    .pass(smoke.on(production))
    .pass(load.on(production), watch.on(production))
})

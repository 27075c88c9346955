import { approval, artifact, environment, gate, pipeline, rollout, sh, shard } from "@shipline/core"

const app = artifact.image("app", { repository: "ghcr.io/acme/shop" })
const unit = gate("unit", sh`npm test`)
const lint = gate("lint", sh`npm run lint`)
const audit = gate("audit", sh`npm audit`, { advisory: true })
const suite = gate("suite", sh`npm run suite -- ${shard.index}`, { shards: 2, retries: 1 })
const smoke = gate("smoke", (target) => sh`npm run smoke -- ${target.name}`)
const managers = approval("release managers")
const staging = environment("staging", { requires: [unit, lint] })
export const production = environment("production", {
  after: [staging],
  requires: [unit, suite, smoke.on(staging), managers],
  hotfix: { requires: [unit] },
})
const roll = rollout({ deploy: (target) => sh`./deploy.sh ${target.name} ${app.ref}` })

/** Builds, two environments, checks, an approval and a gate in two shards. */
export const shop = pipeline("shop", { on: { push: "main", pullRequest: true } }, (source) =>
  source
    .pass(unit, lint, audit, suite)
    .build(app, sh`./build.sh`)
    .deploy(staging, roll)
    .pass(smoke.on(staging), managers)
    .deploy(production, roll)
    .pass(smoke.on(production)),
)
export const approvals = ["release managers"]

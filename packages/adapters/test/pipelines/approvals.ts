import { approval, environment, gate, pipeline, rollout, sh } from "@shipline/core"

const unit = gate("unit", sh`npm test`)
const owner = approval("product owner")
const security = approval("Security & Compliance")
const staging = environment("staging", { requires: [unit] })
const production = environment("production", { after: [staging], requires: [unit, owner, security] })
const ssh = rollout({ deploy: (target) => sh`./deploy.sh ${target.name}` })

/** Two people decide before production. */
export const approvals = pipeline("approvals", { on: { push: "main", pullRequest: true } }, (source) =>
  source.pass(unit).deploy(staging, ssh).pass(owner, security).deploy(production, ssh),
)

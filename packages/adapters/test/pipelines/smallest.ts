import { environment, gate, pipeline, rollout, sh } from "@shipline/core"

const unit = gate("unit", sh`npm test`)
const production = environment("production", { requires: [unit] })

/** One gate, one environment. */
export const smallest = pipeline("smallest", { on: { push: "main" } }, (source) =>
  source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })),
)

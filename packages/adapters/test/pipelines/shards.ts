import { environment, gate, matrix, pipeline, rollout, sh, shard } from "@shipline/core"

const e2e = gate("e2e", sh`playwright test --shard=${shard.index}/${shard.total}`, {
  shards: 4,
  report: "results/junit.xml",
})
const browsers = gate("browsers", sh`wtr --browser ${matrix("browser")} --part ${shard.index} --of ${shard.total}`, {
  shards: 2,
  matrix: { browser: ["chromium", "firefox"] },
})
const production = environment("production", { requires: [e2e, browsers] })

/** Gates in parallel parts. */
export const shards = pipeline("shards", { on: { push: "main" } }, (source) =>
  source.pass(e2e, browsers).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })),
)

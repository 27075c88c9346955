import { environment, gate, java, matrix, node, pipeline, python, rollout, sh } from "@shipline/core"

const unit = gate("unit", sh`npm test -- --seed ${matrix("seed")} --label ${matrix("label")}`, {
  matrix: { node: ["22", "24"], seed: [1, 2], label: ["1e3", "yes", "it's"] },
  toolchains: [node(matrix("node"), { cache: "yarn" })],
  report: "junit.xml",
})
const sdk = gate("sdk", sh`make sdk`, {
  matrix: { python: ["3.13", "3.14"] },
  toolchains: [python(matrix("python"), { cache: "pip" }), java("21", { cache: "gradle" })],
})
const registry = environment("registry", { requires: [unit, sdk] })

/** Gates that run once for each combination of values. */
export const matrices = pipeline("matrix", { on: { push: "main", pullRequest: true } }, (source) =>
  source.pass(unit, sdk).deploy(registry, rollout({ deploy: () => sh`./publish.sh` })),
)

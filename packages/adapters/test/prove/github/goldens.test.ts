import { expect, test } from "vitest"
import { compile, prove } from "../../../src/github/index.js"
import { pipelines } from "../../pipelines/index.js"

test.each(pipelines.map((one) => [one.name, one] as const))("%s is proved", (_, { plan }) => {
  const proof = prove(compile(plan).files, { plan })
  expect(proof.counterexamples.map(({ story }) => story)).toEqual([])
  expect(proof.problems).toEqual([])
  expect(proof.verdict).toBe("proved")
  // Every lane that deploys is looked at, whatever environment it leads to.
  const lanes = new Set(plan.nodes.flatMap((node) => (node.kind === "deploy" ? node.lanes : [])))
  const reached = proof.properties.filter(({ name }) => name === "reachability").map(({ lane }) => lane)
  expect(new Set(reached)).toEqual(lanes)
})

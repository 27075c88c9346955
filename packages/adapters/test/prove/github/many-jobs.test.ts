import { type Plan, verify } from "@shipline/core"
import { expect, test } from "vitest"
import { compile, prove } from "../../../src/github/index.js"
import { laneStarts } from "../../../src/github/prove/lanes.js"
import { modelOf } from "../../../src/github/prove/model.js"
import { requirementsOf } from "../../../src/github/prove/prove.js"
import { readWorkflow } from "../../../src/github/prove/workflow-file.js"
import { check, deploy, plan as small } from "../../plans.js"

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

/** Gates before each of the environments, each environment after the one before it, and all lanes. */
const row = (environments: number, gatesEach: number): Plan => {
  const gateIds = (region: number) => numbers(gatesEach).map((index) => `gate-${region}-${index}`)
  const regions = numbers(environments)
  const before = (region: number) => (region === 0 ? [] : [`deploy-region-${region - 1}`])
  return small({
    gates: regions.flatMap((region) => gateIds(region).map((id) => ({ id, name: id, kind: "check" as const }))),
    environments: regions.map((region) => ({
      name: `region-${region}`,
      tier: "other",
      lock: `region-${region}`,
      requires: [
        ...before(region).map(() => ({ proof: `deployed to region-${region - 1}` })),
        ...gateIds(region).map((id) => ({ proof: id, gate: id })),
      ],
      hotfix: {
        requires: gateIds(region)
          .slice(0, 1)
          .map((id) => ({ proof: id, gate: id })),
      },
    })),
    nodes: regions.flatMap((region) => [
      ...gateIds(region).map((id, index) =>
        check({
          id,
          title: id,
          gate: id,
          proof: id,
          needs: before(region),
          lanes: index === 0 ? ["release", "hotfix"] : ["release"],
        }),
      ),
      deploy({
        id: `deploy-region-${region}`,
        title: `deploy to region-${region}`,
        environment: `region-${region}`,
        proof: `deployed to region-${region}`,
        needs: [...before(region), ...gateIds(region)],
        lanes: ["release", "hotfix", "promote", "rollback"],
        proofs: [
          ...before(region).map((node) => ({ proof: `deployed to region-${region - 1}`, node })),
          ...gateIds(region).map((id) => ({ proof: id, node: id })),
        ],
      }),
    ]),
  })
}

const sizeOf = (plan: Plan): number => {
  const [file] = compile(plan).files
  const read = readWorkflow(file?.path ?? "", file?.text ?? "")
  if ("refusals" in read) throw new Error("refused")
  return modelOf(read, requirementsOf(plan), laneStarts(plan)).diagrams.size()
}

test("two hundred jobs that lead to twenty environments are proved", () => {
  const plan = row(20, 8)
  expect(verify(plan)).toEqual([])
  const { files } = compile(plan)
  expect(files[0]?.text.match(/^ {2}[\w-]+:$/gm)?.length).toBeGreaterThanOrEqual(200)
  const proof = prove(files, { plan })
  expect(proof.counterexamples.map(({ story }) => story)).toEqual([])
  expect(proof.verdict).toBe("proved")
  expect(proof.properties.filter(({ name }) => name === "safety").length).toBeGreaterThanOrEqual(80)
})

test("the diagrams of a pipeline of twice the length are about twice as large", () => {
  expect(sizeOf(row(12, 4)) / sizeOf(row(6, 4))).toBeLessThan(3.5)
})

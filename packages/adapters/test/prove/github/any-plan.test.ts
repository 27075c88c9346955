import { type Plan, verify } from "@shipline/core"
import fc from "fast-check"
import { expect, test } from "vitest"
import { compile, prove } from "../../../src/github/index.js"
import { check, deploy, job, plan as small } from "../../plans.js"

const branch = fc.constantFrom("main", "it's", "release/**", "feature-*", "**", "*", "a/b", "MAIN", "v1+x")
const tag = fc.constantFrom("v*", "v1", "release/**", "*")
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { maxLength: 3 })
const yes = fc.constant(true as const)

const triggers = fc.record(
  {
    push: fc
      .record({ branches: some(branch), tags: some(tag) })
      .filter((one) => one.branches.length + one.tags.length > 0),
    pullRequest: fc.record({ branches: some(branch) }),
    schedule: fc.constant(["0 3 * * 1"]),
    manual: yes,
    paths: fc.constant(["src/**"]),
  },
  { requiredKeys: [] },
)

type Lanes = Plan["nodes"][number]["lanes"]
const lanes = fc.constantFrom<Lanes>(
  ["release"],
  ["release", "hotfix"],
  ["release", "promote", "rollback"],
  ["release", "rollback"],
  ["release", "hotfix", "promote", "rollback"],
)

const secret = (name: string, environment?: string) => ({
  name,
  value: { kind: "secret" as const, name, ...(environment === undefined ? {} : { environment }) },
})

/** Two environments in a row with gates before and between them, by whatever triggers and in whatever lanes. */
const plans = fc
  .record({
    on: triggers,
    lanes,
    late: fc.boolean(),
    secrets: fc.boolean(),
    script: fc.constantFrom("npm test", "x || true", "set +e\nx\nexit 0"),
  })
  .map(({ on, lanes, late, secrets, script }): Plan => {
    const gate = (id: string) => ({ id, name: id, kind: "check" as const })
    const proof = (id: string) => ({ proof: id, gate: id })
    const hotfix = lanes.includes("hotfix")
    const inner = job({ steps: [{ kind: "script", role: "check", run: script, variables: [] }] })
    const place = (name: string, ids: readonly string[], after: readonly string[]) => ({
      name,
      tier: "other" as const,
      lock: name,
      requires: [...after.map((one) => ({ proof: `deployed to ${one}` })), ...ids.map(proof)],
      ...(hotfix ? { hotfix: { requires: [proof("unit")] } } : {}),
    })
    const ship = (name: string, needs: readonly string[], ids: readonly string[], after: readonly string[]) =>
      deploy({
        id: `deploy-${name}`,
        title: `deploy to ${name}`,
        environment: name,
        proof: `deployed to ${name}`,
        lanes,
        needs,
        proofs: [
          ...after.map((one) => ({ proof: `deployed to ${one}`, node: `deploy-${one}` })),
          ...ids.map((id) => ({ proof: id, node: id })),
        ],
        job: job({
          steps: [
            { kind: "script", role: "deploy", run: "./deploy.sh", variables: secrets ? [secret("KEY", name)] : [] },
          ],
        }),
      })
    const both = hotfix ? (["release", "hotfix"] as const) : (["release"] as const)
    const between = late
      ? [check({ id: "late", title: "late", gate: "late", proof: "late", needs: ["deploy-staging"] })]
      : []
    const lateIds = between.map(({ id }) => id)
    return small({
      on,
      gates: ["unit", "lint", "late"].map(gate),
      environments: [place("staging", ["unit", "lint"], []), place("production", ["unit", ...lateIds], ["staging"])],
      nodes: [
        check({ lanes: both, job: inner }),
        check({ id: "lint", title: "lint", gate: "lint", proof: "lint" }),
        ship("staging", ["unit", "lint"], ["unit", "lint"], []),
        ...between,
        ship("production", ["unit", "deploy-staging", ...lateIds], ["unit", ...lateIds], ["staging"]),
      ],
    })
  })

test("whatever compiles is proved", () => {
  let proved = 0
  fc.assert(
    fc.property(plans, (plan) => {
      if (verify(plan).length > 0) return
      const { files, problems } = compile(plan)
      if (problems.length > 0) return
      const proof = prove(files, { plan })
      expect({ story: proof.counterexamples.map(({ story }) => story), problems: proof.problems }).toEqual({
        story: [],
        problems: [],
      })
      proved += 1
    }),
    { numRuns: 60 },
  )
  expect(proved).toBeGreaterThan(10)
})

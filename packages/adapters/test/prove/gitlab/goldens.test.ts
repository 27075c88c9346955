import { describe, expect, test } from "vitest"
import { gitlab } from "../../../src/gitlab/gitlab.js"
import { prove } from "../../../src/gitlab/prove/prove.js"
import { ownPipelines } from "../../gitlab/own-pipelines.js"
import { pipelines } from "../../pipelines/index.js"

const compiled = [...pipelines, ...ownPipelines]
  .map(({ plan }) => ({ plan, ...gitlab.compile(plan) }))
  .filter(({ problems }) => problems.length === 0)

const shared = (plans: readonly (typeof compiled)[number][]) =>
  gitlab.index?.(plans.map(({ plan }) => plan)).files ?? []

describe("what Shipline writes for GitLab", () => {
  test.each(compiled.map((one) => [one.plan.name, one] as const))("%s is proved", (_, one) => {
    const proof = prove([...shared([one]), ...one.files], { plan: one.plan })
    expect(proof.counterexamples.map(({ story }) => story.join(" "))).toEqual([])
    expect(proof.problems).toEqual([])
    expect(proof.verdict).toBe("proved")
    const judged = new Set(proof.properties.flatMap(({ name, environment }) => (name === "safety" ? environment : [])))
    expect([...judged]).toEqual(one.plan.environments.map(({ name }) => name))
  })

  test("two of one repository are proved together", () => {
    const two = compiled.slice(0, 2)
    for (const { plan } of two) {
      const proof = prove([...shared(two), ...two.flatMap(({ files }) => files)], { plan })
      expect(proof.counterexamples.map(({ story }) => story.join(" "))).toEqual([])
      expect(proof.verdict).toBe("proved")
    }
  })

  test("the gates are kept from whoever overrides every variable", () => {
    for (const { plan, files } of compiled)
      expect(prove(files, { plan }).assumptions.join(" "), plan.name).toContain(
        "even from whoever overrides every variable",
      )
  })

  test("nothing is said of them where the files are refuted", () => {
    const text =
      "g: { stage: test, script: [x], allow_failure: true }\nd: { stage: deploy, script: [x], needs: [g], environment: e }\n"
    const requirements = { environments: [{ environment: "e", ways: [{ gates: [{ job: "g" }] }] }] }
    const { verdict, assumptions } = prove([{ path: ".gitlab-ci.yml", text }], { requirements })
    expect(verdict).toBe("refuted")
    expect(assumptions.join(" ")).toContain("No variable that GitLab sets is overridden")
  })
})

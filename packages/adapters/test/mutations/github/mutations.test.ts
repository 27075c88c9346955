import { describe, expect, test } from "vitest"
import { prove } from "../../../src/github/index.js"
import { schema, workflowParser } from "../../judges/index.js"
import { readWorkflow } from "../../simulate/github/index.js"
import { telling } from "../matches.js"
import { mutationSuite, named, patience } from "../suite.js"
import { goldenOf, goldens } from "./goldens.js"
import { mutants } from "./mutants.js"
import { environmentsOf, firstBreach, skeletonOf } from "./promises.js"
import { replay } from "./replay.js"

const proofOf = mutationSuite({
  platform: "GitHub",
  pitfalls: Array.from({ length: 29 }, (_, index) => index),
  mutants,
  goldens: new Map([...goldens].map(([name, { text }]) => [name, text])),
  prove: (pipeline, text) => {
    const { path, plan } = goldenOf(pipeline)
    return prove([{ path, text }], { plan })
  },
})

describe("a mutant is a file that GitHub takes", () => {
  // GitHub's parser as it is published does not know steps that run beside others.
  const taken = mutants.filter(
    ({ expects, pitfall }) => pitfall !== 28 && !("caught" in expects && expects.caught === "unreadable"),
  )
  test.each(named(taken))("%s", async (_, { text }) => {
    expect([...(await workflowParser("a.yml", text)), ...(await schema("a.yml", text))]).toEqual([])
  })
})

describe("the run that a counterexample tells is one that the simulator plays", () => {
  const unsafe = mutants.filter(
    ({ expects, pitfall }) => pitfall !== 28 && "caught" in expects && expects.caught === "safety",
  )
  test.each(named(unsafe))("%s", async (_, one) => {
    const found = telling(one.expects, proofOf(one))
    if (found === undefined) throw new Error("there is none")
    const ended = replay(found, await readWorkflow("a.yml", one.text))
    expect(ended.get(found.job ?? "")?.started).toBe(true)
    for (const gate of found.missing) expect(ended.get(gate)?.outcome).not.toBe("success")
  })
})

describe("no run of a harmless mutant breaks a promise of its plan", () => {
  const harmless = mutants.filter(({ expects }) => "harmless" in expects)
  test.each(named(harmless))(
    "%s",
    async (_, { text, place, pitfall }) => {
      const golden = goldenOf(place.pipeline)
      const [changed, before] = [await readWorkflow("a.yml", text), await readWorkflow("a.yml", golden.text)]
      if (pitfall !== 18) expect(environmentsOf(changed)).toEqual(environmentsOf(before))
      // What decides nothing about which jobs start needs no play.
      if (JSON.stringify(skeletonOf(changed)) !== JSON.stringify(skeletonOf(before)))
        expect(firstBreach(golden.plan, changed)).toBeUndefined()
    },
    patience,
  )
})

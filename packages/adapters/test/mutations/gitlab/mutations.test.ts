import { describe, expect, test } from "vitest"
import { prove } from "../../../src/gitlab/index.js"
import { mutationSuite, named, patience } from "../suite.js"
import { filesOf, goldenOf, goldens } from "./goldens.js"
import { mutants } from "./mutants.js"
import { firstBreach } from "./promises.js"

mutationSuite({
  platform: "GitLab",
  pitfalls: [0, ...Array.from({ length: 20 }, (_, index) => index + 29)],
  mutants,
  goldens: new Map([...goldens].map(([name, golden]) => [name, filesOf(golden)])),
  prove: (pipeline, files) => prove(files, { plan: goldenOf(pipeline).plan }),
})

describe("no way of a harmless mutant breaks a promise of its plan", () => {
  const harmless = mutants.filter(({ expects }) => "harmless" in expects)
  test.each(named(harmless))(
    "%s",
    (_, { text, place }) => {
      const golden = goldenOf(place.pipeline)
      expect(firstBreach(golden.plan, place.pipeline, text, filesOf(golden))).toBeUndefined()
    },
    patience,
  )
})

describe("the simulator plays what an unsafe mutant does", () => {
  // Only of what GitLab's scheduler decides: it reads no scripts. Larger pipelines can go too many ways.
  const small = new Set(["smallest", "retries", "raw", "shards"])
  const unsafe = mutants.filter(
    ({ expects, place, name }) =>
      small.has(place.pipeline) &&
      "caught" in expects &&
      expects.caught === "safety" &&
      !/command|goes on|way back (that asks|whose question|on which)/.test(name),
  )
  test.each(named(unsafe))(
    "%s",
    (_, { text, place, expects }) => {
      const golden = goldenOf(place.pipeline)
      const breach = firstBreach(golden.plan, place.pipeline, text, filesOf(golden))
      expect(breach?.job).toBe("job" in expects ? expects.job : "")
      expect([`run ${breach?.job}`, `play ${breach?.job}`]).toContain(breach?.path.at(-1))
    },
    patience,
  )
})

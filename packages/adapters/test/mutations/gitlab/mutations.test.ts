import { describe, expect, test } from "vitest"
import { prove } from "../../../src/gitlab/index.js"
import type { Proof } from "../../../src/prove/proof.js"
import { counted } from "../counted.js"
import { missed } from "../matches.js"
import { filesOf, type Golden, goldenOf, goldens, mutants } from "./mutants.js"
import { firstBreach } from "./promises.js"

/** On a machine that does other things as well. */
const patience = 180_000

type Case = (typeof mutants)[number]
const named = (all: readonly Case[]): readonly (readonly [string, Case])[] =>
  all.map((one) => [`${one.pitfall} ${one.name} (${one.place.pipeline}: ${one.place.job})`, one])

const proofs = new Map<Case, Proof>()
const proofOf = (one: Case): Proof => {
  const { plan } = goldenOf(one.place.pipeline)
  const proof = proofs.get(one) ?? prove(one.text, { plan })
  proofs.set(one, proof)
  return proof
}
const isProved = (golden: Golden): boolean => prove(filesOf(golden), { plan: golden.plan }).verdict === "proved"

test(
  "every pitfall of GitLab has its mutants, none is missed, and no golden file alarms",
  () => {
    const pitfalls = new Set(mutants.map((one) => one.pitfall))
    expect(pitfalls).toEqual(new Set([0, ...Array.from({ length: 20 }, (_, index) => index + 29)]))
    expect(mutants.length).toBeGreaterThanOrEqual(60)
    const lost = mutants.filter((one) => missed(one.expects, proofOf(one)) !== undefined).length
    const alarms = [...goldens.values()].filter((one) => !isProved(one)).length
    console.log(counted("GitLab", mutants, lost, goldens.size, alarms))
    expect({ lost, alarms }).toEqual({ lost: 0, alarms: 0 })
  },
  patience,
)

describe("the proof says of a mutant what is wrong with it", () => {
  test.each(named(mutants))("%s", (_, one) => expect(missed(one.expects, proofOf(one))).toBeUndefined())
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

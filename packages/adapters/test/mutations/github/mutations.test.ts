import { describe, expect, test } from "vitest"
import { prove } from "../../../src/github/index.js"
import type { Proof } from "../../../src/prove/proof.js"
import { schema, workflowParser } from "../../judges/index.js"
import { readWorkflow } from "../../simulate/github/index.js"
import { counted } from "../counted.js"
import { missed, telling } from "../matches.js"
import { type Golden, goldenOf, goldens, mutants } from "./mutants.js"
import { environmentsOf, firstBreach, skeletonOf } from "./promises.js"
import { replay } from "./replay.js"

/** On a machine that does other things as well. */
const patience = 180_000

type Case = (typeof mutants)[number]
const named = (all: readonly Case[]): readonly (readonly [string, Case])[] =>
  all.map((one) => [`${one.pitfall} ${one.name} (${one.place.pipeline}: ${one.place.job})`, one])

const proofs = new Map<Case, Proof>()
const proofOf = (one: Case): Proof => {
  const { path, plan } = goldenOf(one.place.pipeline)
  const proof = proofs.get(one) ?? prove([{ path, text: one.text }], { plan })
  proofs.set(one, proof)
  return proof
}
const isProved = ({ path, text, plan }: Golden): boolean => prove([{ path, text }], { plan }).verdict === "proved"

test(
  "every pitfall of GitHub has its mutants, none is missed, and no golden file alarms",
  () => {
    expect(new Set(mutants.map((one) => one.pitfall))).toEqual(new Set(Array.from({ length: 29 }, (_, index) => index)))
    expect(mutants.length).toBeGreaterThanOrEqual(60)
    const lost = mutants.filter((one) => missed(one.expects, proofOf(one)) !== undefined).length
    const alarms = [...goldens.values()].filter((one) => !isProved(one)).length
    console.log(counted("GitHub", mutants, lost, goldens.size, alarms))
    expect({ lost, alarms }).toEqual({ lost: 0, alarms: 0 })
  },
  patience,
)

describe("the proof says of a mutant what is wrong with it", () => {
  test.each(named(mutants))("%s", (_, one) => expect(missed(one.expects, proofOf(one))).toBeUndefined())
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

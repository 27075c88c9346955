import { describe, expect, test } from "vitest"
import type { Proof } from "../../src/prove/proof.js"
import { counted } from "./counted.js"
import { missed } from "./matches.js"
import type { Mutant } from "./mutation.js"

/** On a machine that does other things as well. */
export const patience = 180_000

/** What a platform puts to the test: its mutants, and the golden files that they were made of. `Text`: what it proves. */
export interface Suite<Text> {
  readonly platform: string
  /** The numbers in the list of pitfalls that the platform has; 0 is for what has none. */
  readonly pitfalls: readonly number[]
  readonly mutants: readonly Mutant<Text>[]
  /** By pipeline. */
  readonly goldens: ReadonlyMap<string, Text>
  readonly prove: (pipeline: string, text: Text) => Proof
}

/** Mutants with their names, for `test.each`. */
export const named = <Text>(all: readonly Mutant<Text>[]): readonly (readonly [name: string, mutant: Mutant<Text>])[] =>
  all.map((one) => [`${one.pitfall} ${one.name} (${one.place.pipeline}: ${one.place.job})`, one])

/** The tests of every platform: no pitfall is left out, no mutant missed, no golden file refuted. Its proofs, each made once. */
export const mutationSuite = <Text>({
  platform,
  pitfalls,
  mutants,
  goldens,
  prove,
}: Suite<Text>): ((mutant: Mutant<Text>) => Proof) => {
  const proofs = new Map<Mutant<Text>, Proof>()
  const proofOf = (one: Mutant<Text>): Proof => {
    const proof = proofs.get(one) ?? prove(one.place.pipeline, one.text)
    proofs.set(one, proof)
    return proof
  }

  test(
    `every pitfall of ${platform} has its mutants, none is missed, and no golden file alarms`,
    () => {
      expect(new Set(mutants.map((one) => one.pitfall))).toEqual(new Set(pitfalls))
      expect(mutants.length).toBeGreaterThanOrEqual(60)
      const lost = mutants.filter((one) => missed(one.expects, proofOf(one)) !== undefined).length
      const alarms = [...goldens].filter(([pipeline, text]) => prove(pipeline, text).verdict !== "proved").length
      console.log(counted(platform, mutants, lost, goldens.size, alarms))
      expect({ lost, alarms }).toEqual({ lost: 0, alarms: 0 })
    },
    patience,
  )

  describe("the proof says of a mutant what is wrong with it", () => {
    test.each(named(mutants))("%s", (_, one) => expect(missed(one.expects, proofOf(one))).toBeUndefined())
  })

  return proofOf
}

import { describe, expect, test } from "vitest"
import { prove } from "../../../src/github/index.js"
import { schema, workflowParser } from "../../judges/index.js"
import { missed } from "../matches.js"
import { goldenOf, goldens, mutants } from "./mutants.js"

test("every pitfall of GitHub has its mutants", () => {
  expect(new Set(mutants.map((one) => one.pitfall))).toEqual(new Set(Array.from({ length: 29 }, (_, index) => index)))
  expect(mutants.length).toBeGreaterThanOrEqual(60)
})

describe("a golden file is proved", () => {
  test.each([...goldens])("%s", (_, { path, text, plan }) => {
    const { verdict, counterexamples, problems } = prove([{ path, text }], { plan })
    expect({ verdict, counterexamples, problems }).toEqual({ verdict: "proved", counterexamples: [], problems: [] })
  })
})

describe("mutant", () => {
  test.each(
    mutants.map((one) => [`${one.pitfall} ${one.name} (${one.place.pipeline}: ${one.place.job})`, one] as const),
  )("%s", (_, { text, place, expects }) => {
    const { path, plan } = goldenOf(place.pipeline)
    expect(missed(expects, prove([{ path, text }], { plan }))).toBeUndefined()
  })
})

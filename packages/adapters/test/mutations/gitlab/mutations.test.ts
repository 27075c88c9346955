import { describe, expect, test } from "vitest"
import { prove } from "../../../src/gitlab/prove/prove.js"
import { missed } from "../matches.js"
import { filesOf, goldenOf, goldens, mutants } from "./mutants.js"

test("every pitfall of GitLab has its mutants", () => {
  const pitfalls = new Set(mutants.map((one) => one.pitfall))
  expect(pitfalls).toEqual(new Set([0, ...Array.from({ length: 20 }, (_, index) => index + 29)]))
  expect(mutants.length).toBeGreaterThanOrEqual(60)
})

describe("golden files are proved", () => {
  test.each([...goldens])("%s", (_, golden) => {
    const { verdict, counterexamples, problems } = prove(filesOf(golden), { plan: golden.plan })
    expect({ verdict, counterexamples, problems }).toEqual({ verdict: "proved", counterexamples: [], problems: [] })
  })
})

describe("mutant", () => {
  test.each(
    mutants.map((one) => [`${one.pitfall} ${one.name} (${one.place.pipeline}: ${one.place.job})`, one] as const),
  )("%s", (_, { text, place, expects }) => {
    const { plan } = goldenOf(place.pipeline)
    expect(missed(expects, prove(text, { plan }))).toBeUndefined()
  })
})

import { type Plan, verify } from "@shipline/core"
import { decode, encode } from "@shipline/core/schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mutations } from "./mutations.js"
import { unproved } from "./oracle.js"
import { plans } from "./random-program.js"

describe("verify, on random programs that keep the rules", () => {
  it("finds nothing, and neither does playing it through", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(verify(plan)).toEqual([])
        expect(unproved(plan, plan)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it("finds the same in a plan that went through JSON", () => {
    fc.assert(
      fc.property(plans, fc.nat(), (plan, choice) => {
        const parsed: Plan = JSON.parse(JSON.stringify(plan))
        expect(parsed).toEqual(plan)
        expect(decode(encode(plan))).toEqual(plan)
        const changed = mutations(plan)
        const mutated = changed[choice % changed.length]?.plan ?? plan
        expect(verify(JSON.parse(JSON.stringify(mutated)))).toEqual(verify(mutated))
      }),
    )
  })

  it("does not change a plan, nor depends on when it is asked", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const before = JSON.stringify([plan, verify(plan)])
        expect(JSON.stringify([plan, verify(plan)])).toBe(before)
      }),
      { numRuns: 20 },
    )
  })
})

describe("verify, on plans of which one fact was changed", () => {
  it("finds every change that would let a deployment start unproved", () => {
    let dangerous = 0
    fc.assert(
      fc.property(plans, (plan) => {
        const missed = mutations(plan).flatMap((mutation) => {
          const found = unproved(mutation.plan, plan)
          if (found.length > 0) dangerous++
          return found.length > 0 && verify(mutation.plan).length === 0 ? [{ what: mutation.what, found }] : []
        })
        expect(missed).toEqual([])
      }),
      { numRuns: 40 },
    )
    expect(dangerous).toBeGreaterThan(1000)
  })

  it("gives each problem a code, a path, words and what to do", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const mutation of mutations(plan))
          for (const { code, path, message, hint } of verify(mutation.plan)) {
            expect(code).toMatch(/^SL2\d{3}$/)
            expect(path).toMatch(/^(?:nodes|gates|environments|artifacts)\..+$/)
            expect(message).not.toMatch(/undefined|null|\[object/)
            expect(hint).toMatch(/\.$/)
          }
      }),
      { numRuns: 10 },
    )
  })
})

import { type Evidence, latestEvidence } from "@shipline/core/ledger"
import { describe, expect, it } from "vitest"

const one = (proof: string, verdict: Evidence["verdict"], at: string): Evidence => ({ proof, verdict, at })
const latest = (...evidence: readonly Evidence[]) =>
  [...latestEvidence(evidence).values()].map(({ proof, verdict }) => `${proof} ${verdict}`)

describe("the latest evidence", () => {
  it("is the one of the latest moment, whatever the order, for each proof", () => {
    expect(
      latest(
        one("unit", "failed", "2026-11-23T10:02:00.000Z"),
        one("scan", "passed", "2026-11-23T10:00:00.000Z"),
        one("unit", "passed", "2026-11-23T10:01:00.000Z"),
      ),
    ).toEqual(["unit failed", "scan passed"])
  })

  it("is, of two at one moment, the later one in the list", () => {
    const at = "2026-11-23T10:00:00.000Z"
    expect(latest(one("unit", "failed", at), one("unit", "passed", at))).toEqual(["unit passed"])
    expect(latest(one("unit", "passed", at), one("unit", "failed", at))).toEqual(["unit failed"])
  })

  it("goes by moments, not by the texts of them", () => {
    // as text "…00.500Z" comes before "…00Z", and 11:30+02:00 after 10:00Z
    expect(
      latest(one("unit", "failed", "2026-11-23T10:00:00.500Z"), one("unit", "passed", "2026-11-23T10:00:00Z")),
    ).toEqual(["unit failed"])
    expect(
      latest(one("unit", "failed", "2026-11-23T10:00:00Z"), one("unit", "passed", "2026-11-23T11:30:00+02:00")),
    ).toEqual(["unit failed"])
  })

  it.each(["", "yesterday", "2026-11-23", "2026-11-23T10:00:00.000", "1795428000000", "2026-13-45T99:00:00.000Z"])(
    "believes no success at %j, and every failure",
    (at) => {
      const before = "2026-11-23T10:00:00.000Z"
      expect(latest(one("unit", "passed", at))).toEqual([])
      expect(latest(one("unit", "failed", before), one("unit", "passed", at))).toEqual(["unit failed"])
      expect(latest(one("unit", "failed", at), one("unit", "passed", before))).toEqual(["unit failed"])
    },
  )

  it("keeps proofs apart whose names every object has", () => {
    const at = "2026-11-23T10:00:00.000Z"
    expect(latest(one("__proto__", "passed", at), one("constructor", "failed", at))).toEqual([
      "__proto__ passed",
      "constructor failed",
    ])
  })
})

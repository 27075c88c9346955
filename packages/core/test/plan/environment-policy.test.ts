import { describe, expect, it } from "vitest"
import { environmentPolicy } from "../../src/plan/index.js"
import { shop } from "./shop.js"

describe("the policy of an environment", () => {
  it("is everything that an admission asks of a plan", () => {
    expect(environmentPolicy(shop, "production")).toEqual({
      environment: "production",
      requires: [
        { proof: "deployed to staging" },
        { proof: "unit" },
        { proof: "lint" },
        { proof: "scan" },
        { proof: "smoke on staging" },
        { proof: "soak of 2 hours on staging", soak: { environment: "staging", duration: 7_200_000 } },
        { proof: "managers" },
      ],
      hotfix: [{ proof: "unit" }, { proof: "smoke on staging" }],
      freeze: [{ recurs: "weekly", from: "friday 16:00", to: "monday 08:00", zone: "Europe/Berlin" }],
      checks: ["smoke on production", "load on production"],
    })
  })
  it("holds only the keys that are present, and no check that may fail", () => {
    expect(environmentPolicy(shop, "preview")).toEqual({ environment: "preview", requires: [], checks: [] })
    expect(environmentPolicy(shop, "staging")?.checks).toEqual(["smoke on staging"])
  })
  it("is none where there is no such environment", () => {
    expect(environmentPolicy(shop, "Production")).toBeUndefined()
    expect(environmentPolicy(shop, "__proto__")).toBeUndefined()
  })
  it("survives JSON", () => {
    const policy = environmentPolicy(shop, "production")
    expect(JSON.parse(JSON.stringify(policy))).toStrictEqual(policy)
  })
})

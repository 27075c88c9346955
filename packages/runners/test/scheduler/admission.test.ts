import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
import type { NodeOf } from "@shipline/core/plan"
import { describe, expect, test } from "vitest"
import { admission } from "../../src/scheduler/admission.js"
import type { Verdict } from "../../src/scheduler/verdict.js"

const unit = gate("unit", sh`unit`)
const smoke = gate("smoke", () => sh`smoke`)
const staging = environment("staging")
const production = environment("production", { after: [staging], requires: [unit, smoke.on(staging)] })
const how = rollout({ deploy: () => sh`deploy` })
const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit).deploy(staging, how).pass(smoke.on(staging)).deploy(production, how),
)
const node = plan.nodes.find((one): one is NodeOf<"deploy"> => one.id === "deploy-production")
if (node === undefined) throw new Error("the plan has no deployment to production")

const ask = (verdicts: Readonly<Record<string, Verdict>>, allow = ["production"]) =>
  admission(node, new Set(allow), (id) => verdicts[id])
const good = { unit: "passed", "deploy-staging": "passed", "smoke-on-staging": "passed" } as const

describe("admission", () => {
  test("lets in what has passed everything", () => {
    expect(ask(good)).toBeUndefined()
  })

  test("never what is not allowed", () => {
    expect(ask(good, ["staging"])?.code).toBe("SL4301")
  })

  test.each<Verdict | undefined>(["failed", "errored", "cancelled", "skipped", "held", undefined])(
    "takes %s for no proof",
    (verdict) => {
      for (const proof of Object.keys(good)) {
        const { [proof as keyof typeof good]: _, ...rest } = good // the keys of `good` are what it says
        const refused = ask(verdict === undefined ? rest : { ...rest, [proof]: verdict })
        expect(refused?.code).toBe("SL4302")
      }
    },
  )

  test("names everything that is missing", () => {
    expect(ask({ "deploy-staging": "passed" })?.message).toBe(
      "production is out of reach: this candidate has not passed 'unit' and has not passed 'smoke on staging'",
    )
    expect(ask({ ...good, "deploy-staging": "skipped" })?.message).toBe(
      "production is out of reach: this candidate is not yet deployed to 'staging'",
    )
  })
})

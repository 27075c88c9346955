import { approval, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import type { ApprovalQuestion } from "@shipline/runners"
import { describe, expect, test } from "vitest"
import { project } from "../support/project.js"
import { run } from "../support/run.js"

const unit = gate("unit", sh`true`)
const managers = approval("release managers")
const live = environment("live", { requires: [unit, managers] })
const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit, managers).deploy(live, rollout({ deploy: () => sh`true` })),
)
const allow = ["live"]

describe("an approval", () => {
  test("is refused where nobody is there to ask", async () => {
    const ran = await run(shop, { root: project(), allow })
    expect(ran.verdicts).toEqual({ unit: "passed", "release-managers": "failed", "deploy-live": "skipped" })
    expect(ran.summary.verdict).toBe("failed")
    expect(ran.summary.nodes[1]?.problem).toMatchObject({
      code: "SL4303",
      message: "'release managers' has not approved: there is no terminal to ask on",
      hint: "Run on a terminal, or decide it with --approve 'release managers'.",
    })
  })

  test("is given by name", async () => {
    const ran = await run(shop, { root: project(), allow, approve: ["release managers"] })
    expect(ran.verdicts).toEqual({ unit: "passed", "release-managers": "passed", "deploy-live": "passed" })
  })

  test.each([true, false])("is what a person answers: %s", async (answer) => {
    const asked: ApprovalQuestion[] = []
    const ask = async (question: ApprovalQuestion) => {
      asked.push(question)
      return answer
    }
    const ran = await run(shop, { root: project(), allow, ask })
    expect(asked).toMatchObject([{ gate: "release managers", opens: ["live"], version: ran.summary.version }])
    expect(ran.verdicts["deploy-live"]).toBe(answer ? "passed" : "skipped")
  })

  test("is taken back when the run is stopped", async () => {
    const abort = new AbortController()
    let back = false
    const ask = (_question: ApprovalQuestion, signal: AbortSignal) => {
      signal.addEventListener("abort", () => {
        back = true
      })
      abort.abort()
      return new Promise<boolean>(() => {})
    }
    await expect(run(shop, { root: project(), allow, ask, signal: abort.signal })).rejects.toThrow()
    expect(back).toBe(true)
  })
})

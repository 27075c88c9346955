import { describe, expect, test } from "vitest"
import { judged, requiring, told } from "./judged.js"

const head = "stages: [t, d]\n"
const gate = (extra = "", name = "g"): string => `${name}: {stage: t, script: [x]${extra && `, ${extra}`}}\n`
const deploy = (extra = ""): string => `d: {stage: d, script: [x], environment: e${extra && `, ${extra}`}}\n`
const byNeeds = deploy("needs: [g]")
const always = deploy("needs: [g], when: always")
const byStage = deploy()
const manual = (allow: boolean): string => `rules: [{when: manual, allow_failure: ${allow}}]`
/** A gate that is skipped where the job before it fails. */
const skippable = (extra = ""): string =>
  `stages: [s, t, d]\nf: {stage: s, script: [x], allow_failure: true}\ng: {stage: t, script: [x], when: on_failure${extra}}\n`

describe("the decision table: what is proved of a gate before a deployment", () => {
  test.each([
    ["plain, by needs", head + gate() + byNeeds, "proved"],
    ["plain, by stage", head + gate() + byStage, "proved"],
    ["plain, always", head + gate() + always, "safety without g: g failure"],
    ["may fail, by needs", head + gate("allow_failure: true") + byNeeds, "safety without g: g failure"],
    ["may fail, always", head + gate("allow_failure: true") + always, "safety without g: g failure"],
    ["may fail, by stage", head + gate("allow_failure: true") + byStage, "safety without g: g failure"],
    [
      "may fail by some exit codes",
      head + gate("allow_failure: {exit_codes: 3}") + byNeeds,
      "safety without g: g failure",
    ],
    ["skipped, by needs", skippable() + byNeeds, "reachability without g: "],
    ["skipped, always", skippable() + always, "safety without g: f success, g skipped"],
    ["skipped, by stage", skippable() + byStage, "safety without g: f success, g skipped"],
    ["by hand and optional, by needs", head + gate(manual(true)) + byNeeds, "safety without g: g failure"],
    ["by hand and optional, by stage", head + gate(manual(true)) + byStage, "safety without g: g skipped"],
    ["plain manual, by stage", head + gate("when: manual") + byStage, "safety without g: g skipped"],
    ["by hand and blocking, by needs", head + gate(manual(false)) + byNeeds, "proved"],
    ["by hand and blocking, by stage", head + gate(manual(false)) + byStage, "proved"],
    ["by hand and blocking, always", head + gate(manual(false)) + always, "safety without g: g failure"],
    ["absent and optional", head + deploy("needs: [{job: g, optional: true}]"), "safety without g: "],
    [
      "absent in some pipelines, optional",
      `${head}${gate("rules: [{if: $X}]")}${deploy("needs: [{job: g, optional: true}]")}`,
      "safety without g: g skipped",
    ],
    ["absent in some pipelines, not optional", `${head}${gate("rules: [{if: $X}]")}${byNeeds}`, "proved"],
    [
      "absent in some pipelines, by stage",
      `${head}${gate("rules: [{if: $X}]")}${byStage}`,
      "safety without g: g skipped",
    ],
    ["absent in every pipeline", `${head}${gate("rules: [{when: never}]")}${byNeeds}`, "reachability without g: "],
    ["no job at all", `${head}${byNeeds}`, "reachability without g: "],
    ["no needs", head + gate() + deploy("needs: []"), "safety without g: g failure"],
    [
      "not among the needs",
      head + gate() + gate("", "h") + deploy("needs: [h]"),
      "safety without g: g failure, h success",
    ],
    ["only on failure", head + gate() + deploy("needs: [g], when: on_failure"), "safety without g: g failure"],
    [
      "hidden by the script",
      `${head}g: {stage: t, script: ["npm test || true"]}\n${byNeeds}`,
      "safety without g: g hidden",
    ],
    [
      "hidden by set +e",
      `${head}g: {stage: t, script: ["set +e", "npm test", "echo done"]}\n${byNeeds}`,
      "safety without g: g hidden",
    ],
    ["a deployment by hand", head + gate() + deploy(`needs: [g], ${manual(false)}`), "safety without g: g success"],
    [
      "a delayed deployment",
      head + gate() + deploy("needs: [g], when: delayed, start_in: 5 minutes"),
      "safety without g: g success",
    ],
    [
      "only behind another",
      `stages: [t, u, d]\n${gate()}h: {stage: u, script: [x], needs: [g]}\n${deploy("needs: [h]")}`,
      "safety without g: g success, h success",
    ],
    [
      "behind another and itself",
      `stages: [t, u, d]\n${gate()}h: {stage: u, script: [x], needs: [g]}\n${deploy("needs: [g, h]")}`,
      "proved",
    ],
    ["retried and slow", head + gate("retry: 2, timeout: 5 minutes, parallel: 3") + byNeeds, "proved"],
  ])("%s", (_, text, expected) => {
    const proof = judged(text, requiring("g"))
    expect(proof.problems.filter(({ code }) => code !== "SL3427")).toEqual([])
    expect(proof.verdict === "proved" ? "proved" : told(proof)[0]).toBe(expected)
  })

  test("a gate that is run again while a deployment waits for a click is told", () => {
    const [found] = judged(head + gate() + deploy(`needs: [g], ${manual(false)}`), requiring("g")).counterexamples
    expect(found?.acts).toEqual([{ job: "g", name: "run again after it has passed", value: "and fails" }])
    expect(
      judged(head + gate() + deploy(`needs: [g], ${manual(false)}`), requiring("g"), { retries: false }).verdict,
    ).toBe("proved")
  })
})

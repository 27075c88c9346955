import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { type Explored, explore, readWorkflow, simulateRun, startsOf, TooMany } from "./index.js"

const file = (jobs: string, on = "push:\n    branches: [main]") => `
on:
  ${on}
jobs:
${jobs.replace(/^/gm, "  ")}
`
const job = (id: string, ...lines: readonly string[]) =>
  [`${id}:`, "  runs-on: ubuntu-24.04", ...lines.map((line) => `  ${line}`), "  steps: [{run: 'true'}]"].join("\n")

const deploy = (...lines: readonly string[]) => job("deploy", "environment: production", ...lines)

/** The runs in which the deployment starts although a gate has not really passed. */
const violations = async (text: string, gates: readonly string[]): Promise<readonly Explored[]> => {
  const workflow = await readWorkflow("test.yml", text)
  return startsOf(workflow)
    .flatMap((start) => [...explore(workflow, start, "deploy")])
    .filter(({ starts }) => starts)
    .filter(({ before }) => gates.some((gate) => before.get(gate)?.outcome !== "success"))
}

const story = ({ before, afterCancel }: Explored) =>
  [
    ...[...before.values()].map(({ id, outcome, result }) => `${id} ${outcome ?? result}`),
    ...(afterCancel ? ["cancelled"] : []),
  ].join(", ")

const gates = ["unit", "scan"]
const two = [job("unit"), job("scan")]

test.each([
  ["no condition", deploy("needs: [unit, scan]")],
  ["a condition without a status function", deploy("needs: [unit, scan]", "if: github.ref == 'refs/heads/main'")],
  [
    "positive tests",
    deploy(
      "needs: [unit, scan]",
      `if: "!cancelled() && needs.unit.result == 'success' && needs.scan.result == 'success'"`,
    ),
  ],
  ["success() of named jobs", deploy("needs: [unit, scan]", "if: success('unit', 'scan')")],
])("safe: %s", async (_, last) => {
  expect(await violations(file([...two, last].join("\n")), gates)).toEqual([])
})

test.each([
  ["always()", deploy("needs: [unit, scan]", "if: always()"), ["unit failure, scan success"]],
  [
    "no failure",
    deploy("needs: [unit, scan]", 'if: "!failure() && !cancelled()"'),
    ["unit cancelled, scan success", "unit success, scan skipped"],
  ],
  ["a need that is missing", deploy("needs: [unit]"), ["unit success"]],
  [
    "a test of a job that is not needed",
    deploy("needs: [unit]", `if: "always() && needs.scan.result != 'failure'"`),
    ["unit failure"],
  ],
  [
    "text around an expression",
    deploy("needs: [unit, scan]", "if: ${{ always() }} && ${{ false }}"),
    ["unit failure, scan failure"],
  ],
  [
    "a cancellation that is not looked at",
    deploy("needs: [unit, scan]", `if: "!failure() && needs.unit.result == 'success'"`),
    ["unit success, scan cancelled", "unit success, scan skipped, cancelled"],
  ],
])("unsafe: %s", async (_, last, expected) => {
  const found = (
    await violations(file([...two.slice(0, 1), job("scan", "if: vars.SCAN == 'on'"), last].join("\n")), gates)
  ).map(story)
  expect(found).toEqual(expect.arrayContaining([...expected]))
})

test("a failure that is allowed is shown as success, of a job and of a step", async () => {
  const last = deploy("needs: [unit]", `if: "needs.unit.result == 'success'"`)
  const ofJob = file([job("unit", "continue-on-error: true"), last].join("\n"))
  const ofStep = file(`unit:\n  runs-on: x\n  steps: [{run: 'false', continue-on-error: true}]\n${last}`)
  expect((await violations(ofJob, ["unit"])).map(story)).toEqual(["unit failure"])
  expect((await violations(ofStep, ["unit"])).map(story)).toEqual(["unit hidden"])
})

test("success() asks every job before, not only those that are named", async () => {
  const text = file(
    [job("first", "if: false"), job("second", "needs: first", "if: always()"), job("third", "needs: second")].join(
      "\n",
    ),
  )
  const ended = simulateRun(await readWorkflow("test.yml", text), { event: "push", ref: "refs/heads/main" })
  expect([...ended.values()].map(({ result }) => result)).toEqual(["skipped", "success", "skipped"])
})

test("one job may be looked at before a cancellation and one beside it after", async () => {
  const text = file(
    [job("unit"), job("tidy", "if: cancelled()"), deploy("needs: [unit, tidy]", "if: always()")].join("\n"),
  )
  const workflow = await readWorkflow("test.yml", text)
  const runs = [...explore(workflow, { event: "push", ref: "refs/heads/main" }, "deploy")].map(story)
  expect(runs).toContain("unit success, tidy success, cancelled")
})

describe("ways to start", () => {
  test("follow the events, their filters and the conditions", async () => {
    const on = `push:\n    branches: [main, "release/**"]\n    tags: ["v*"]\n  pull_request:\n  workflow_dispatch:
    inputs:
      lane: {type: choice, options: [a, b]}
      force: {type: boolean}
      note: {type: string}`
    const workflow = await readWorkflow("t.yml", file(deploy("if: inputs.lane == 'a' && !inputs.force"), on))
    const starts = startsOf(workflow)
    expect(starts.filter(({ event }) => event !== "workflow_dispatch")).toEqual([
      { event: "push", ref: "refs/heads/main" },
      { event: "push", ref: "refs/heads/release/x" },
      { event: "push", ref: "refs/tags/vx" },
      { event: "pull_request", ref: "refs/pull/1/merge" },
    ])
    const inputs = starts.filter(({ event }) => event === "workflow_dispatch").map((start) => start.inputs)
    expect(new Set(inputs.map((one) => one?.lane))).toEqual(new Set(["a", "b", "", "zz-other"]))
    expect(new Set(inputs.map((one) => one?.force))).toEqual(new Set([true, false]))
    expect(new Set(inputs.map((one) => one?.note))).toEqual(new Set([""]))
  })

  test("more runs than asked for are refused", async () => {
    const many = Array.from({ length: 9 }, (_, index) => `job${index}`)
    const text = file([...many.map((id) => job(id)), deploy(`needs: [${many.join(", ")}]`)].join("\n"))
    const workflow = await readWorkflow("t.yml", text)
    expect(() => [...explore(workflow, { event: "push", ref: "refs/heads/main" }, "deploy", 1000)]).toThrow(TooMany)
  })
})

test("the smallest golden file is safe in every run", async () => {
  const golden = fileURLToPath(new URL("../../github/golden/smallest.yml", import.meta.url))
  const workflow = await readWorkflow("smallest.yml", readFileSync(golden, "utf8"))
  const deploys = [...workflow.jobs.values()].filter(({ environment }) => environment?.deploys)
  expect(deploys.length).toBeGreaterThan(0)
  for (const { id, before } of deploys)
    for (const start of startsOf(workflow))
      for (const run of explore(workflow, start, id))
        if (run.starts) for (const one of before) expect(run.before.get(one)?.outcome).toBe("success")
})

import { describe, expect, test } from "vitest"
import { evaluateCondition } from "../judges/index.js"
import { pipelines } from "../pipelines/index.js"
import { check, deploy, plan } from "../plans.js"
import { readWorkflow } from "../simulate/github/index.js"
import { play } from "./played.js"
import { jobOf, type ReadStep, read, textOf } from "./workflow-file.js"

const event = { pull_request: { number: 1 }, repository: { default_branch: "main" } }
const run = (event_name: string, ref: string) => ({ github: { event_name, ref, event } })
const fine = { success: true, failure: false, cancelled: false }

const workflows = await Promise.all(
  pipelines.map(async ({ name, plan }) => {
    const text = textOf(plan)
    return { name, plan, file: read(text), workflow: await readWorkflow(`${name}.yml`, text) }
  }),
)
type Read = (typeof workflows)[number]

/** The jobs that start on such a run, where each job that they need has ended with `result`. */
const starting = ({ file, workflow }: Read, contexts: ReturnType<typeof run>, result = "success") =>
  Object.entries(file.jobs).filter(([id]) => {
    const { condition, needs } = workflow.jobs.get(id) ?? { condition: "true", needs: [] }
    const ended = Object.fromEntries(needs.map((need) => [need, { result }]))
    return evaluateCondition(condition, { ...contexts, needs: ended }, fine)
  })

const taken = (steps: readonly ReadStep[], contexts: ReturnType<typeof run>) =>
  steps.filter((step) => step.if === undefined || evaluateCondition(step.if, contexts, fine))

describe.each(workflows.filter(({ file }) => "pull_request" in file.on).map((one) => [one.name, one] as const))(
  "a pull request to %s",
  (_, workflow) => {
    // The second reference is none that GitHub gives to a pull request: what it gives must not decide.
    const contexts = ["refs/pull/1/merge", "refs/heads/main", "refs/heads/hauptzweig"].map((ref) =>
      run("pull_request", ref),
    )

    test.each(contexts)("reaches no environment and no identity: %j", (context) => {
      for (const [id, job] of starting(workflow, context)) {
        expect(job.environment, id).toBeUndefined()
        expect(job.permissions["id-token"], id).toBeUndefined()
      }
    })

    test.each(contexts)("publishes nothing: %j", (context) => {
      for (const [, job] of starting(workflow, context))
        for (const { run: script = "", uses = "", env = {} } of taken(job.steps, context)) {
          expect(script).not.toMatch(/docker (?:push|login)/)
          expect(uses).not.toMatch(/aws|azure|google/)
          expect(Object.keys(env)).not.toContain("REGISTRY_PASSWORD")
        }
    })

    test("is checked: every build and every gate before the first deployment starts", () => {
      const results = play(workflow.workflow, { event: "pull_request", ref: "refs/pull/1/merge" })
      const started = [...results].flatMap(([id, result]) => (result === "skipped" ? [] : [id]))
      const wanted = workflow.plan.nodes
        .filter(({ kind }) => kind === "build" || kind === "check")
        .map(({ id }) => id.replace(/^(?=\d)/, "_"))
      expect(started).toEqual(wanted)
    })
  },
)

describe.each(workflows.map((one) => [one.name, one] as const))("%s", (_, workflow) => {
  const late = Object.entries(workflow.file.jobs).filter(([, job]) => job.environment !== undefined)

  test("starts no deployment behind a job that has not passed", () => {
    for (const [event_name, ref] of [
      ["push", "refs/heads/main"],
      ["schedule", "refs/heads/main"],
      ["workflow_dispatch", "refs/heads/main"],
    ] as const)
      for (const result of ["failure", "cancelled", "skipped", ""]) {
        const started = starting(workflow, run(event_name, ref), result).map(([id]) => id)
        for (const [id, job] of late) if ((job.needs ?? []).length > 0) expect(started).not.toContain(id)
      }
  })

  test("starts nothing by hand from another branch", () => {
    const started = starting(workflow, run("workflow_dispatch", "refs/heads/other")).map(([id]) => id)
    for (const [id] of late) expect(started).not.toContain(id)
  })

  test("publishes nothing by hand from another branch", () => {
    const context = run("workflow_dispatch", "refs/heads/other")
    const manual = "workflow_dispatch" in workflow.file.on ? starting(workflow, context) : []
    for (const [id, job] of manual)
      for (const { run: script = "" } of taken(job.steps, context))
        expect(script, id).not.toMatch(/docker (?:push|login)/)
  })

  test("has no status function in a job but '!cancelled()' before positive tests, allows no failure among gates, and bounds every job", () => {
    for (const job of Object.values(workflow.file.jobs)) {
      const positive = (job.if ?? "").replace(/^!cancelled\(\) && (?=.*needs\.)/, "")
      expect(positive).not.toMatch(/always|failure\(|cancelled\(|success\(|\$\{\{|!/)
      expect(job["timeout-minutes"]).toBeGreaterThan(0)
      for (const step of job.steps) expect(step).not.toHaveProperty("continue-on-error")
    }
    for (const [id, job] of Object.entries(workflow.file.jobs))
      if (job["continue-on-error"] === true)
        expect(Object.values(workflow.file.jobs).flatMap(({ needs }) => needs ?? [])).not.toContain(id)
  })

  test("has no expression in any script", () => {
    for (const job of Object.values(workflow.file.jobs))
      for (const { run: script } of job.steps) expect(script ?? "").not.toContain("${{")
  })

  test("pins every action", () => {
    for (const job of Object.values(workflow.file.jobs))
      for (const { uses } of job.steps)
        if (uses !== undefined && !uses.startsWith("./")) expect(uses).toMatch(/@[0-9a-f]{40}$/)
  })
})

describe("which runs may deploy", () => {
  const condition = (on: Parameters<typeof plan>[0] & object) =>
    jobOf(plan(on), "deploy-production").if?.replace(/ && needs\..*$/, "")

  test.each([
    [{ push: { branches: ["main"], tags: [] } }, "github.event_name == 'push' && github.ref == 'refs/heads/main'"],
    [
      { push: { branches: ["main", "it's"], tags: [] } },
      "github.event_name == 'push' && (github.ref == 'refs/heads/main' || github.ref == 'refs/heads/it''s')",
    ],
    [{ push: { branches: ["release/**"], tags: [] } }, "github.event_name == 'push'"],
    [{ push: { branches: [], tags: ["v*"] } }, "github.event_name == 'push'"],
    [
      { push: { branches: ["main"], tags: [] }, manual: true, schedule: ["0 4 * * *"] },
      "(github.event_name == 'push' || github.event_name == 'schedule' || github.event_name == 'workflow_dispatch') && github.ref == 'refs/heads/main'",
    ],
    [
      { push: { branches: ["release/**"], tags: ["v1"] }, manual: true },
      "(github.event_name == 'push' || (github.event_name == 'workflow_dispatch' && (startsWith(github.ref, 'refs/heads/release/') || github.ref == 'refs/tags/v1')))",
    ],
    [
      { manual: true },
      "github.event_name == 'workflow_dispatch' && github.ref == format('refs/heads/{0}', github.event.repository.default_branch)",
    ],
    [{ schedule: ["0 4 * * *"] }, "github.event_name == 'schedule'"],
  ] as const)("%j", (on, expected) => expect(condition({ on })).toBe(expected))
})

test("a gate of the source that stands behind a deployment waits for what may deploy", () => {
  const late = check({ id: "late", needs: ["deploy-production"] })
  expect(jobOf(plan({ nodes: [check(), deploy(), late] }), "late").if).toBe(
    "github.event_name == 'push' && github.ref == 'refs/heads/main' && needs.deploy-production.result == 'success'",
  )
})

test("a gate more is a job, a need, a condition, and a line of its own wherever people or the guard read of it", () => {
  const lint = check({ id: "lint", title: "lint", gate: "lint", proof: "lint" })
  const [before, after] = [
    textOf(plan()),
    textOf(
      plan({
        gates: [
          { id: "unit", name: "unit", kind: "check" },
          { id: "lint", name: "lint", kind: "check" },
        ],
        environments: [
          {
            name: "production",
            tier: "production",
            requires: [
              { proof: "unit", gate: "unit" },
              { proof: "lint", gate: "lint" },
            ],
            lock: "production",
          },
        ],
        nodes: [check(), lint, deploy({ needs: ["unit", "lint"] })],
      }),
    ),
  ].map((text) => text.split("\n"))
  const gone = before?.filter((line) => !after?.includes(line))
  expect(gone?.map((line) => line.trim().slice(0, 26))).toEqual([
    "SHIPLINE_PIPELINE_DIGEST: ", // another program decides
    "if: github.event_name == '",
    '{ "proof": "unit" }', // now with a comma behind it
  ])
})

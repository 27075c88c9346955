import fc from "fast-check"
import { expect, test } from "vitest"
import { modelOf } from "../../../src/github/prove/model.js"
import { readWorkflow as readFile } from "../../../src/github/prove/workflow-file.js"
import type { Model } from "../../../src/prove/model.js"
import {
  type Explored,
  explore,
  readWorkflow,
  type Start,
  startsOf,
  type Workflow,
} from "../../simulate/github/index.js"

const path = ".github/workflows/w.yml"

const modelFor = (text: string): Model => {
  const file = readFile(path, text)
  if ("refusals" in file) throw new Error(JSON.stringify(file.refusals))
  return modelOf(file, { environments: [] }, [])
}

/** The model's own value for one of the simulation, which uses other words for what no condition names. */
const closest = (values: readonly string[], wanted: string): number => {
  const exact = values.indexOf(wanted === "" ? "empty" : wanted)
  if (exact >= 0) return exact
  const begin = wanted.replace(/[^/]*$/, "")
  const others = values.filter((one) => /other|trunk/.test(one))
  const [found] = wanted.startsWith("refs/") ? others.filter((one) => one.replace(/[^/]*$/, "") === begin) : others
  const similar = values.indexOf(found ?? others[0] ?? "")
  if (similar < 0) throw new Error(`nothing like '${wanted}' in ${values.join(", ")}`)
  return similar
}

/** A simulated run as an assignment of the model. */
const assigned = (model: Model, start: Start, { job, before, afterCancel }: Explored): readonly number[] =>
  model.choices.map(({ subject, values }) => {
    if (subject.kind === "context") {
      if (subject.name === "event") return values.indexOf(start.event)
      // The default branch has a name that no condition knows, or one that some does.
      const isDefault = start.ref === `refs/heads/${start.defaultBranch ?? "main"}` && !values.includes(start.ref)
      if (subject.name === "ref") return isDefault ? values.indexOf("refs/heads/trunk") : closest(values, start.ref)
      if (subject.name === "default branch") {
        const named = values.indexOf(start.defaultBranch ?? "main")
        return named < 0 ? values.indexOf("trunk") : named
      }
      const given = start.inputs?.[subject.name]
      return given === undefined ? 0 : closest(values, String(given))
    }
    if (subject.kind === "output") return closest(values, before.get(subject.job)?.outputs[subject.name] ?? "")
    const ended = "job" in subject ? before.get(subject.job) : undefined
    if (subject.kind === "cancel") return (subject.job === job ? afterCancel : ended?.afterCancel) ? 1 : 0
    if (subject.kind !== "outcome" || ended?.outcome === undefined) return 0
    const shownAsPassed = ended.result === "success" && ended.outcome !== "success"
    return subject.values.indexOf(shownAsPassed ? "hidden" : ended.outcome)
  })

/** Every run of the simulation is one of the model, in which the same job starts. */
const compare = (model: Model, workflow: Workflow, jobs: readonly string[], most: number): number => {
  let count = 0
  for (const id of jobs)
    for (const start of startsOf(workflow))
      for (const run of explore(workflow, start, id, most)) {
        const assignment = assigned(model, start, run)
        const job = model.jobs.find((one) => one.id === id)
        if (job === undefined) throw new Error(`no job ${id}`)
        count += 1
        if (model.diagrams.holds(job.starts, assignment) !== run.starts)
          expect({ job: id, start, before: [...run.before.values()], starts: !run.starts }).toEqual(run)
        if (model.diagrams.holds(job.afterCancel, assignment) !== run.afterCancel) expect(run).toBe(id)
        for (const [other, ended] of run.before) {
          const passed = model.jobs.find((one) => one.id === other)?.passed ?? model.diagrams.no
          if (model.diagrams.holds(passed, assignment) !== (ended.started && ended.outcome === "success"))
            expect({ other, ended }).toEqual("passed otherwise")
        }
      }
  return count
}

const atoms = [
  "always()",
  "success()",
  "failure()",
  "cancelled()",
  "github.event_name == 'push'",
  "github.event_name == 'PUSH'",
  "github.event_name != 'workflow_dispatch'",
  "inputs.lane == 'release'",
  "inputs.lane != 'rollback'",
  "inputs.lane",
  "inputs.lane == ''",
  "inputs.lane == null",
  "inputs.force",
  "inputs.force == true",
  "inputs.force == 'true'",
  "(inputs.lane || 'release') == 'release'",
  "github.ref == 'refs/heads/main'",
  "startsWith(github.ref, 'refs/heads/release/')",
  'contains(fromJSON(\'["push", "schedule"]\'), github.event_name)',
  "github.ref_type == 'tag'",
  "true",
  "'text'",
  "''",
  "contains(needs.*.result, 'failure')",
  "format('{0}', inputs.force) == 'true'",
  ...["a", "b", "c"].flatMap((job) => [
    `needs.${job}.result == 'success'`,
    `needs.${job}.result != 'failure'`,
    `needs.${job}.result`,
    `needs.${job}`,
    `needs['${job.toUpperCase()}'].result == 'SKIPPED'`,
  ]),
  "needs.a.outputs.o == 'yes'",
  "needs.a.outputs.o",
]

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...atoms),
    fc.tuple(tie("expression"), tie("expression")).map(([one, other]) => `${one} && ${other}`),
    fc.tuple(tie("expression"), tie("expression")).map(([one, other]) => `(${one} || ${other})`),
    tie("expression").map((one) => `!(${one})`),
    fc.tuple(tie("expression"), tie("expression")).map(([one, other]) => `((${one}) == (${other}))`),
  ),
}))

const condition = fc.oneof(
  { weight: 6, arbitrary: expression },
  { weight: 1, arbitrary: expression.map((one) => `\${{ ${one} }}`) },
  { weight: 1, arbitrary: expression.map((one) => `\${{ ${one} }} && \${{ false }}`) },
  { weight: 1, arbitrary: fc.constantFrom("", " ") },
)

const job = (before: readonly string[]) =>
  fc.record({
    needs: fc.subarray([...before]),
    condition: fc.option(condition, { nil: undefined }),
    hides: fc.constantFrom("", "", "", "    continue-on-error: true\n", "    continue-on-error: ${{ inputs.force }}\n"),
    step: fc.constantFrom("", "", "", "        continue-on-error: true\n"),
  })

const on = `on:
  push:
    branches: [main, "release/**"]
  pull_request:
  workflow_dispatch:
    inputs:
      lane: { type: choice, options: [release, rollback] }
      force: { type: boolean }
`

const workflowText = (jobs: readonly (ReturnType<typeof job> extends fc.Arbitrary<infer T> ? T : never)[]): string =>
  `${on}jobs:\n${jobs
    .map(
      (one, index) =>
        `  ${"abcd"[index]}:\n    runs-on: x\n    needs: [${one.needs.join(", ")}]\n${
          one.condition === undefined ? "" : `    if: ${JSON.stringify(one.condition)}\n`
        }${one.hides}    outputs:\n      o: \${{ steps.s.outputs.o }}\n    steps:\n      - run: "true"\n${one.step}`,
    )
    .join("")}`

test("the model of any small workflow agrees with every simulated run", async () => {
  const jobs = fc.tuple(job([]), job(["a"]), job(["a", "b"]), job(["a", "b", "c"]))
  let compared = 0
  await fc.assert(
    fc.asyncProperty(jobs, async (given) => {
      const text = workflowText(given)
      const workflow = await readWorkflow(path, text).catch(() => undefined)
      if (workflow === undefined) return
      const model = modelFor(text)
      if (model.choices.some(({ guess }) => guess)) return
      try {
        compared += compare(model, workflow, ["a", "b", "c", "d"], 3000)
      } catch (error) {
        if (error instanceof Error && /more than 3000/.test(error.message)) return
        throw error
      }
    }),
    { numRuns: 25 },
  )
  expect(compared).toBeGreaterThan(1000)
})

import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import { type Hiding, worst } from "../../prove/hides-failure.js"
import type { ModelJob, Outcome } from "../../prove/model.js"
import { noScripts, programOf } from "../../prove/program.js"
import type { Requirements } from "../../prove/requirements.js"
import { at, textAt } from "../../yaml/look.js"
import type { Called } from "./calls.js"
import { type Cases, merged, nothing, something, type Truth } from "./cases.js"
import { type Condition, conditionOf, ofJobs } from "./condition.js"
import type { Context } from "./context.js"
import { anyText, shown, text, unique } from "./domains.js"
import { evaluation, type Reading } from "./evaluate.js"
import { leftOut } from "./left-out.js"
import { asksFirst, hidingOf } from "./steps.js"
import { touchesOf } from "./touches.js"
import { keyOf, type Path, sharedText, type Usages } from "./usages.js"
import { type FileJob, isFalse, type WorkflowFile } from "./workflow-file.js"

/** A job of the model, with what jobs behind it can read of it. */
interface Made {
  readonly file: FileJob
  readonly job: ModelJob
  readonly result: Cases
  /** All before it have the result success, directly or not; and some has the result failure. Computed where it is asked. */
  readonly clean: () => Diagram
  readonly broken: () => Diagram
  readonly reading: Reading
}

/** The condition of each job, or what GitHub has against it. */
export type Conditions = ReadonlyMap<FileJob, Condition | { readonly refused: string }>

export interface Jobs {
  readonly jobs: readonly Made[]
  readonly refused: readonly { readonly job: FileJob; readonly message: string }[]
}

/** An outcome's distance from a run in which all goes well. What is rarer is told only where nothing simpler shows the same. */
const cost: { readonly [O in Outcome]: number } = { success: 0, failure: 1000, cancelled: 1001, hidden: 1002, idle: 0 }
const outcomes: readonly Outcome[] = ["success", "failure", "cancelled", "hidden", "idle"]
const cancelCost = 1500

/** How a job can end. `continue-on-error` of the job shows its failure as success; where it is computed it may be either. */
const outcomesOf = (job: FileJob, hiding: Hiding): readonly Outcome[] => {
  const given = at(job.node, "continue-on-error")
  if (given?.kind === "scalar" && String(given.value) === "true") return ["success", "cancelled", "hidden"]
  return ["success", "failure", "cancelled", ...(hiding !== "no" ? (["hidden"] as const) : [])]
}

/**
 * The jobs in order, each with the runs on which it starts and how it ends. It is decided when all that it needs is over;
 * the run may have been cancelled by then, and is so for every job behind one for which it was.
 */
export const jobsOf = (
  file: WorkflowFile,
  conditions: Conditions,
  context: Context,
  usages: Usages,
  requirements: Requirements,
  diagrams: Diagrams,
  called: Called,
): Jobs => {
  const { and, or, not, yes, no, is } = diagrams
  const program = requirements.program ?? noScripts
  const { lines: own } = programOf(program)
  const made = new Map<string, Made>()
  const refused: { job: FileJob; message: string }[] = []
  const guesses = new Map<string, Diagram>()
  const outputs = new Map<string, Cases>()

  const question = (key: string, name: string, guess: boolean): Diagram => {
    const known = guesses.get(key)
    if (known !== undefined) return known
    const more = guess ? ({ guess: true } as const) : { told: [`${name} is false`, `${name} is true`] }
    const choice = context.choose({ kind: "context", name }, ["no", "yes"], more)
    const asked = is(choice, 1)
    guesses.set(key, asked)
    return asked
  }

  // What a later job does is decided before what an earlier one does: what the earlier ones have in common for all that
  // come after them is then one part of all diagrams. The other way round two hundred jobs are half a million parts.
  const chances = new Map(
    [...file.jobs].reverse().map((job) => {
      const inside = called(job)?.hiding ?? "no"
      const hiding = isFalse(at(job.node, "continue-on-error")) ? worst([inside, hidingOf(file, job, own)]) : "surely"
      const values = outcomesOf(job, hiding)
      const cancel = context.choose({ kind: "cancel", job: job.id }, ["no", "yes"], {
        costs: [0, cancelCost],
        usual: 0,
      })
      const costs = values.map((one) => cost[one])
      const outcome = context.choose({ kind: "outcome", job: job.id, values }, values, { costs, usual: 0 })
      return [job, { values, hiding, cancel, outcome }] as const
    }),
  )

  /** What a job hands on: any text that the conditions can tell apart, and nothing where it has not run. */
  const readOutput = (from: Made, name: string): Cases => {
    const declared = at(from.file.node, "outputs")
    const exists = from.file.uses !== undefined || entryNames(declared).has(name)
    if (!exists) return { cases: [{ value: nothing, when: yes }], wrong: no, open: false }
    const path: Path = ["needs", from.job.id.toLowerCase(), "outputs", name]
    const known = outputs.get(keyOf(path))
    if (known !== undefined) return known
    const values = unique([...anyText(usages.get(keyOf(path)), name), ...context.peersOf(path)])
    const choice = context.choose({ kind: "output", job: from.job.id, name }, values.map(shown))
    const cases = merged(diagrams, [
      ...values.map((value, index) => ({ value, when: and(from.job.starts, is(choice, index)) })),
      { value: nothing, when: not(from.job.starts) },
    ])
    const read = { cases, wrong: no, open: true }
    outputs.set(keyOf(path), read)
    return read
  }

  const known = new Map<string, Truth>()
  /** What an expression is for every job that reads the same of its needs. */
  const keyFor = (job: FileJob): Reading["keyOf"] => {
    const direct = new Set(job.needs.map((need) => need.toLowerCase()))
    return (expression) => {
      const { text: key, needs, special } = sharedText(expression)
      return special || needs.some((need) => !direct.has(need)) ? undefined : key
    }
  }

  const readingOf = (job: FileJob, needs: readonly Made[], status: Reading["status"]): Reading => ({
    diagrams,
    needs: job.needs,
    known,
    keyOf: keyFor(job),
    status,
    guess: (name) => question(`${job.id} ${name}`, name, true),
    free: (name) => question(name, name, false),
    read: (path) => {
      const [root, name, part, output] = path
      if (root !== "needs") return context.read(path)
      const always = (value: typeof nothing): Cases => ({ cases: [{ value, when: yes }], wrong: no, open: false })
      if (name === undefined) return always(something)
      const need = needs.find((one) => one.job.id.toLowerCase() === name)
      if (need === undefined) return always(nothing)
      if (part === undefined) return always(something)
      if (part === "result") return path.length === 3 ? need.result : always(nothing)
      if (part !== "outputs" || path.length > 4) return always(nothing)
      return output === undefined ? always(something) : readOutput(need, output)
    },
  })

  for (const job of file.jobs) {
    const needs = job.needs.flatMap((id) => made.get(id) ?? [])
    const chance = chances.get(job)
    if (chance === undefined) continue
    const { cancel, outcome, values, hiding } = chance
    const afterCancel = or(is(cancel, 1), ...needs.map((need) => need.job.afterCancel))
    const clean = once(() => and(...needs.flatMap((need) => [need.clean(), resultIs(diagrams, need, "success")])))
    const broken = once(() => or(...needs.flatMap((need) => [need.broken(), resultIs(diagrams, need, "failure")])))
    const success = once(() => and(not(afterCancel), clean()))
    const status = (name: string): Diagram =>
      name === "success" ? success() : name === "failure" ? broken() : name === "cancelled" ? afterCancel : yes
    const reading = readingOf(job, needs, status)

    const condition = conditions.get(job) ?? conditionOf(undefined, ofJobs)
    if ("refused" in condition) refused.push({ job, message: condition.refused })
    const truth = "refused" in condition ? { when: no, wrong: no } : evaluation(reading).truth(condition.expression)
    const adds = !("refused" in condition) && condition.implicit
    const starts = and(truth.when, not(truth.wrong), adds ? success() : yes)

    const ending = (value: Outcome): Diagram => (values.includes(value) ? is(outcome, values.indexOf(value)) : no)
    const doubt =
      job.uses === undefined
        ? `whether a failure of a command fails '${job.id}'`
        : `whether all that '${job.id}' calls does its work`
    const hides = hiding === "maybe" ? question(`${job.id} hides`, doubt, true) : yes
    const idle = and(ending("success"), leftOut(job, program, reading))
    const ways: { readonly [O in Outcome]?: Diagram } = {
      success: and(ending("success"), not(idle)),
      failure: or(ending("failure"), and(ending("hidden"), not(hides))),
      cancelled: ending("cancelled"),
      ...(values.includes("hidden") ? { hidden: and(ending("hidden"), hides) } : {}),
      ...(idle === no ? {} : { idle }),
    }
    const ended = new Map(outcomes.flatMap((one) => (ways[one] === undefined ? [] : [[one, and(starts, ways[one])]])))
    const of = (...some: readonly Outcome[]): Diagram => or(...some.map((one) => ended.get(one) ?? no))
    const result = [
      { value: text("success"), when: of("success", "hidden", "idle") },
      { value: text("failure"), when: of("failure") },
      { value: text("cancelled"), when: of("cancelled") },
      { value: text("skipped"), when: not(starts) },
    ]
    made.set(job.id, {
      file: job,
      clean,
      broken,
      reading,
      result: { cases: merged(diagrams, result), wrong: no, open: false },
      job: {
        id: job.id,
        name: textAt(job.node, "name") === undefined ? job.id : job.name,
        place: job.place,
        needs: job.needs,
        starts,
        afterCancel,
        passed: of("success"),
        ended,
        touches: touchesOf(file, job, reading, requirements, called),
        admitted: asksFirst(job, program),
      },
    })
  }
  return { jobs: [...made.values()], refused }
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const entryNames = (node: ReturnType<typeof at>): ReadonlySet<string> =>
  new Set(node?.kind === "map" ? node.entries.map(({ key }) => key.toLowerCase()) : [])

const resultIs = ({ or }: Diagrams, { result }: Made, wanted: string): Diagram =>
  or(...result.cases.flatMap(({ value, when }) => (value.coerceString() === wanted ? [when] : [])))

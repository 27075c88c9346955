import type { Diagram } from "../../prove/diagrams.js"
import { mayCheck } from "../../prove/hides-failure.js"
import { type Program, programOf } from "../../prove/program.js"
import { type Condition, conditionOf, ofSteps } from "./condition.js"
import { evaluation, type Reading } from "./evaluate.js"
import type { FileJob, FileStep } from "./workflow-file.js"

/** Actions that get things ready, or carry them away. */
const getsReady =
  /^(?:actions\/(?:checkout|cache|upload-artifact|download-artifact|github-script|labeler)|[^@]*\/(?:setup-|configure-|install-)|docker\/(?:setup|login|metadata)|[^@]*login|codecov\/|dorny\/paths-filter|tj-actions\/changed-files|step-security\/)/

/** What a program runs is what its job is for. */
const isCheck = ({ run, uses, kind }: FileStep, { standsIn }: Program): boolean => {
  if (kind !== "plain") return false
  return run === undefined ? uses !== undefined && !getsReady.test(uses) : standsIn(run) || mayCheck(run)
}

const conditionsIn = ({ steps }: FileJob, program: Program): readonly Condition[] => {
  const asked = steps.filter(({ condition }) => condition !== undefined)
  // The last steps do the work, and the long scripts stand before them.
  if (
    asked.length === 0 ||
    steps.findLast((step) => step.condition === undefined && isCheck(step, program)) !== undefined
  )
    return []
  const found: Condition[] = []
  for (const step of asked) {
    if (!isCheck(step, program)) continue
    const condition = conditionOf(step.condition, ofSteps)
    if ("refused" in condition || condition.text === "") return []
    found.push(condition)
  }
  return found
}

const known = new WeakMap<FileJob, readonly Condition[]>()

/**
 * The conditions of all steps that check something, where each of them has one; else a step is surely not left out. `scripts`
 * are those of the program.
 */
export const conditionsOfChecks = (job: FileJob, scripts: readonly string[]): readonly Condition[] => {
  const found = known.get(job) ?? conditionsIn(job, programOf(scripts))
  known.set(job, found)
  return found
}

/** The runs on which a job passes although each step that would check something is left out. */
export const leftOut = (job: FileJob, scripts: readonly string[], reading: Reading): Diagram => {
  const { yes, no, and, not, or } = reading.diagrams
  const conditions = conditionsOfChecks(job, scripts)
  if (conditions.length === 0) return no
  // Where nothing in the job has failed.
  const status: Reading["status"] = (name) => (name === "success" || name === "always" ? yes : no)
  const { truth } = evaluation({ ...reading, status, known: new Map(), keyOf: () => undefined })
  return and(
    ...conditions.map(({ expression }) => {
      const { when, wrong } = truth(expression)
      return not(or(when, wrong))
    }),
  )
}

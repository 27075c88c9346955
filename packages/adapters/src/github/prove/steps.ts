import { type Hiding, hidesFailure, worst } from "../../prove/hides-failure.js"
import { programOf } from "../../prove/program.js"
import { entryOf, textAt } from "../../yaml/look.js"
import { conditionOf, ofSteps } from "./condition.js"
import { shellOf } from "./shell.js"
import type { FileJob, FileStep, WorkflowFile } from "./workflow-file.js"

/** What a step calls of the guard, where it does nothing else. */
const guardCall = ({ run }: FileStep): string | undefined =>
  /^node \.shipline\/guard\.mjs ([a-z]+)$/.exec(run?.trim() ?? "")?.[1]

/** These only carry something away: a failure of theirs says nothing about what was checked. */
const carriesAway =
  /^(?:actions\/(?:upload-artifact|cache|cache\/save)|codecov\/codecov-action|github\/codeql-action\/upload-sarif)@/

/** A line that is what somebody outside of the file says. */
const isSaidOutside = /^[ \t]*\$\{\{\s*(?:inputs|vars|github\.event)\b/m

/** A step that only a job has which has failed already. */
const isAfterFailure = ({ condition }: FileStep): boolean =>
  condition?.kind === "scalar" && /^(?:\$\{\{)?\s*failure\(\)\s*(?:&&[^|]*)?(?:\}\})?$/.test(String(condition.value))

/** Whether a job may be reported as passed although a step of it has failed. */
export const hidingOf = (file: WorkflowFile, job: FileJob, own: ReadonlySet<string>): Hiding => {
  const carries = ({ uses }: FileStep): boolean => uses !== undefined && carriesAway.test(uses)
  const asides = job.steps.filter(({ kind }) => kind === "background")
  const isWaitedFor = asides.length === 0 || job.steps.every(({ kind }) => kind !== "cancel")
  const steps = job.steps.filter((step) => !isAfterFailure(step))
  if (!isWaitedFor || steps.some((step) => !carries(step) && step.mayFail)) return "surely"
  return worst([
    ...steps.flatMap((step) => (step.run === undefined ? [] : [hidesFailure(step.run, own, shellOf(file, job, step))])),
    steps.some(({ run = "" }) => isSaidOutside.test(run)) ? "maybe" : "no",
  ])
}

/** Whether a step runs only where everything before it has passed. */
const stopsAtFailure = ({ condition }: FileStep): boolean => {
  const read = conditionOf(condition, ofSteps)
  return !("refused" in read) && read.implicit
}

/** Whether the guard is asked before anything of the program runs, always, and its no ends the job. */
export const asksFirst = (job: FileJob, program: readonly string[]): boolean => {
  const index = job.steps.findIndex((step) => guardCall(step) === "admit")
  const asks = job.steps[index]
  if (asks === undefined || asks.condition !== undefined || asks.mayFail || asks.kind !== "plain") return false
  const folder = textAt(asks.node, "working-directory") ?? "."
  if (entryOf(asks.node, "shell") !== undefined || folder !== ".") return false
  const early = job.steps.slice(0, index)
  const { standsIn } = programOf(program)
  const runsProgram = ({ run = "", uses = "", kind }: FileStep): boolean =>
    kind !== "plain" || uses.startsWith("./") || standsIn(run)
  if (early.some(runsProgram)) return false
  return job.steps.slice(index + 1).every((step) => guardCall(step) === "record" || stopsAtFailure(step))
}

import { isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar, type YAMLMap } from "yaml"

/** One `run:` of a workflow. */
export interface WorkflowScript {
  readonly job: string
  /** The step's name or id, else its place in the job, from 1. */
  readonly step: string
  /** As the step or the nearest defaults say, which are not merged; GitHub's own default on Linux is bash. */
  readonly shell: string
  readonly text: string
  /** The line of the file that holds the script's first line. */
  readonly line: number
}

const string = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

const defaultShell = (workflow: YAMLMap, job: YAMLMap): string | undefined =>
  string((job.hasIn(["defaults", "run"]) ? job : workflow).getIn(["defaults", "run", "shell"]))

/** Every script of a workflow that is valid YAML, in order. What has not the shape of a workflow is left to the other judges. */
export const workflowScripts = (text: string): readonly WorkflowScript[] => {
  const lines = new LineCounter()
  const workflow = parseDocument(text, { lineCounter: lines }).contents
  if (!isMap(workflow)) return []
  const jobs = workflow.get("jobs")
  return (isMap(jobs) ? jobs.items : []).flatMap(({ key, value: job }) => {
    const steps = isMap(job) ? job.get("steps") : undefined
    if (!isMap(job) || !isSeq(steps)) return []
    return steps.items.flatMap((step, index): WorkflowScript[] => {
      const run = isMap(step) ? step.get("run", true) : undefined
      if (!isMap(step) || !isScalar(run) || !run.range) return []
      const isBlock = run.type === Scalar.BLOCK_LITERAL || run.type === Scalar.BLOCK_FOLDED
      return [
        {
          job: String(key),
          step: string(step.get("name")) ?? string(step.get("id")) ?? String(index + 1),
          shell: string(step.get("shell")) ?? defaultShell(workflow, job) ?? "bash",
          text: String(run.value),
          line: lines.linePos(run.range[0]).line + (isBlock ? 1 : 0),
        },
      ]
    })
  })
}

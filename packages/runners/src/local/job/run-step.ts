import type { Step } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { RunError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import type { JobFailed } from "../../scheduler/jobs.js"
import { Reporter } from "../../scheduler/reporter.js"
import type { Docker } from "../docker/docker.js"
import type { Journal } from "../journal/journal.js"
import type { Processes } from "../process/processes.js"
import type { JobRun } from "./job-run.js"
import { runScript } from "./run-script.js"

type StepKind = Step["kind"]
type StepOf<K extends StepKind> = Extract<Step, { readonly kind: K }>
type Services = Docker | Journal | Processes | Reporter | Scope.Scope
type RunStep<K extends StepKind> = (
  step: StepOf<K>,
  run: JobRun,
  number: number,
) => Effect.Effect<void, JobFailed | RunError, Services>

const providers = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" } as const

/** How each kind of step is run on this machine: total, so that a new kind fails to compile here. */
const table: { readonly [K in StepKind]: RunStep<K> } = {
  script: (step, run, number) => runScript(run, step, number),
  login: Effect.fnUntraced(function* ({ provider }, { node }) {
    const reporter = yield* Reporter
    const message = `'${node.title}' logs in to ${providers[provider]} in CI; here it uses what this machine is logged in to`
    const hint = "Log in by the provider's own command before the run."
    const problem = runProblem("SL4503", `nodes.${node.id}`, message, hint, node.at)
    yield* reporter.emit({ kind: "note", level: "note", node: node.id, problem })
  }),
  raw: Effect.fnUntraced(function* ({ platform, instead }, run, number) {
    if (instead !== undefined) return yield* runScript(run, instead, number)
    const { node } = run
    const reporter = yield* Reporter
    const message = `a step of '${node.title}' is left out: it is for ${platform} alone`
    const hint = "Give it a script for everywhere else by `instead`."
    const problem = runProblem("SL4504", `nodes.${node.id}`, message, hint, node.at)
    yield* reporter.emit({ kind: "note", level: "warning", node: node.id, problem })
  }),
}

/** Runs one step of a job. */
export const runStep = <K extends StepKind>(step: Step & { readonly kind: K }, run: JobRun, number: number) => {
  const runKind: RunStep<K> = table[step.kind]
  // The entry for a kind takes the steps of that kind; TypeScript cannot follow a union through the index.
  return runKind(step as StepOf<K>, run, number)
}

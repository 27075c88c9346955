import { type LocalRunOptions, runLocally } from "@shipline/runners"
import * as Effect from "effect/Effect"
import { loadOne } from "../load/load-one.js"
import { errors, findingData, report } from "../render/report.js"
import { ask, canAsk } from "../run/ask.js"
import { eventWords } from "../run/event-words.js"
import { outcomeOf } from "../run/outcome-of.js"
import { runSettings } from "../run/run-settings.js"
import { makeStage } from "../run/stage.js"
import { summaryProblems, summaryText } from "../run/summary-text.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeWords } from "../write-out.js"
import { orRefused } from "./refused.js"

export interface RunOptions {
  readonly file: string
  readonly pipeline: string | undefined
  readonly allow: readonly string[]
  readonly approve: readonly string[]
  readonly inherit: readonly string[]
  readonly jobs: number | undefined
  readonly keepWorkspaces: boolean
  readonly json: boolean
}

/** `shipline run`: takes a pipeline through this machine. Ends with 1 where a job failed or the run was stopped. */
export const run = (options: RunOptions, session: Session): Promise<ExitCode> =>
  orRefused(session, async () => {
    const { cwd } = session
    const { plan } = (await loadOne(options.file, options.pipeline, session)).pipeline
    const stage = makeStage(cwd, plan.nodes)
    const { approve, inherit, keepWorkspaces, json } = options
    const settings: LocalRunOptions = {
      ...runSettings(options, cwd),
      approve,
      inherit,
      keepWorkspaces,
      ...(canAsk() ? { ask } : {}),
      onEvent: (event) => writeWords(eventWords(event, stage)),
    }
    const summary = outcomeOf(await Effect.runPromiseExit(runLocally(plan, settings)))
    const findings = errors(summaryProblems(summary))
    if (findings.length > 0) writeWords("\n")
    report(cwd, findings)
    if (json)
      writeData(
        `${JSON.stringify({ ...summary, problems: findings.map((one) => findingData(cwd, one)) }, undefined, 2)}\n`,
      )
    else writeData(summaryText(cwd, summary))
    return summary.verdict === "passed" ? 0 : 1
  })

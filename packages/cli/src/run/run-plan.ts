import type { Plan } from "@shipline/core"
import { type LocalRunOptions, runLocally } from "@shipline/runners"
import * as Effect from "effect/Effect"
import { errors, findingData, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson, writeWords } from "../write-out.js"
import { ask, canAsk } from "./ask.js"
import { eventWords } from "./event-words.js"
import { outcomeOf } from "./outcome-of.js"
import { type HowToRun, runSettings, workSettings } from "./run-settings.js"
import { makeStage } from "./stage.js"
import { summaryProblems, summaryText } from "./summary-text.js"

/** Runs a plan on this machine and tells about it. 1 where a job failed, a deployment was refused or the run was stopped. */
export const runPlan = async (plan: Plan, how: HowToRun, { cwd }: Session): Promise<ExitCode> => {
  const stage = makeStage(cwd, plan.nodes)
  const settings: LocalRunOptions = {
    ...runSettings(how, cwd),
    ...workSettings(how),
    ...(canAsk() ? { ask } : {}),
    onEvent: (event) => writeWords(eventWords(event, stage)),
  }
  const summary = outcomeOf(await Effect.runPromiseExit(runLocally(plan, settings)))
  const findings = errors(summaryProblems(summary))
  if (findings.length > 0) writeWords("\n")
  report(cwd, findings)
  if (how.json) writeJson({ ...summary, problems: findings.map((one) => findingData(cwd, one)) })
  else writeData(summaryText(cwd, summary))
  return summary.verdict === "passed" ? 0 : 1
}

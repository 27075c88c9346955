import type { Plan } from "@shipline/core"
import { dryRun } from "@shipline/runners"
import * as Effect from "effect/Effect"
import { dryRunText } from "../render/dry-run-text.js"
import { report, warnings } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson } from "../write-out.js"
import { outcomeOf } from "./outcome-of.js"
import { type HowToRun, runSettings } from "./run-settings.js"

/**
 * Says what a run would do. 1 where it would go wrong. The ledger itself is not part of the JSON; what the run would add
 * to it is.
 */
export const dryRunPlan = async (plan: Plan, how: HowToRun, { cwd }: Session): Promise<ExitCode> => {
  const { ledger: _, ...told } = outcomeOf(await Effect.runPromiseExit(dryRun(plan, runSettings(how, cwd))))
  report(cwd, warnings(told.notes))
  if (how.json) writeJson(told)
  else writeData(dryRunText(told))
  return told.verdict === "passed" ? 0 : 1
}

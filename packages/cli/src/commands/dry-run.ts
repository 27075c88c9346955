import { dryRun as tryRun } from "@shipline/runners"
import * as Effect from "effect/Effect"
import { loadOne } from "../load/load-one.js"
import { dryRunText } from "../render/dry-run-text.js"
import { report, warnings } from "../render/report.js"
import { outcomeOf } from "../run/outcome-of.js"
import { runSettings } from "../run/run-settings.js"
import type { ExitCode, Session } from "../session.js"
import { writeData } from "../write-out.js"
import { orRefused } from "./refused.js"
import type { RunOptions } from "./run.js"

/**
 * `shipline run --dry-run`: says what a run would do. Ends with 1 where it would go wrong. The ledger itself is not part of
 * the JSON; what the run would add to it is.
 */
export const dryRun = (options: RunOptions, session: Session): Promise<ExitCode> =>
  orRefused(session, async () => {
    const { cwd } = session
    const { plan } = (await loadOne(options.file, options.pipeline, session)).pipeline
    const { ledger: _, ...told } = outcomeOf(await Effect.runPromiseExit(tryRun(plan, runSettings(options, cwd))))
    report(cwd, warnings(told.notes))
    writeData(options.json ? `${JSON.stringify(told, undefined, 2)}\n` : dryRunText(told))
    return told.verdict === "passed" ? 0 : 1
  })

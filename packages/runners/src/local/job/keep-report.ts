import { copyFile, mkdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import * as Effect from "effect/Effect"
import { fileEffect } from "../../errors/file-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { Reporter } from "../../scheduler/reporter.js"
import { Journal } from "../journal/journal.js"
import { findFiles } from "./find-files.js"
import type { JobRun } from "./job-run.js"

/** Copies the test reports of a job, passed or not, into `reports/<id>` of the run's folder. */
export const keepReport = Effect.fnUntraced(function* ({ node, leg, cwd }: JobRun, pattern: string) {
  const reporter = yield* Reporter
  const journal = yield* Journal
  const target = join(journal.folder, "reports", leg.id)
  const note = (message: string) => {
    const problem = runProblem(
      "SL4506",
      `nodes.${node.id}`,
      message,
      "See whether the test run writes it there.",
      node.at,
    )
    return reporter.emit({ kind: "note", level: "warning", node: node.id, problem })
  }
  const kept = fileEffect(`keep ${pattern}`, async () => {
    const files = await findFiles(cwd, pattern)
    for (const file of files) {
      await mkdir(dirname(join(target, file)), { recursive: true })
      await copyFile(join(cwd, file), join(target, file))
    }
    return files
  })
  yield* kept.pipe(
    Effect.flatMap((files) =>
      files.length > 0 ? Effect.void : note(`'${leg.title}' has not left the report ${pattern}`),
    ),
    Effect.catchTag("RunError", (error) => note(error.message)),
  )
})

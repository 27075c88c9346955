import * as Effect from "effect/Effect"
import type { Attempt } from "../../scheduler/jobs.js"
import { Reporter } from "../../scheduler/reporter.js"
import { Settings } from "../settings.js"
import { baseEnvironment } from "../values/base-environment.js"
import { resolveValue } from "../values/resolve-value.js"
import type { JobsContext } from "./job-run.js"
import { checkToolchain } from "./toolchain-check.js"

/** Warns of tools of other versions, of each once in a run. */
export const makeToolchainNotes = () => {
  const told = new Set<string>()
  return Effect.fnUntraced(function* ({ node, leg, number }: Attempt, context: JobsContext) {
    if (number > 1 || node.job.container !== undefined) return
    const reporter = yield* Reporter
    const settings = yield* Settings
    const meaning = { ...context, ...context.candidate, leg, folderOf: () => "" }
    for (const { language, version } of node.job.toolchains) {
      const wanted = resolveValue(version, meaning) ?? ""
      if (told.has(`${language} ${wanted}`)) continue
      told.add(`${language} ${wanted}`)
      const problem = yield* checkToolchain(language, wanted, { cwd: settings.root, env: baseEnvironment(settings) })
      if (problem !== undefined) yield* reporter.emit({ kind: "note", level: "warning", node: node.id, problem })
    }
  })
}

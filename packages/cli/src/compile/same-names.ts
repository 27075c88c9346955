import type { Problem } from "@shipline/core"
import type { Loaded } from "../load/load-pipelines.js"
import { problem } from "../problem.js"
import { localPath } from "../render/local-path.js"

/** A name stands for one pipeline: the platform shows it, and the file is named after it. */
export const sameNames = (cwd: string, loaded: readonly Loaded[]): readonly Problem[] => {
  const first = new Map<string, Loaded>()
  return loaded.flatMap((one) => {
    const before = first.get(one.pipeline.name)
    if (before === undefined) {
      first.set(one.pipeline.name, one)
      return []
    }
    const at = one.pipeline.plan.at ?? { file: one.program, line: 1, column: 1 }
    const there = before.pipeline.plan.at
    const where = there === undefined ? localPath(cwd, before.program) : `${localPath(cwd, there.file)}:${there.line}`
    return [
      problem(
        "SL5203",
        `there are two pipelines named '${one.pipeline.name}'`,
        `Rename one of them; the other is at ${where}.`,
        at,
      ),
    ]
  })
}

import type { Problem } from "@shipline/core"
import { problem } from "./problems.js"
import { booleanOf, get, itemsOf, type Tree, textOf } from "./tree.js"
import type { Need } from "./types.js"

/** The jobs of the same pipeline that are needed. What comes from other pipelines is fetched, and never waited for. */
export const readNeeds = (tree: Tree, path: string, problems: Problem[]): readonly Need[] =>
  itemsOf(tree).flatMap((one): readonly Need[] => {
    const wrong = (why: string): readonly Need[] => {
      problems.push(problem("SL3427", { path, at: one.place }, `a need of '${path}'`, why))
      return []
    }
    if (get(one, "pipeline") !== undefined || get(one, "project") !== undefined) return []
    const job = textOf(one) ?? textOf(get(one, "job"))
    if (job === undefined) return wrong("names no job")
    // It is taken for a need of all parts, so that nothing else is said of it.
    if (get(one, "parallel") !== undefined) wrong("waits for a part of a matrix only")
    return [{ job, optional: booleanOf(get(one, "optional")) ?? false, place: one.place }]
  })

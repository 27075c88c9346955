import type { Problem } from "@shipline/core"
import type { Place } from "@shipline/core/plan"
import type { RunCode } from "./codes.js"

/** A problem of a run as data. `path` is the place in the plan, `nodes.unit`; empty for the whole. */
export const runProblem = (code: RunCode, path: string, message: string, hint: string, at?: Place): Problem =>
  at === undefined ? { code, path, message, hint } : { code, path, message, hint, at }

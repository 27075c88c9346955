import type { Place } from "../plan/place.js"
import type { Code } from "./codes.js"

/** One thing that is wrong: what it is, where it was written, what is missing and what to do. */
export interface Problem {
  readonly code: Code
  /** Where in the plan: `nodes.deploy-staging`, `environments.production`. Empty for the whole. */
  readonly path: string
  readonly message: string
  readonly hint: string
  readonly at?: Place
}

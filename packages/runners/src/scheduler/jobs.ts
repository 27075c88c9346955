import type { Problem } from "@shipline/core"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { RunError } from "../errors/run-error.js"
import type { BuiltArtifact } from "./built-artifact.js"
import type { JobNode } from "./job-node.js"
import type { Leg } from "./leg.js"

/** The job ran and did not pass; another attempt may. */
export class JobFailed extends Data.TaggedError("JobFailed")<{ readonly problem: Problem }> {}

/** One attempt at one part of a node. `number` starts at 1. */
export interface Attempt {
  readonly node: JobNode
  readonly leg: Leg
  readonly number: number
}

/** Runs jobs: real processes on this machine, or given outcomes in a dry run. */
export class Jobs extends Context.Service<
  Jobs,
  {
    /** Fails with `JobFailed` where the job says no, with `RunError` where it could not be run. Ends all it started. */
    attempt(attempt: Attempt): Effect.Effect<void, JobFailed | RunError>
    /** The artifacts that a node's job refers to. */
    uses(node: JobNode): Effect.Effect<readonly BuiltArtifact[]>
  }
>()("@shipline/runners/scheduler/Jobs") {}

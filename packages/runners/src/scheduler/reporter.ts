import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { EventBody } from "./event.js"

/** Tells whoever watches what happens, and never fails: a run that cannot be recorded is stopped instead. */
export class Reporter extends Context.Service<Reporter, { emit(event: EventBody): Effect.Effect<void> }>()(
  "@shipline/runners/scheduler/Reporter",
) {}

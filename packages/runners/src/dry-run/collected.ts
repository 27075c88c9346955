import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { EventBody, RunEvent } from "../scheduler/event.js"
import { Reporter } from "../scheduler/reporter.js"

/** A reporter that keeps what it is told, and what it was told so far. */
export const collecting = (): { readonly layer: Layer.Layer<Reporter>; readonly events: readonly RunEvent[] } => {
  const events: RunEvent[] = []
  const emit = (event: EventBody) =>
    Effect.map(Clock.currentTimeMillis, (at) => {
      events.push({ ...event, at })
    })
  return { layer: Layer.succeed(Reporter, Reporter.of({ emit })), events }
}

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { EventBody, RunEvent } from "../scheduler/event.js"
import { Reporter } from "../scheduler/reporter.js"

/** A reporter that keeps what it is told, and what it was told so far. */
export const collecting = (): { readonly reporter: Reporter["Service"]; readonly events: readonly RunEvent[] } => {
  const events: RunEvent[] = []
  const emit = (event: EventBody) =>
    Effect.map(Clock.currentTimeMillis, (at) => {
      events.push({ ...event, at })
    })
  return { reporter: Reporter.of({ emit }), events }
}

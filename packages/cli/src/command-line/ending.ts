import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { ExitCode } from "../session.js"

/** A command that has said what it had to say and ends with this code. */
export class Ending extends Data.TaggedError("Ending")<{ readonly code: ExitCode }> {}

/** Runs a command that is no effect: its exit code becomes the end of the program. */
export const ending = (work: () => Promise<ExitCode>): Effect.Effect<void, Ending> =>
  Effect.promise(work).pipe(Effect.flatMap((code) => (code === 0 ? Effect.void : Effect.fail(new Ending({ code })))))

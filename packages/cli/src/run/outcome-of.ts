import { RunError } from "@shipline/runners"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { Refusal } from "../problem.js"

/** What a runner gave; what it could not start or go on with is said as any other refusal. */
export const outcomeOf = <A>(exit: Exit.Exit<A, RunError>): A => {
  if (Exit.isSuccess(exit)) return exit.value
  const [error] = exit.cause.reasons.flatMap((reason) => (Cause.isFailReason(reason) ? [reason.error] : []))
  if (error instanceof RunError) throw new Refusal(error.problems)
  throw Cause.squash(exit.cause)
}

import * as Effect from "effect/Effect"
import { Approver } from "../scheduler/approver.js"

/** Approves what is named and nothing else. */
export const simulatedApprover = (approvals: ReadonlySet<string>): Approver["Service"] =>
  Approver.of({
    decide: ({ gate }) => Effect.succeed({ answer: approvals.has(gate) ? "yes" : "no", by: "option" }),
  })

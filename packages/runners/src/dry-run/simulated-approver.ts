import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Approver } from "../scheduler/approver.js"

/** Approves what is named and nothing else. */
export const simulatedApproverLayer = (approvals: ReadonlySet<string>): Layer.Layer<Approver> =>
  Layer.succeed(
    Approver,
    Approver.of({
      decide: ({ gate }) => Effect.succeed({ answer: approvals.has(gate) ? "yes" : "no", by: "option" }),
    }),
  )

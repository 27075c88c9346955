import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type ApprovalQuestion, Approver } from "../../scheduler/approver.js"
import { localActor } from "../local-actor.js"
import { Settings } from "../settings.js"

/** Asks a person, and answers whether they approve. Interrupting it takes the question back. */
export type Ask = (question: ApprovalQuestion) => Effect.Effect<boolean>

/** Approves what the options name; asks for the rest, where there is somebody to ask. */
export const localApproverLayer = (ask: Ask | undefined): Layer.Layer<Approver, never, Settings> =>
  Layer.effect(
    Approver,
    Effect.gen(function* () {
      const { approve } = yield* Settings
      const actor = localActor()
      return Approver.of({
        decide: Effect.fn("Approver.decide")(function* (question: ApprovalQuestion) {
          if (approve.has(question.gate)) return { answer: "yes", by: "option", actor }
          if (ask === undefined) return { answer: "nobody" }
          return { answer: (yield* ask(question)) ? "yes" : "no", by: "person", actor }
        }),
      })
    }),
  )

import type { Problem } from "@shipline/core"
import type { Lane, Plan } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"

/** What starts a pipeline. */
export type SimulatedEvent = "push" | "pullRequest" | "schedule" | "manual"

const words: { readonly [E in SimulatedEvent]: string } = {
  push: "a push",
  pullRequest: "a pull request",
  schedule: "a schedule",
  manual: "a person",
}

const inOrder: readonly SimulatedEvent[] = ["push", "schedule", "manual", "pullRequest"]

/** What a pipeline reacts to in the release lane: a person may start whatever deploys. */
const reactions = ({ on, environments }: Plan): readonly SimulatedEvent[] => {
  return inOrder.filter((event) => on[event] !== undefined || (event === "manual" && environments.length > 0))
}

/** The event of a simulation that names none. */
export const usualEvent = (plan: Plan, lane: Lane): SimulatedEvent =>
  lane === "release" ? (reactions(plan)[0] ?? "push") : "manual"

/** SL4602 for an event to which the pipeline does not react, or that does not start the lane. */
export const checkEvent = (plan: Plan, lane: Lane, event: SimulatedEvent): readonly Problem[] => {
  if (lane !== "release" && event !== "manual")
    return [
      runProblem(
        "SL4602",
        "",
        `the lane '${lane}' is started by a person, not by ${words[event] ?? event}`,
        "Leave `event` out.",
      ),
    ]
  const known = reactions(plan)
  if (known.includes(event)) return []
  const all = known.map((one) => words[one]).join(", ")
  return [
    runProblem(
      "SL4602",
      "",
      `the pipeline does not react to ${words[event] ?? `'${String(event)}'`}`,
      `It reacts to ${all}.`,
    ),
  ]
}

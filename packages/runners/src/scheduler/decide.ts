import type { Problem } from "@shipline/core"
import type { Node } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import { type Outcome, unstarted } from "./outcome.js"

interface Before {
  /** What the node needs, with how it ended. */
  readonly needs: readonly { readonly node: Node; readonly outcome: Outcome }[]
  readonly held: ReadonlyMap<string, Problem>
  /** What stopped the run, if anything has. */
  readonly stopped: Problem | undefined
}

/** Whether a node starts (`undefined`), or how it ends without starting. */
export const decide = (node: Node, { needs, held, stopped }: Before): Outcome | undefined => {
  const because = (message: string) =>
    runProblem("SL4508", `nodes.${node.id}`, message, "It starts once that has passed.", node.at)
  const missing = needs.filter((need) => need.outcome.verdict !== "passed")
  const wrong = missing.find((need) => need.outcome.verdict !== "held" && need.outcome.verdict !== "skipped")
  const hold = held.get(node.id)
  if (wrong !== undefined) return unstarted("skipped", because(`'${wrong.node.title}' did not pass`))
  if (hold !== undefined && missing.every((need) => held.has(need.node.id))) return unstarted("held", hold)
  const first = missing[0]
  if (first !== undefined) return unstarted("skipped", because(`'${first.node.title}' was not run`))
  if (stopped !== undefined) return unstarted("cancelled", because(`the run was stopped: ${stopped.message}`))
  return undefined
}

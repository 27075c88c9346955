import type { NodeOf } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { runProblem } from "../errors/run-problem.js"
import { type ApprovalQuestion, Approver } from "./approver.js"
import { type Outcome, unstarted } from "./outcome.js"
import { Reporter } from "./reporter.js"
import type { RunContext } from "./run-context.js"
import { Stop } from "./stop.js"

/** The environments whose deployments wait for a node, directly or not. */
const opens = (run: RunContext, id: string): readonly string[] => {
  const waiting = new Set([id])
  let grew = true
  while (grew) {
    const more = run.nodes.filter((node) => !waiting.has(node.id) && node.needs.some((need) => waiting.has(need)))
    for (const node of more) waiting.add(node.id)
    grew = more.length > 0
  }
  return run.nodes.flatMap((node) => (node.kind === "deploy" && waiting.has(node.id) ? [node.environment] : []))
}

const refused = (node: NodeOf<"approval">, name: string, nobody: boolean) =>
  runProblem(
    "SL4303",
    `nodes.${node.id}`,
    nobody ? `'${name}' has not approved: there is no terminal to ask on` : `'${name}' has not approved`,
    nobody ? `Run on a terminal, or decide it with --approve '${name}'.` : "Nothing that waits for it runs.",
    node.at,
  )

/** Asks for one approval. A refusal stops what waits for it and nothing else. */
export const runApproval = Effect.fnUntraced(function* (run: RunContext, node: NodeOf<"approval">) {
  const approver = yield* Approver
  const reporter = yield* Reporter
  const stop = yield* Stop
  const gate = run.plan.gates.find((candidate) => candidate.id === node.gate)?.name ?? node.gate
  const question: ApprovalQuestion = {
    node: node.id,
    gate,
    title: node.title,
    version: run.options.version,
    opens: opens(run, node.id),
  }
  const ask: Effect.Effect<Outcome> = Effect.gen(function* () {
    yield* reporter.emit({ kind: "approval-asked", question })
    const decision = yield* approver.decide(question)
    yield* reporter.emit({ kind: "approval-decided", question, decision })
    const by = decision.answer === "nobody" || decision.actor === undefined ? {} : { by: decision.actor }
    if (decision.answer === "yes") return { ...unstarted("passed"), ...by }
    return { ...unstarted("failed", refused(node, gate, decision.answer === "nobody")), ...by }
  })
  const halted = Effect.map(stop.requested, (reason) => unstarted("cancelled", reason))
  return yield* Effect.raceFirst(run.asking.withPermit(ask), halted)
})

import type { Evidence, GateVerdict } from "@shipline/core/ledger"
import { isAdvisory, type RunContext } from "./run-context.js"
import type { Verdict } from "./verdict.js"

/** What a node's end says about the candidate; nothing where it never ran. */
const verdicts: { readonly [V in Verdict]: GateVerdict | undefined } = {
  passed: "passed",
  failed: "failed",
  errored: "errored",
  cancelled: undefined,
  skipped: undefined,
  held: undefined,
}

/**
 * What this run knows of its candidate so far, in the plan's order: also what the next deployment does not ask for, so
 * that the release can be promoted further by the ledger alone.
 */
export const runEvidence = (run: RunContext): readonly Evidence[] =>
  run.nodes.flatMap((node) => {
    const ended = run.outcomes.get(node.id)
    const verdict = ended === undefined ? undefined : verdicts[ended.verdict]
    if (ended === undefined || verdict === undefined || !("proof" in node) || isAdvisory(run.plan, node)) return []
    const at = new Date(ended.at).toISOString()
    return [{ proof: node.proof, verdict, at, ...(ended.by === undefined ? {} : { by: ended.by }) }]
  })

import type { Adapter, Against, Counterexample } from "@shipline/adapters"
import type { Plan, Problem } from "@shipline/core"
import type { Output } from "../output/compare.js"
import { problem } from "../problem.js"
import { storyLines } from "../verify/story-lines.js"

/** The line of a file that is nowhere yet. */
const lineOf = (outputs: readonly Output[], { place }: Counterexample): readonly string[] => {
  if (place === undefined) return []
  const text = outputs.find(({ path }) => path === place.file)?.text.split("\n")[place.line - 1]
  return [`${place.file}:${place.line}: ${text?.trim() ?? ""}`]
}

/**
 * What a proof has against files that were just made. There should never be anything: it is SL5902, a mistake of
 * Shipline, and then nothing is written.
 */
export const proveOutputs = (
  adapter: Adapter,
  { plan, ...among }: Extract<Against, { readonly plan: Plan }>,
  outputs: readonly Output[],
): readonly Problem[] => {
  const proof = adapter.prove(outputs, { plan, ...among })
  if (proof.verdict === "proved") return []
  const [shortest] = proof.counterexamples
  const [unclear] = proof.problems
  const why =
    shortest === undefined
      ? [unclear?.message ?? "nobody can tell"]
      : [shortest.problem.message, ...storyLines(shortest.problem, shortest.story), ...lineOf(outputs, shortest)]
  return [
    problem(
      "SL5902",
      [`what was made of '${plan.name}' does not keep what its plan promises`, ...why].join("\n"),
      "Nothing was written. This is a mistake in Shipline: please report it with the text above and the program.",
      plan.at,
    ),
  ]
}

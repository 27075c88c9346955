import { problem } from "../problem.js"
import type { Answer, Question } from "./question.js"

/** What the platform says of files; that nothing can be said where nobody has taught it yet. */
export const prove = (question: Question): Answer => {
  const { adapter, files, against, path } = question
  const proof = adapter.prove?.(files, against) ?? {
    platform: adapter.name,
    verdict: "undecided" as const,
    properties: [],
    counterexamples: [],
    problems: [problem("SL5601", `Shipline cannot judge '${path}' yet`, "Use a newer version.")],
    assumptions: [],
  }
  return { ...question, proof }
}

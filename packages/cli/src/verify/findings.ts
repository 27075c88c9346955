import { join } from "node:path"
import type { Counterexample } from "@shipline/adapters"
import type { Problem } from "@shipline/core"
import { errors, type Finding } from "../render/report.js"
import type { Answer } from "./question.js"
import { storyLines } from "./story-lines.js"

/** Places in the repository's files, as paths of this machine: the line itself is shown below. */
const placed = (root: string, problem: Problem): Problem =>
  problem.at === undefined ? problem : { ...problem, at: { ...problem.at, file: join(root, problem.at.file) } }

/** A counterexample as an error: what is wrong, then the story of the run that shows it, then the line of the file. */
const storyProblem = ({ problem, story, place }: Counterexample): Problem => ({
  ...problem,
  message: [problem.message, ...storyLines(problem, story)].join("\n"),
  ...(place === undefined ? {} : { at: place }),
})

/** What speaks against the answers, each once: it may be the same in every lane. */
export const proofFindings = (root: string, answers: readonly Answer[]): readonly Finding[] => {
  const all = answers.flatMap(({ proof }) => [...proof.counterexamples.map(storyProblem), ...proof.problems])
  const once = new Map(all.map((one) => [JSON.stringify(one), placed(root, one)]))
  return errors([...once.values()])
}

import { findingData } from "../render/report.js"
import { proofFindings } from "./findings.js"
import type { Answer } from "./question.js"
import { type Verdict, verdictLines } from "./verdicts.js"

/** The worst of several verdicts: what is refuted is worse than what nobody knows. */
export const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes("refuted") ? "refuted" : verdicts.includes("undecided") ? "undecided" : "proved"

/** Everything that came out, for machines. Its keys never change their meaning. */
export const proofData = (cwd: string, root: string, answers: readonly Answer[]): object => ({
  verdict: worst(answers.map(({ proof }) => proof.verdict)),
  files: answers.map(({ path, pipeline, proof }) => ({
    path,
    ...(pipeline === undefined ? {} : { pipeline }),
    platform: proof.platform,
    verdict: proof.verdict,
    verdicts: verdictLines(proof),
    properties: proof.properties,
    counterexamples: proof.counterexamples,
    assumptions: proof.assumptions,
  })),
  problems: proofFindings(root, answers).map((one) => findingData(cwd, one)),
})

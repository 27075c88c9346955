import type { Answer } from "../verify/question.js"
import { type Verdict, type VerdictLine, verdictLines, waysIn } from "../verify/verdicts.js"
import type { Tone } from "./colour.js"
import { type Canvas, type Cell, fittedTable } from "./fitted-table.js"
import { visibleLine } from "./visible.js"

const verdicts: { readonly [V in Verdict]: { readonly text: string; readonly tone: Tone } } = {
  proved: { text: "proved", tone: "added" },
  refuted: { text: "refuted", tone: "error" },
  undecided: { text: "cannot be judged", tone: "warning" },
}

const line = ({ environment, lane, what, verdict }: VerdictLine, withLanes: boolean): readonly Cell[] => [
  { text: visibleLine(environment ?? ""), tone: "strong" },
  // What a job does in a run of no lane that leads there stands in a row of its own.
  ...(withLanes ? [{ text: visibleLine(lane ?? (what === waysIn ? "otherwise" : "")) }] : []),
  verdicts[verdict],
  { text: visibleLine(what), tone: "dim" },
]

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ")

/** Rules that a file keeps are many, and none of them is about a way to an environment: a line for all of them. */
const rulesText = ([first, ...others]: readonly VerdictLine[]): string => {
  if (first === undefined) return ""
  const count = others.length + 1
  return `  and ${count} rule${count === 1 ? "" : "s"} of the text: ${verdicts[first.verdict].text}\n`
}

const fileText = ({ path, pipeline, proof }: Answer, canvas: Canvas): string => {
  const all = verdictLines(proof)
  const shown = all.filter(({ environment, verdict }) => environment !== undefined || verdict === "refuted")
  const title = `${canvas.paint("strong", visibleLine(path))}${pipeline === undefined ? "" : ` (${visibleLine(pipeline)})`}\n`
  const nothing =
    all.length === 0
      ? `  ${proof.problems.length > 0 ? "cannot be judged" : "nothing in it deploys to what was asked about"}\n`
      : ""
  const withLanes = shown.some(({ lane }) => lane !== undefined)
  const rows = shown.map((one) => ({ cells: line(one, withLanes), notes: [] }))
  return `${title}${nothing}${indented(fittedTable(rows, "", canvas))}${rulesText(all.filter((one) => !shown.includes(one)))}`
}

const assumed = (answers: readonly Answer[]): string => {
  const sentences = [
    ...new Set(answers.filter(({ proof }) => proof.verdict === "proved").flatMap(({ proof }) => proof.assumptions)),
  ]
  return sentences.length === 0
    ? ""
    : `\nThis assumes:\n${sentences.map((one) => `  - ${visibleLine(one)}\n`).join("")}`
}

/** What came out, file by file, and what it takes for granted. What speaks against it follows, an empty line away. */
export const proofText = (answers: readonly Answer[], canvas: Canvas): string => {
  const end = answers.some(({ proof }) => proof.verdict !== "proved") ? "\n" : ""
  return `${answers.map((answer) => fileText(answer, canvas)).join("\n")}${assumed(answers)}${end}`
}

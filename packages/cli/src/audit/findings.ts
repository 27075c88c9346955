import { join } from "node:path"
import type { Problem } from "@shipline/core"
import { problem } from "../problem.js"
import type { Finding } from "../render/report.js"
import { visibleLine } from "../render/visible.js"
import type { BaselineEntry, Judged, Settled } from "./baseline.js"

/** What a reader of an entry sees of what it is about. */
export const entryText = ({
  file,
  job,
  kind,
  subject,
}: Pick<BaselineEntry, "file" | "job" | "kind" | "subject">): string =>
  [file, ...(job === undefined ? [] : [job]), kind, subject].map(visibleLine).join(" · ")

const newProblem = (root: string, { sideChannel, status, entry }: Judged): Problem => {
  const { code, file, line, column, message, why, hint, through } = sideChannel
  const way = through.length === 0 ? [] : [`It comes there through ${[...new Set(through)].join(", ")}.`]
  const ended =
    status === "ended" && entry !== undefined
      ? [`${entry.owner} accepted it until ${entry.until}: ${visibleLine(entry.reason)}`]
      : []
  return {
    code,
    path: "",
    message: [message, why, ...way, ...ended].join("\n"),
    hint,
    at: { file: join(root, file), line, column },
  }
}

const staleProblem = (baseline: string, entry: BaselineEntry): Problem =>
  problem(
    "SL5702",
    `${entryText(entry)} is in the baseline and was not found`,
    `Remove the entry from ${baseline}: what is gone must not come back unseen.`,
  )

const endedProblem = (baseline: string, entry: BaselineEntry): Problem =>
  problem(
    "SL5703",
    `${entryText(entry)} was accepted until ${entry.until}`,
    `Remove the side channel; or let ${visibleLine(entry.owner)} say in ${baseline} until when it stays, and why.`,
  )

/** What people are told: what is new or has ended is an error, what is left over a warning unless `strict`. */
export const findingsOf = (
  root: string,
  baseline: string,
  strict: boolean,
  { judged, stale }: Settled,
): readonly Finding[] => [
  ...judged
    .filter(({ status }) => status !== "known")
    .map((one): Finding => ({ level: "error", problem: newProblem(root, one) })),
  ...judged.flatMap(({ status, entry }): readonly Finding[] =>
    status === "ended" && entry !== undefined ? [{ level: "error", problem: endedProblem(baseline, entry) }] : [],
  ),
  ...stale.map((entry): Finding => ({ level: strict ? "error" : "warning", problem: staleProblem(baseline, entry) })),
]

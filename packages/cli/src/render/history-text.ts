import type { LedgerRecord } from "@shipline/core/ledger"
import { type DeploymentEntry, durationOf, type HistoryEntry, type RecordEntry } from "../ledger/history.js"
import { duration } from "../run/duration.js"
import { cameFrom } from "./came-from.js"
import type { Tone } from "./colour.js"
import { type Canvas, type Cell, excess, fittedTable, type Row } from "./fitted-table.js"
import { minuteOf } from "./moment.js"
import { nameOf } from "./person.js"
import { visibleLine } from "./visible.js"

const resultTones: Readonly<Record<DeploymentEntry["result"], Tone>> = {
  running: "warning",
  succeeded: "added",
  failed: "error",
  cancelled: "error",
  aborted: "error",
}

const why = ({ reason, incident }: { readonly reason?: string; readonly incident?: string }): readonly Cell[] => {
  const text = [reason, incident].flatMap((one) => (one === undefined ? [] : [visibleLine(one)])).join(", ")
  return text === "" ? [] : [{ text: `because: ${text}` }]
}

/** Who and when, behind what they did. */
const signed = ({ by, at }: Pick<LedgerRecord, "by" | "at">): string => `(${nameOf(by)}, ${minuteOf(at)})`

const annotations = ({ annotations: all }: HistoryEntry): readonly Cell[] =>
  all.map((record) => ({ text: `note: ${visibleLine(record.text)} ${signed(record)}` }))

const deploymentNotes = (entry: DeploymentEntry): readonly Cell[] => {
  const { started, ended, overrides, checks, result } = entry
  const took = durationOf(entry)
  const since = cameFrom(started)
  const end: readonly Cell[] =
    ended?.kind === "settled"
      ? [{ text: `settled: ${visibleLine(ended.reason ?? "it never ended")} ${signed(ended)}`, tone: "warning" }]
      : ended === undefined && result === "aborted"
        ? [{ text: `it never ended; its deadline was ${minuteOf(started.deadline)}`, tone: "warning" }]
        : []
  return [
    { text: took === undefined ? since : `${since}; took ${duration(took)}` },
    ...why(started),
    ...overrides.map(
      (record): Cell => ({
        text: `${record.rule} set aside: ${visibleLine(record.reason)} ${signed(record)}`,
        tone: "warning",
      }),
    ),
    ...end,
    ...checks.map((record): Cell => {
      const text = `'${visibleLine(record.proof)}' ${record.verdict} ${signed(record)}`
      return record.verdict === "passed" ? { text } : { text, tone: "error" }
    }),
    ...annotations(entry),
  ]
}

const deploymentRow = (entry: DeploymentEntry): Row => {
  const { started, result } = entry
  return {
    cells: [
      { text: minuteOf(started.at), tone: "dim" },
      { text: started.lane },
      { text: visibleLine(started.release.version), tone: "strong" },
      { text: result, tone: resultTones[result] },
      { text: nameOf(started.by) },
    ],
    notes: deploymentNotes(entry),
  }
}

/** What, about which version, how it ended; and what belongs below it. */
const said = ({
  record,
}: RecordEntry): readonly [what: string, version: string, result: Cell, notes: readonly Cell[]] => {
  switch (record.kind) {
    case "refused": {
      const reasons = record.reasons.map(
        ({ code, message }): Cell => ({ text: `${code} ${visibleLine(message)}`, tone: "error" }),
      )
      return [record.lane, record.release.version, { text: "refused", tone: "error" }, [...reasons, ...why(record)]]
    }
    case "block":
      return ["block", record.release.version, { text: "blocked", tone: "error" }, why(record)]
    case "unblock":
      return ["unblock", record.release.version, { text: "unblocked" }, why(record)]
    case "observation": {
      const seen = record.artifacts.map(({ name, digest }): Cell => ({ text: visibleLine(`${name} ${digest}`) }))
      return ["look", "", { text: "seen" }, [{ text: visibleLine(record.source) }, ...seen]]
    }
  }
}

const recordRow = (entry: RecordEntry): Row => {
  const { record } = entry
  const [what, version, result, notes] = said(entry)
  return {
    cells: [
      { text: minuteOf(record.at), tone: "dim" },
      { text: what },
      { text: visibleLine(version), tone: "strong" },
      result,
      { text: nameOf(record.by) },
    ],
    notes: [...notes, ...annotations(entry)],
  }
}

/** The same row without its last cell, who it was: that goes below. */
const narrow = ({ cells, notes }: Row): Row => {
  const who = cells.at(-1)?.text ?? ""
  return { cells: cells.slice(0, -1), notes: [{ text: `by ${who}` }, ...notes] }
}

/** What happened in an environment, in the order of the entries. Times are UTC. */
export const historyText = (environment: string, entries: readonly HistoryEntry[], canvas: Canvas): string => {
  const heading = `${canvas.paint("strong", visibleLine(environment))}, newest first; times are UTC\n\n`
  const rows = entries.map((entry) => (entry.kind === "deployment" ? deploymentRow(entry) : recordRow(entry)))
  const isWide =
    excess(
      rows.map(({ cells }) => cells),
      canvas,
    ) > 0
  return `${heading}${fittedTable(isWide ? rows.map(narrow) : rows, "    ", canvas)}`
}

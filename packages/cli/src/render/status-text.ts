import type { EnvironmentStatus } from "../ledger/environment-status.js"
import { type Canvas, type Cell, excess, fittedTable, wrapped } from "./fitted-table.js"
import { ago, minuteOf } from "./moment.js"
import { nameOf } from "./person.js"
import { statusNotes } from "./status-notes.js"
import { visibleLine } from "./visible.js"

type Current = NonNullable<EnvironmentStatus["current"]>

/** The first check that has not passed, failures first: what is left, in one word each. */
const checks = ({ verified, checks: due }: Current): Cell => {
  if (due.length === 0) return { text: "no checks" }
  if (verified !== undefined) return { text: "verified", tone: "added" }
  const failed = due.filter(({ verdict }) => verdict !== undefined && verdict !== "passed")
  return failed.length > 0 ? { text: "failed", tone: "error" } : { text: "unverified", tone: "warning" }
}

const columnNames = ["environment", "version", "since", "by", "lane", "checks"] as const
type ColumnName = (typeof columnNames)[number]

/** The cells of an environment; `short` leaves out what a narrow terminal has no room for. */
const cellsOf = (
  { environment, current }: EnvironmentStatus,
  now: number,
  short: boolean,
): Record<ColumnName, Cell> => {
  const name: Cell = { text: visibleLine(environment), tone: "strong" }
  const none = { text: "" }
  if (current === undefined)
    return { environment: name, version: { text: "nothing yet" }, since: none, by: none, lane: none, checks: none }
  const since = short ? ago(current.since, now) : `${minuteOf(current.since)} UTC, ${ago(current.since, now)}`
  return {
    environment: name,
    version: { text: visibleLine(current.release.version) },
    since: { text: since },
    by: { text: nameOf(current.by) },
    lane: { text: current.lane },
    checks: checks(current),
  }
}

/** From everything to what nobody can do without. */
const layouts: readonly { readonly names: readonly ColumnName[]; readonly short: boolean }[] = [
  { names: columnNames, short: false },
  { names: columnNames, short: true },
  { names: ["environment", "version", "since", "by", "checks"], short: true },
  { names: ["environment", "version", "since", "checks"], short: true },
  { names: ["environment", "version", "checks"], short: true },
]

/** A text without its beginning where there is no room for it: versions differ at their ends. */
const cut = (text: string, room: number, { width }: Canvas): string => {
  if (width(text) <= room) return text
  const letters = [...text]
  while (letters.length > 0 && width(letters.join("")) > room - 1) letters.shift()
  return `…${letters.join("")}`
}

const shortest = 9

/** The rows with versions that are cut, as the last resort. */
const withShortVersions = (rows: readonly (readonly Cell[])[], place: number, canvas: Canvas) => {
  const widest = Math.max(0, ...rows.map((row) => canvas.width(row[place]?.text ?? "")))
  const room = Math.max(shortest, widest - excess(rows, canvas))
  return rows.map((row) =>
    row.map((cell, index) => (index === place ? { ...cell, text: cut(cell.text, room, canvas) } : cell)),
  )
}

const blockedText = (statuses: readonly EnvironmentStatus[], now: number, canvas: Canvas): string => {
  const all = new Map(statuses.flatMap(({ blocked }) => blocked.map((one) => [one.key, one] as const)))
  if (all.size === 0) return ""
  const lines = [...all.values()].map(({ version, reason, by, at }) =>
    wrapped(`${visibleLine(version)}: ${visibleLine(reason)} (${nameOf(by)}, ${ago(at, now)})`, "    ", canvas).join(
      "\n    ",
    ),
  )
  return `\nBlocked\n${lines.map((line) => `  ${line}\n`).join("")}`
}

/** What runs where, as a table that fits. `now` is milliseconds since 1970. */
export const statusText = (statuses: readonly EnvironmentStatus[], now: number, canvas: Canvas): string => {
  const rowsIn = (names: readonly ColumnName[], short: boolean) => [
    names.map((text): Cell => ({ text, tone: "dim" })),
    ...statuses.map((status) => {
      const cells = cellsOf(status, now, short)
      return names.map((name) => cells[name])
    }),
  ]
  const drawn = layouts.map(({ names, short }) => rowsIn(names, short))
  const rows =
    drawn.find((some) => excess(some, canvas) === 0) ??
    withShortVersions(drawn.at(-1) ?? [], columnNames.indexOf("version"), canvas)
  const [heading = [], ...body] = rows
  const table = [
    { cells: heading, notes: [] },
    ...body.map((cells, index) => {
      const status = statuses[index]
      return { cells, notes: status === undefined ? [] : statusNotes(status, now) }
    }),
  ]
  return `${fittedTable(table, "  ", canvas)}${blockedText(statuses, now, canvas)}`
}

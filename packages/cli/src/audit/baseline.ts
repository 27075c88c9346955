import type { SideChannel } from "@shipline/adapters"

/** A side channel that a team knows and has taken on itself for a while. */
export interface BaselineEntry {
  readonly file: string
  /** Absent for what is about the whole file. */
  readonly job?: string
  readonly kind: string
  readonly subject: string
  /** Who answers for it: a team or a person. */
  readonly owner: string
  /** Why it is still there. */
  readonly reason: string
  /** The last day on which it is accepted, in UTC: `2027-03-31`. Absent: until it is removed. */
  readonly until?: string
}

export interface Baseline {
  readonly version: 1
  readonly entries: readonly BaselineEntry[]
}

/** What makes two findings the same one, wherever in its file it stands and whatever its words are today. */
export const keyOf = ({ file, job, kind, subject }: Omit<BaselineEntry, "owner" | "reason">): string =>
  JSON.stringify([file, job ?? "", kind, subject])

export type Status = "new" | "known" | "ended"

/** A side channel beside the entry that speaks for it, if there is one. */
export interface Judged {
  readonly sideChannel: SideChannel
  readonly status: Status
  readonly entry?: BaselineEntry
}

export interface Settled {
  readonly judged: readonly Judged[]
  /** Entries that match nothing. */
  readonly stale: readonly BaselineEntry[]
}

/** Holds what was found against what is known. `today` is a day in UTC, `2026-11-28`. */
export const hold = (found: readonly SideChannel[], { entries }: Baseline, today: string): Settled => {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]))
  const judged = found.map((sideChannel): Judged => {
    const entry = known.get(keyOf(sideChannel))
    if (entry === undefined) return { sideChannel, status: "new" }
    const isOver = entry.until !== undefined && entry.until < today
    return { sideChannel, entry, status: isOver ? "ended" : "known" }
  })
  const met = new Set(found.map(keyOf))
  return { judged, stale: entries.filter((entry) => !met.has(keyOf(entry))) }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** The baseline with what is new, in an order that keeps its diffs small. An entry that has ended is written anew. */
export const withNew = (
  { entries }: Baseline,
  judged: readonly Judged[],
  { owner, reason, until }: Pick<BaselineEntry, "owner" | "reason" | "until">,
): Baseline => {
  const added = judged
    .filter(({ status }) => status !== "known")
    .map(({ sideChannel: { file, job, kind, subject } }): BaselineEntry => {
      const what = { file, ...(job === undefined ? {} : { job }), kind, subject }
      return { ...what, owner, reason, ...(until === undefined ? {} : { until }) }
    })
  const replaced = new Set(added.map(keyOf))
  const all = [...entries.filter((entry) => !replaced.has(keyOf(entry))), ...added]
  return { version: 1, entries: all.sort((one, other) => compare(keyOf(one), keyOf(other))) }
}

export const baselineText = (baseline: Baseline): string => `${JSON.stringify(baseline, undefined, 2)}\n`

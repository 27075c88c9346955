import { type LedgerRecord, type RecordKind, type RecordOf, releaseKey } from "@shipline/core/ledger"

/** A deployment and everything that was recorded about it. */
export interface DeploymentEntry {
  readonly kind: "deployment"
  readonly started: RecordOf<"started">
  readonly result: "running" | "succeeded" | "failed" | "cancelled" | "aborted"
  /** How it ended; absent while it is running, and where only its deadline or another deployment has ended it. */
  readonly ended?: RecordOf<"finished"> | RecordOf<"settled">
  readonly overrides: readonly RecordOf<"override">[]
  /** What looked at its release while that ran there, oldest first. */
  readonly checks: readonly RecordOf<"check">[]
  readonly annotations: readonly RecordOf<"annotation">[]
}

/** Anything else that happened in an environment and stands for itself. */
export interface RecordEntry {
  readonly kind: "record"
  readonly record: RecordOf<"refused"> | RecordOf<"block"> | RecordOf<"unblock"> | RecordOf<"observation">
  readonly annotations: readonly RecordOf<"annotation">[]
}

export type HistoryEntry = DeploymentEntry | RecordEntry

/** Milliseconds from a deployment's start to its end. */
export const durationOf = ({ started, ended }: DeploymentEntry): number | undefined =>
  ended === undefined ? undefined : Date.parse(ended.at) - Date.parse(started.at)

/** Entries while records are being read; an entry is replaced by one that knows more. */
class Entries {
  readonly all: HistoryEntry[] = []
  /** The place of the entry that tells of a record, by the record's number. */
  private readonly places = new Map<number, number>()
  private readonly overrides = new Map<string, RecordOf<"override">[]>()

  begin(record: LedgerRecord, entry: HistoryEntry): void {
    this.places.set(record.number, this.all.push(entry) - 1)
  }

  /** Adds to the last deployment of which something is true; to none, where it began before the first record. */
  addTo(
    record: LedgerRecord,
    is: (entry: DeploymentEntry) => boolean,
    more: (entry: DeploymentEntry) => DeploymentEntry,
  ) {
    const place = this.all.findLastIndex((entry) => entry.kind === "deployment" && is(entry))
    const entry = this.all[place]
    if (entry?.kind !== "deployment") return
    this.all[place] = more(entry)
    this.places.set(record.number, place)
  }

  annotate(record: RecordOf<"annotation">): void {
    const place = this.places.get(record.about) ?? -1
    const entry = this.all[place]
    if (entry !== undefined) this.all[place] = { ...entry, annotations: [...entry.annotations, record] }
  }

  /** Overrides stand before the deployment for which they are. */
  keep(record: RecordOf<"override">): void {
    const kept = this.overrides.get(record.deployment) ?? []
    this.overrides.set(record.deployment, [...kept, record])
  }

  overridesOf(deployment: string): readonly RecordOf<"override">[] {
    return this.overrides.get(deployment) ?? []
  }
}

const isRunning = ({ result }: DeploymentEntry): boolean => result === "running"
const aborted = (entry: DeploymentEntry): DeploymentEntry => ({ ...entry, result: "aborted" })

type Add = { readonly [K in RecordKind]: (entries: Entries, record: RecordOf<K>) => void }

const ends = (entries: Entries, record: RecordOf<"finished"> | RecordOf<"settled">): void =>
  entries.addTo(
    record,
    (entry) => isRunning(entry) && entry.started.deployment === record.deployment,
    (entry) => ({ ...entry, result: record.result, ended: record }),
  )

const standsAlone = (entries: Entries, record: RecordEntry["record"]): void =>
  entries.begin(record, { kind: "record", record, annotations: [] })

const table: Add = {
  started: (entries, record) => {
    entries.addTo(record, isRunning, aborted) // there is one deployment at a time
    entries.begin(record, {
      kind: "deployment",
      started: record,
      result: "running",
      overrides: entries.overridesOf(record.deployment),
      checks: [],
      annotations: [],
    })
  },
  finished: ends,
  settled: ends,
  check: (entries, record) =>
    entries.addTo(
      record,
      ({ started }) => releaseKey(started.release) === record.release.key,
      (entry) => ({ ...entry, checks: [...entry.checks, record] }),
    ),
  override: (entries, record) => entries.keep(record),
  annotation: (entries, record) => entries.annotate(record),
  refused: standsAlone,
  block: standsAlone,
  unblock: standsAlone,
  observation: standsAlone,
}

/** What happened in an environment, oldest first, from its records, oldest first. `now` is milliseconds since 1970. */
export const historyOf = (records: readonly LedgerRecord[], now: number): readonly HistoryEntry[] => {
  const entries = new Entries()
  for (const record of records) {
    const add = table[record.kind] as (entries: Entries, record: LedgerRecord) => void // the table is total by its type
    add(entries, record)
  }
  return entries.all.map((entry) =>
    entry.kind === "deployment" && isRunning(entry) && now >= Date.parse(entry.started.deadline)
      ? aborted(entry)
      : entry,
  )
}

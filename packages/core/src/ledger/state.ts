import type { Lane } from "../plan/lane.js"
import type { Actor, RunReference } from "./actor.js"
import { type Evidence, latestEvidence } from "./evidence.js"
import type {
  Justification,
  LedgerRecord,
  PipelineReference,
  RecordKind,
  RecordOf,
  ReleaseReference,
  StartedDraft,
} from "./record.js"
import { type Release, releaseKey, type SchemaRange } from "./release.js"

/** A deployment that has started and is not known to have ended. */
export interface Running extends Justification {
  readonly deployment: string
  readonly lane: Lane
  readonly release: Release
  readonly at: string
  readonly by: Actor
  readonly run?: RunReference
  readonly deadline: string
  readonly proofs: readonly Evidence[]
  readonly checks: readonly string[]
  readonly pipeline: PipelineReference
}

/** What runs in an environment, as far as the ledger knows. */
export interface Current extends Omit<Running, "deadline"> {
  /** When its deployment finished. */
  readonly since: string
  /** Set while every check that it must pass here has passed, latest verdict each: since when. */
  readonly verified?: string
  /** The latest verdict of each check on this environment since it runs here. */
  readonly results: readonly Evidence[]
}

export interface Blocked extends ReleaseReference {
  readonly reason: string
  readonly at: string
  readonly by: Actor
}

/**
 * Everything that a decision needs to know of an environment, folded from its records: of bounded size, so that it is kept
 * beside the last record and nothing has to be read twice.
 */
export interface EnvironmentState {
  readonly environment: string
  /** The number of the last record; 0 where there is none. */
  readonly number: number
  readonly current?: Current
  readonly running?: Running
  /** The last deployment, where it did not succeed: what runs is then uncertain, until one does. */
  readonly failed?: {
    readonly deployment: string
    readonly release: ReleaseReference
    readonly at: string
    readonly result: "failed" | "cancelled" | "aborted"
  }
  /** The newest release that was ever put here, going forward. */
  readonly newest?: { readonly version: string; readonly key: string; readonly number: number }
  /** What the environment's database is at, by the migrations of all that was ever put here. */
  readonly schema?: SchemaRange
  readonly blocked: readonly Blocked[]
  /** What somebody last saw running. */
  readonly observed?: {
    readonly at: string
    readonly artifacts: readonly { readonly name: string; readonly digest: string }[]
  }
}

export const emptyState = (environment: string): EnvironmentState => ({ environment, number: 0, blocked: [] })

type Apply = { readonly [K in RecordKind]: (state: EnvironmentState, record: RecordOf<K>) => EnvironmentState }

const runningOf = (record: RecordOf<"started">): Running => ({
  deployment: record.deployment,
  lane: record.lane,
  release: record.release,
  at: record.at,
  by: record.by,
  ...(record.run === undefined ? {} : { run: record.run }),
  deadline: record.deadline,
  proofs: record.proofs,
  checks: record.checks,
  pipeline: record.pipeline,
  ...(record.reason === undefined ? {} : { reason: record.reason }),
  ...(record.incident === undefined ? {} : { incident: record.incident }),
})

const newestOf = (state: EnvironmentState, { lane, release }: StartedDraft): EnvironmentState["newest"] =>
  lane === "rollback" || (state.newest !== undefined && state.newest.number > release.number)
    ? state.newest
    : { version: release.version, key: releaseKey(release), number: release.number }

/** Migrations only go forward, and a rollback runs none. */
const schemaOf = (state: EnvironmentState, { lane, release }: Running): SchemaRange | undefined =>
  lane === "rollback" || release.schema === undefined || (state.schema?.version ?? 0) > release.schema.version
    ? state.schema
    : release.schema

const without = <K extends keyof EnvironmentState>(state: EnvironmentState, ...keys: readonly K[]) => {
  const left: Partial<EnvironmentState> = { ...state }
  for (const key of keys) delete (left as { [P in K]?: unknown })[key] // the copy is ours
  return left as Omit<EnvironmentState, K>
}

/** Verified from the moment at which each due check has passed, for as long as none of them fails again. */
const withVerified = ({ verified, ...current }: Current): Current => {
  const latest = latestEvidence(current.results)
  const results = current.checks.map((proof) => latest.get(proof))
  if (!results.every((result) => result?.verdict === "passed")) return current
  const moments = [current.since, ...results.flatMap((result) => result?.at ?? [])].sort()
  return { ...current, verified: verified ?? moments.at(-1) ?? current.since }
}

const ended = (
  state: EnvironmentState,
  record: RecordOf<"finished"> | RecordOf<"settled">,
): EnvironmentState => {
  const { running } = state
  if (running === undefined || running.deployment !== record.deployment) return state
  const schema = schemaOf(state, running)
  const base = { ...without(state, "running", "failed", "schema"), ...(schema === undefined ? {} : { schema }) }
  if (record.result !== "succeeded") {
    const { version } = running.release
    const release = { version, key: releaseKey(running.release) }
    const { deployment, result, at } = record
    return { ...base, failed: { deployment, release, at, result } }
  }
  const { deadline: _, ...kept } = running
  return { ...base, current: withVerified({ ...kept, since: record.at, results: [] }) }
}

const table: Apply = {
  started: (state, record) => {
    const newest = newestOf(state, record)
    return { ...state, running: runningOf(record), ...(newest === undefined ? {} : { newest }) }
  },
  finished: ended,
  settled: ended,
  refused: (state) => state,
  check: (state, { release, proof, verdict, at, by, run }) => {
    const { current } = state
    if (current === undefined || releaseKey(current.release) !== release.key) return state
    const result: Evidence = { proof, verdict, at, by, ...(run === undefined ? {} : { run }) }
    const results = [...current.results.filter((known) => known.proof !== proof), result]
    return { ...state, current: withVerified({ ...current, results }) }
  },
  block: (state, { release, reason, at, by }) => ({
    ...state,
    blocked: [...state.blocked.filter(({ key }) => key !== release.key), { ...release, reason, at, by }],
  }),
  unblock: (state, { release }) => ({ ...state, blocked: state.blocked.filter(({ key }) => key !== release.key) }),
  override: (state) => state,
  observation: (state, { at, artifacts }) => ({ ...state, observed: { at, artifacts } }),
  annotation: (state) => state,
}

/** The state after one more record of the chain. */
export const applyRecord = (state: EnvironmentState, record: LedgerRecord): EnvironmentState => {
  const apply = table[record.kind] as (state: EnvironmentState, record: LedgerRecord) => EnvironmentState // the table is total by its type
  return { ...apply(state, record), number: record.number }
}

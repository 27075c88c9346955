import type { EnvironmentState, Newest, Running } from "./environment-state.js"
import type { Evidence } from "./evidence.js"
import { momentOf } from "./moment.js"
import type { LedgerRecord, RecordKind, RecordOf, StartedDraft } from "./record.js"
import { releaseKey, type SchemaRange } from "./release.js"
import { withResult, withVerified } from "./verified.js"

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

const newestOf = (state: EnvironmentState, { lane, release }: StartedDraft): Newest | undefined => {
  if (lane === "rollback" || (state.newest !== undefined && state.newest.number > release.number)) return state.newest
  const { version, number, commit } = release
  return { version, key: releaseKey(release), number, commit }
}

/** Migrations only go forward, and a rollback runs none. A deployment that failed may have run them. */
const schemaOf = (state: EnvironmentState, { lane, release }: Running): SchemaRange | undefined =>
  lane === "rollback" || release.schema === undefined || (state.schema?.version ?? 0) > release.schema.version
    ? state.schema
    : release.schema

/** How a deployment ended. */
interface Ending {
  readonly deployment: string
  readonly at: string
  readonly result: "succeeded" | "failed" | "cancelled" | "aborted"
}

const ended = (state: EnvironmentState, { deployment, at, result }: Ending): EnvironmentState => {
  const { running, failed: _failed, ...rest } = state
  // Who comes too late to end it says nothing about what has happened since.
  if (running === undefined || running.deployment !== deployment) return state
  const schema = schemaOf(state, running)
  const base = { ...rest, ...(schema === undefined ? {} : { schema }) }
  if (result !== "succeeded") {
    const { version } = running.release
    return { ...base, failed: { deployment, release: { version, key: releaseKey(running.release) }, at, result } }
  }
  const { deadline: _deadline, ...kept } = running
  return { ...base, current: withVerified({ ...kept, since: at, results: [] }) }
}

/** Whatever was under way is over: there is one deployment at a time. */
const interrupted = (state: EnvironmentState, at: string): EnvironmentState =>
  state.running === undefined ? state : ended(state, { deployment: state.running.deployment, at, result: "aborted" })

/** From the start of another deployment on nobody knows for sure that the release before is what runs. */
const unverified = ({ current, ...state }: EnvironmentState): EnvironmentState => {
  if (current === undefined) return state
  const { verified: _, ...kept } = current
  return { ...state, current: kept }
}

const table: Apply = {
  started: (state, record) => {
    const newest = newestOf(state, record)
    const before = unverified(interrupted(state, record.at))
    return { ...before, running: runningOf(record), ...(newest === undefined ? {} : { newest }) }
  },
  finished: ended,
  settled: ended,
  refused: (state) => state,
  check: (state, { release, proof, verdict, at, by, run }) => {
    const { current, running, failed } = state
    if (current === undefined || releaseKey(current.release) !== release.key) return state
    // What a check sees while another deployment is under way, or after one has failed, may not be this release.
    if (running !== undefined || failed !== undefined) return state
    const result: Evidence = { proof, verdict, at, by, ...(run === undefined ? {} : { run }) }
    return { ...state, current: withVerified(withResult(current, result)) }
  },
  block: (state, { release: { version, key }, reason, at, by }) => ({
    ...state,
    blocked: [...state.blocked.filter((block) => block.key !== key), { version, key, reason, at, by }],
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

/**
 * The state as it counts at a moment, milliseconds since 1970: a deployment that has outlived its deadline is over,
 * whether or not somebody has settled it yet. One whose deadline nobody can read waits for somebody who settles it.
 */
export const stateAt = (state: EnvironmentState, now: number): EnvironmentState =>
  state.running !== undefined && now >= momentOf(state.running.deadline)
    ? interrupted(state, state.running.deadline)
    : state

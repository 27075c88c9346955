import type { LedgerRecord, RecordKind, RecordOf } from "@shipline/core/ledger"
import { recordText } from "../record-text.js"
import type { Candidate, Walked, Writer } from "./walked.js"

/** How far clocks of different machines may disagree, in milliseconds: a record may be so much older than the one before it. */
const clockSkew = 5 * 60_000

type Rules = { readonly [K in RecordKind]: (record: RecordOf<K>, walked: Walked) => string | undefined }

const known = ({ deployment }: { readonly deployment: string }, { deployments }: Walked): string | undefined =>
  deployments.has(deployment) ? undefined : `it ends the deployment ${deployment}, which never started`

/** What a record may say after those before it. */
const rules: Rules = {
  started: ({ deployment }, { state, deployments }) =>
    deployments.has(deployment)
      ? `the deployment ${deployment} starts twice`
      : state.running === undefined
        ? undefined
        : `it starts while ${state.running.deployment} is under way`,
  finished: known,
  settled: known,
  refused: () => undefined,
  check: () => undefined,
  block: () => undefined,
  unblock: () => undefined,
  override: () => undefined,
  observation: () => undefined,
  annotation: ({ about, number }) =>
    about < number ? undefined : `it is about record ${about}, which is not before it`,
}

const moment = (at: string): number => {
  const milliseconds = Date.parse(at)
  return Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== at ? Number.NaN : milliseconds
}

const timeProblem = ({ at }: LedgerRecord, { last }: Walked): string | undefined => {
  if (Number.isNaN(moment(at))) return `its time '${at}' is not a moment in UTC, with milliseconds`
  if (last === null || moment(at) >= moment(last.at) - clockSkew) return undefined
  return `it is of ${at}, more than ${clockSkew / 60_000} minutes before the record before it`
}

const writerProblem = ({ by }: LedgerRecord, writers: readonly Writer[] | undefined): string | undefined =>
  writers === undefined || writers.some(({ issuer, subject }) => issuer === by.issuer && subject === by.subject)
    ? undefined
    : `${by.subject} of ${by.issuer} may not write here`

/** What is wrong with a record where it stands; undefined where nothing is. */
export const recordProblem = (
  { record, text }: Candidate,
  walked: Walked,
  writers: readonly Writer[] | undefined,
): string | undefined => {
  const { environment, state, last, ids } = walked
  const previous = last?.hash ?? null
  if (record.environment !== environment) return `it is a record of ${record.environment}`
  if (record.number !== state.number + 1) return `it is numbered ${record.number} instead of ${state.number + 1}`
  if (record.previous !== previous) return "it does not name the hash of the record before it"
  if (recordText(record) !== text) return "it is not written as Shipline writes it"
  if (ids.has(record.id)) return `its id ${record.id} is that of an earlier record`
  const rule = rules[record.kind] as (record: LedgerRecord, walked: Walked) => string | undefined // the table is total by its type
  return timeProblem(record, walked) ?? rule(record, walked) ?? writerProblem(record, writers)
}

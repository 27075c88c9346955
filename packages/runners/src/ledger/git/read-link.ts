import type { EnvironmentState, LedgerRecord } from "@shipline/core/ledger"
import { anotherEnvironment, damaged } from "../ledger-problem.js"
import type { Tip } from "../ledger-store.js"
import { hashOf } from "../record-text.js"
import { branchName } from "./chain-refs.js"
import { currentFile, recordFile } from "./commit-text.js"
import type { GitObject, Objects } from "./objects.js"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const recordOf = (environment: string, commit: string, file: GitObject | undefined) => {
  if (file === undefined) throw damaged(environment, commit, `it has no ${recordFile}`)
  const text = file.bytes.toString("utf8")
  const value = parsed(text)
  if (value === undefined) throw damaged(environment, commit, `${recordFile} is not JSON`)
  if (value.version !== 1) throw damaged(environment, commit, `${recordFile} is not of version 1`)
  if (typeof value.environment !== "string") throw damaged(environment, commit, "the record names no environment")
  if (value.environment !== environment)
    throw anotherEnvironment(environment, branchName(environment), value.environment)
  const record = value as unknown as LedgerRecord // written by Shipline in this shape; verify-ledger looks at the rest of it
  return { record, text }
}

/** The record of a commit. */
export const readRecord = async (objects: Objects, environment: string, commit: string): Promise<LedgerRecord> =>
  recordOf(environment, commit, await objects.get(`${commit}:${recordFile}`)).record

/** The end of a chain that ends in a commit, after a look at whether its two files belong together. */
export const readTip = async (objects: Objects, environment: string, commit: string): Promise<Tip> => {
  const [recordBlob, currentBlob] = await Promise.all([
    objects.get(`${commit}:${recordFile}`),
    objects.get(`${commit}:${currentFile}`),
  ])
  const { record, text } = recordOf(environment, commit, recordBlob)
  const current = parsed(currentBlob?.bytes.toString("utf8") ?? "")
  const hash = hashOf(text)
  if (current?.hash !== hash) throw damaged(environment, commit, `${currentFile} is not of the record beside it`)
  const state = current.state
  if (!isObject(state) || state.environment !== environment || state.number !== record.number)
    throw damaged(environment, commit, `${currentFile} does not hold the state after record ${record.number}`)
  return { state: state as unknown as EnvironmentState, hash, id: commit } // its hash says that Shipline wrote it beside this record
}

/** The environment that the records of a chain name. */
export const environmentOf = async (objects: Objects, commit: string): Promise<string | undefined> => {
  const name = parsed((await objects.get(`${commit}:${recordFile}`))?.bytes.toString("utf8") ?? "")?.environment
  return typeof name === "string" ? name : undefined
}

/** The commit before a commit; undefined where it is the first, or where the history is cut off. */
export const parentOf = (commit: GitObject): string | undefined =>
  /^parent ([0-9a-f]+)$/m.exec(commit.bytes.toString("utf8").split("\n\n", 1)[0] ?? "")?.[1]

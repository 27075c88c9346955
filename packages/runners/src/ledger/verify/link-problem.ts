import { currentFile, gitDate, identity, recordFile } from "../git/commit-text.js"
import type { ChainEntry } from "./chain-entry.js"
import type { Walked } from "./walked.js"

/** What is wrong with how a link is kept; undefined where nothing is. */
export const linkProblem = (entry: ChainEntry, { last }: Pick<Walked, "last">): string | undefined => {
  const { parents, files } = entry
  if (parents.length > 1) return `it joins ${parents.length} histories`
  if (last === null && parents.length > 0) return "the history before it is cut off"
  if (last !== null && parents[0] !== last.id) return "it does not stand on the record before it"
  const other = files.filter((name) => name !== recordFile && name !== currentFile)
  if (other.length > 0) return `it holds ${other.join(", ")}, which is no part of a ledger`
  if (entry.record === undefined) return `it has no ${recordFile}`
  if (entry.current === undefined) return `it has no ${currentFile}`
  return undefined
}

/** What is wrong with whom git names and when; the record says who it really was. */
export const stampProblem = ({ stamps = [] }: ChainEntry, at: string): string | undefined =>
  stamps.every((stamp) => stamp === `${identity} ${gitDate(at)}`)
    ? undefined
    : "its commit was not made by Shipline, or not when the record says"

import type { LedgerRecord } from "@shipline/core/ledger"
import type { chained } from "../record-text.js"

/** The files of each commit of a chain, and nothing else. */
export const recordFile = "record.json"
export const currentFile = "current.json"

/** Whom git names as author and committer; who did it says the record itself. */
export const identity = "Shipline <shipline@localhost>"

/** What stands in `current.json`: the state after the record beside it. */
export const currentText = ({ hash, state }: Pick<ReturnType<typeof chained>[number], "hash" | "state">): string =>
  `${JSON.stringify({ hash, state }, null, 2)}\n`

/** What `git log --oneline` shows of a record. */
export const subject = (record: LedgerRecord): string => {
  const what = "proof" in record ? ` ${record.proof}` : "release" in record ? ` ${record.release.version}` : ""
  const how = "verdict" in record ? ` ${record.verdict}` : "result" in record ? ` ${record.result}` : ""
  return `${record.number} ${record.kind}${what}${how}`.replace(/[\p{C}\s]+/gu, " ")
}

/** A moment as git writes it. */
export const gitDate = (at: string): string => `${Math.floor(Date.parse(at) / 1000)} +0000`

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`

/**
 * Commits of a chain, one behind the other, in the language of `git fast-import`. They stand on a branch that is left
 * empty at the end, so that the objects are written and no ref is; git answers with the id of the last one.
 */
export const commitText = (links: ReturnType<typeof chained>, parent: string | null): string => {
  const branch = "refs/shipline/new"
  const commits = links.map((link, index) =>
    [
      `commit ${branch}\nmark :${index + 1}\ncommitter ${identity} ${gitDate(link.record.at)}\n`,
      data(subject(link.record)),
      index > 0 ? `from :${index}\n` : parent === null ? "" : `from ${parent}\n`,
      `deleteall\nM 100644 inline ${recordFile}\n${data(link.text)}M 100644 inline ${currentFile}\n${data(currentText(link))}\n`,
    ].join(""),
  )
  return `feature done\n${commits.join("")}get-mark :${links.length}\nreset ${branch}\ndone\n`
}

import type { Audit } from "@shipline/adapters"
import { visibleLine } from "../render/visible.js"
import type { Settled } from "./baseline.js"
import { entryText } from "./findings.js"

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`

/** What is known, a line each, and what was read: after the errors, for people. */
export const auditWords = ({ files, outside }: Audit, { judged }: Settled): string => {
  const known = judged.filter(({ status }) => status === "known")
  const open = judged.length - known.length
  const lines = known.map(({ sideChannel, entry }) => {
    const until = entry?.until === undefined ? "" : `, until ${entry.until}`
    return `known     ${entryText(sideChannel)} (${visibleLine(entry?.owner ?? "")}${until}: ${visibleLine(entry?.reason ?? "")})`
  })
  const unseen = [...new Set(outside.map(({ text }) => visibleLine(text)))]
  return [
    ...lines,
    ...unseen.map((text) => `not read  ${text}: it is not in this repository`),
    `${count(files.length, "file")} of CI read: ${open === 0 ? "no new side channel" : count(open, "side channel")}${known.length === 0 ? "" : `, ${known.length} known`}`,
  ]
    .map((line) => `${line}\n`)
    .join("")
}

/** The same for machines. */
export const auditData = ({ files, outside }: Audit, { judged, stale }: Settled) => ({
  sideChannels: judged.map(({ sideChannel, status, entry }) => ({
    status,
    ...sideChannel,
    ...(entry === undefined
      ? {}
      : {
          owner: entry.owner,
          reason: entry.reason,
          ...(entry.until === undefined ? {} : { until: entry.until }),
        }),
  })),
  stale,
  files,
  outside,
})

import type { DueCheck, EnvironmentStatus, Lead } from "../ledger/environment-status.js"
import type { Cell } from "./fitted-table.js"
import { ago } from "./moment.js"
import { nameOf } from "./person.js"
import { commandWords } from "./shell-word.js"
import { visibleLine } from "./visible.js"

type Current = NonNullable<EnvironmentStatus["current"]>

const commits = (count: number): string => `${count} commit${count === 1 ? "" : "s"}`

const lead = ({ environment, commits: count, same }: Lead): string => {
  const name = visibleLine(environment)
  if (same) return `the same as ${name}`
  if (count === 0) return `another build of the same commit as ${name}`
  return count > 0 ? `${commits(count)} ahead of ${name}` : `${commits(-count)} behind ${name}`
}

const isOpen = ({ verdict }: DueCheck): boolean => verdict !== "passed"

const checkNotes = ({ verified, checks: due }: Current, now: number): readonly Cell[] =>
  verified !== undefined
    ? []
    : due.filter(isOpen).map(({ proof, verdict, at }) => {
        const name = `'${visibleLine(proof)}'`
        return verdict === undefined
          ? { text: `${name} has not passed yet`, tone: "warning" }
          : { text: `${name} ${verdict} ${ago(at ?? "", now)}`, tone: "error" }
      })

const why = ({ reason, incident }: Pick<Current, "reason" | "incident">): readonly Cell[] => {
  const text = [reason, incident].flatMap((one) => (one === undefined ? [] : [visibleLine(one)])).join(", ")
  return text === "" ? [] : [{ text: `because: ${text}` }]
}

const runningNotes = ({ running }: EnvironmentStatus, now: number): readonly Cell[] =>
  running === undefined
    ? []
    : [
        {
          text: `being deployed: ${visibleLine(running.release.version)} (${running.lane}), by ${nameOf(running.by)}, started ${ago(running.at, now)}`,
          tone: "warning",
        },
      ]

const failedNotes = ({ failed, environment }: EnvironmentStatus, now: number): readonly Cell[] =>
  failed === undefined
    ? []
    : [
        {
          text: `uncertain: the deployment of ${visibleLine(failed.release.version)} ${failed.result === "failed" ? "failed" : `was ${failed.result}`} ${ago(failed.at, now)}; see ${commandWords("shipline", "history", environment)}`,
          tone: "error",
        },
      ]

const observedNotes = ({ observed }: EnvironmentStatus, now: number): readonly Cell[] =>
  observed === undefined
    ? []
    : [
        {
          text: `something else was seen running ${ago(observed.at, now)}: ${observed.artifacts.map(({ name, digest }) => visibleLine(`${name} ${digest}`)).join(", ")}`,
          tone: "error",
        },
      ]

/** What there is to know of an environment beside its row. */
export const statusNotes = (status: EnvironmentStatus, now: number): readonly Cell[] => [
  ...(status.current === undefined ? [] : checkNotes(status.current, now)),
  ...runningNotes(status, now),
  ...failedNotes(status, now),
  ...observedNotes(status, now),
  ...(status.current === undefined ? [] : why(status.current)),
  ...status.leads.map((one): Cell => ({ text: lead(one) })),
]

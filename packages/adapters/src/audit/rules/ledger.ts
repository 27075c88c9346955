import type { Said } from "../ci-job.js"
import { apiWrite } from "../shell/api-write.js"
import { bare } from "../shell/bare.js"
import { unknown, wordsText } from "../shell/word.js"
import { type Hit, type JobCommand, nameOf, type Rule, sideChannel } from "./rule.js"

const branch = /shipline\/ledger/i

/** Branches by a pattern: those of the ledger are among them. */
const everyBranch = /(?:^|[:+/\s])(?:refs\/)?heads\/\*|\bshipline\/\*/

const pushes = ({ command }: JobCommand): boolean => {
  const words = command.words.map(({ text }) => text)
  const at = words.findIndex((word) => word === "git" || word.endsWith("/bin/git"))
  return at >= 0 && words.slice(at).some((word) => word === "push" || word === "update-ref")
}

/** Whether a command changes branches of a remote. */
const writes = (one: JobCommand): boolean => pushes(one) || apiWrite(one.command) !== undefined

/** A push of which only the run says what it pushes. */
const pushesUnknown = (one: JobCommand): boolean =>
  pushes(one) && one.command.words.some(({ text }) => text.includes(unknown))

const isGuard = ({ command }: JobCommand): boolean => {
  const words = command.words.map(({ text }) => text)
  const at = words.findIndex((word) => word.endsWith(".shipline/guard.mjs"))
  return at >= 0 && ["admit", "record", "check"].includes(words[at + 1] ?? "")
}

const actsOnLedger = ({ command }: JobCommand): boolean => {
  const words = bare(command.words).map(({ text }) => text)
  return words[0] === "shipline" && ["block", "unblock", "settle"].includes(words[1] ?? "")
}

/** Jobs that write the branches of the ledger, or have the guard write. */
export const ledger: Rule = ({ job, guarded, commands }) => {
  if (guarded.environments.length === 0) return []
  const hit = (subject: string, found: string, at: Pick<JobCommand, "place" | "through">): Hit => ({
    subject,
    found,
    place: at.place,
    through: at.through,
    environments: guarded.environments,
  })
  const said = (one: Said) => ({ place: one.place, through: [] })
  const writer = commands.find(pushesUnknown)
  const direct = commands.find((one) => writes(one) && branch.test(wordsText(one.command)))
  const mirror = commands.find(
    (one) =>
      writes(one) &&
      one.command.words.some(({ text }) => text === "--mirror" || text === "--all" || everyBranch.test(text)),
  )
  const named = job.texts.find(({ text }) => branch.test(text))
  const script = job.texts.find(
    ({ text }) => branch.test(text) && /\b(?:createRef|updateRef|deleteRef|createCommitOnBranch)\b/.test(text),
  )
  const guard = commands.find(isGuard)
  const acts = commands.find(actsOnLedger)
  const what = "writes the branches of the ledger, shipline/ledger/**"
  const found: Hit[] = []
  if (direct !== undefined) found.push(hit("shipline/ledger", wordsText(direct.command), direct))
  else if (writer !== undefined && named !== undefined) found.push(hit("shipline/ledger", named.text, said(named)))
  else if (script !== undefined) found.push(hit("shipline/ledger", script.text, said(script)))
  return [
    ...found.map((one) => sideChannel("SL3507", job, one, nameOf(job), what)),
    ...(mirror === undefined
      ? []
      : [
          sideChannel(
            "SL3507",
            job,
            hit("every branch", wordsText(mirror.command), mirror),
            nameOf(job),
            "pushes every branch, those of the ledger too",
          ),
        ]),
    ...(guard === undefined
      ? []
      : [
          sideChannel(
            "SL3507",
            job,
            hit("guard", wordsText(guard.command), guard),
            nameOf(job),
            "has the guard write to the ledger",
          ),
        ]),
    ...(acts === undefined
      ? []
      : [
          sideChannel(
            "SL3507",
            job,
            hit("shipline", wordsText(acts.command), acts),
            nameOf(job),
            "changes by a command what the ledger says",
          ),
        ]),
  ]
}

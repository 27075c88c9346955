import { apiWrite } from "../shell/api-write.js"
import { bare } from "../shell/bare.js"
import { unknown, wordsText } from "../shell/word.js"
import { inCommand, inText, type JobCommand, type Rule } from "./rule.js"

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
export const ledger: Rule = ({ job, guarded: { environments }, commands }) => {
  if (environments.length === 0) return []
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
  const written = {
    subject: "shipline/ledger",
    environments,
    what: "writes the branches of the ledger, shipline/ledger/**",
  }
  const [first] = [
    ...inCommand(direct, written),
    ...inText(commands.some(pushesUnknown) ? named : undefined, written),
    ...inText(script, written),
  ]
  return [
    ...(first === undefined ? [] : [first]),
    ...inCommand(mirror, {
      subject: "every branch",
      environments,
      what: "pushes every branch, those of the ledger too",
    }),
    ...inCommand(commands.find(isGuard), {
      subject: "guard",
      environments,
      what: "has the guard write to the ledger",
    }),
    ...inCommand(commands.find(actsOnLedger), {
      subject: "shipline",
      environments,
      what: "changes by a command what the ledger says",
    }),
  ]
}

import type { RunCode } from "../errors/codes.js"
import { runProblem } from "../errors/run-problem.js"
import { LedgerError } from "./ledger-error.js"

/** Why a ledger cannot be used, as an error to throw. */
const ledgerError = (code: RunCode, message: string, hint: string): LedgerError =>
  new LedgerError(runProblem(code, "", message, hint))

const said = (words: string): string => (words === "" ? "" : `: ${words}`)

export const unreachable = (remote: string, words: string): LedgerError =>
  ledgerError(
    "SL6101",
    `the ledger at ${remote} cannot be reached${said(words)}`,
    "Check the network and your access to the repository, and run again. Nothing is deployed that cannot be recorded.",
  )

/** A push of which nobody knows whether it arrived. */
export const undecided = (remote: string, environment: string, words: string): LedgerError =>
  ledgerError(
    "SL6101",
    `the ledger at ${remote} cannot be reached, so it is not known whether the last record of ${environment} arrived${said(words)}`,
    "Run again once the repository answers: a record that arrived is not recorded twice.",
  )

export const damaged = (environment: string, commit: string, problem: string): LedgerError =>
  ledgerError(
    "SL6102",
    `the ledger of ${environment} is damaged at ${commit.slice(0, 12)}: ${problem}`,
    "Run: shipline ledger verify. It names the first bad record; go back to the commit before it by hand.",
  )

export const refusedByRemote = (remote: string, branch: string, words: string): LedgerError =>
  ledgerError(
    "SL6103",
    `${remote} refuses the record on ${branch}${said(words)}`,
    "Allow whoever deploys to add commits to the branches shipline/ledger/*; docs/ledger.md says how.",
  )

export const noRepository = (folder: string, words: string): LedgerError =>
  ledgerError(
    "SL6104",
    `${folder} is not a git repository that can be used${said(words)}`,
    "The ledger is kept in git. Run inside a repository that belongs to you, or make one: git init.",
  )

export const noGit = (words: string): LedgerError =>
  ledgerError("SL6105", `git cannot be used for the ledger${said(words)}`, "Install git 2.29 or later.")

export const rewritten = (environment: string, seen: string, found: string, cache: string): LedgerError =>
  ledgerError(
    "SL6106",
    `the ledger of ${environment} was rewritten: it ends in ${found}, and no longer holds ${seen.slice(0, 12)}, which this repository has seen`,
    `Find out who did it. To take what is there now for the truth: git update-ref -d ${cache}.`,
  )

export const anotherEnvironment = (environment: string, branch: string, other: string): LedgerError =>
  ledgerError(
    "SL6107",
    `the branch ${branch} holds records of ${other}, not of ${environment}`,
    `Did you mean '${other}'? If both are environments, rename one: their names differ only in case or punctuation.`,
  )

/** What git said when it could not write. */
export const notWritten = (folder: string, environment: string, words: string): LedgerError =>
  /not a git repository|dubious ownership|cannot change to/.test(words)
    ? noRepository(folder, words)
    : unwritable(environment, words)

const unwritable = (environment: string, words: string): LedgerError =>
  ledgerError(
    "SL6108",
    `a record of ${environment} cannot be written${said(words)}`,
    "See what git says, and run again. A file that ends in .lock and belongs to no running git may be removed.",
  )

export const noRemote = (name: string, remotes: readonly string[]): LedgerError =>
  ledgerError(
    "SL6109",
    `the ledger is to be kept in '${name}', which the repository does not have`,
    `Name one of its remotes (${remotes.join(", ") || "it has none"}), or 'local' for the repository itself.`,
  )

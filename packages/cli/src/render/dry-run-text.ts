import type { Problem } from "@shipline/core"
import type { NodeKind } from "@shipline/core/plan"
import type { DryRun, DryRunCommand, DryRunJob, TraceAdmission } from "@shipline/runners"
import { cleanLine } from "../run/clean-line.js"

const lanes = { release: "release", hotfix: "hotfix", promote: "promote", rollback: "roll back to" } as const

const lines = (first: string, rest: string, text: string): string =>
  text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : rest}${cleanLine(line, false)}\n`)
    .join("")

const command = ({ kind, text }: DryRunCommand): string =>
  lines(kind === "script" ? "      $ " : "      ", "        ", text)

const why = ({ code, message, hint }: Problem): string => lines("      ", "        ", `[${code}] ${message}. ${hint}`)

const admission = ({ environment, admitted, reasons, overrides }: TraceAdmission): string => {
  const aside = overrides.map(({ rule }) => `; the ${rule} is set aside`).join("")
  return admitted
    ? `    admitted to ${environment}${aside}\n`
    : `    refused by ${environment}\n${reasons.map(why).join("")}`
}

/** What is done where no steps are run. */
const quiet: { readonly [K in NodeKind]?: string } = {
  approval: "somebody is asked",
  soak: "waits until it has run there for long enough",
}

const job = (
  { title, kind, verdict, ran, problem, commands }: DryRunJob,
  decided: readonly TraceAdmission[],
): string => {
  const admissions = decided.map(admission).join("")
  if (ran) {
    const words = quiet[kind]
    return `  ${title}${words === undefined ? "" : `: ${words}`}\n${admissions}${commands.map(command).join("")}`
  }
  if (admissions !== "") return `  ${title}\n${admissions}`
  return `  ${title}: ${verdict}${problem === undefined ? "" : `, ${problem.message}`}\n`
}

/** What a run would do, for people, in the order in which it would begin. */
export const dryRunText = (told: Omit<DryRun, "ledger">): string => {
  const { pipeline, lane, version, commit, jobs, admissions } = told
  const decided = ({ kind, environment }: DryRunJob) =>
    kind === "deploy" ? admissions.filter((one) => one.environment === environment) : []
  const steps = jobs.map((one) => job(one, decided(one))).join("")
  return `${pipeline} would ${lanes[lane]} ${version} of ${commit.slice(0, 12)}\n\n${steps}\nNothing was run, nothing was written.\n`
}

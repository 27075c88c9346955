import { loadOne } from "../load/load-one.js"
import { refuse } from "../problem.js"
import { dispatch } from "../remote/dispatch.js"
import { onlyRemote } from "../remote/only-remote.js"
import { pushedBranch } from "../remote/pushed-branch.js"
import { dryRunPlan } from "../run/dry-run-plan.js"
import { runPlan } from "../run/run-plan.js"
import type { HowToRun } from "../run/run-settings.js"
import type { ExitCode, Session } from "../session.js"
import { orRefused } from "./refused.js"

export interface RunOptions extends HowToRun {
  readonly file: string
  readonly pipeline: string | undefined
  readonly remote: boolean
  readonly ref: string | undefined
}

/** What has a meaning only for a run on this machine. */
const contradiction = ({ lane, allow, approve, dry }: RunOptions): string | undefined => {
  if (lane === "release")
    return "'--remote' starts the hotfix lane alone: a release is started by what triggers the pipeline"
  const [given] = [
    allow.length > 0 ? "--allow" : [],
    approve.length > 0 ? "--approve" : [],
    dry ? "--dry-run" : [],
  ].flat()
  return given === undefined ? undefined : `'${given}' and '--remote' exclude each other`
}

/**
 * `shipline run`: takes a pipeline through this machine, or with `--remote` through GitHub; with `--dry-run` it says what
 * would happen.
 */
export const run = (options: RunOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { file, pipeline, remote, ref, json } = options
      const wrong = remote ? contradiction(options) : undefined
      if (wrong !== undefined) refuse("SL5006", wrong, "Leave one of them out.")
      onlyRemote(options)
      const { plan } = (await loadOne(file, pipeline, session)).pipeline
      if (!remote) return (options.dry ? dryRunPlan : runPlan)(plan, options, session)
      return dispatch(plan, { ...options, ref: ref ?? (await pushedBranch(session.cwd)) }, json, session)
    },
    options.json,
  )

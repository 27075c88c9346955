import { loadWhere } from "../load/load-where.js"
import { refuse } from "../problem.js"
import { dispatch } from "../remote/dispatch.js"
import { onlyRemote } from "../remote/only-remote.js"
import { dryRunPlan } from "../run/dry-run-plan.js"
import { runPlan } from "../run/run-plan.js"
import type { HowToRun } from "../run/run-settings.js"
import type { ExitCode, Session } from "../session.js"
import { orRefused } from "./refused.js"

export interface RedeployOptions extends HowToRun {
  readonly lane: "promote" | "rollback"
  readonly environment: string
  readonly file: string | undefined
  readonly pipeline: string | undefined
  readonly remote: boolean
  readonly ref: string | undefined
}

/**
 * `shipline promote` and `shipline rollback`: puts a release that the ledger knows into an environment, on this machine or
 * with `--remote` on GitHub. Nothing is built.
 */
export const redeploy = (options: RedeployOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { environment, remote, dry, json } = options
      if (remote && dry) refuse("SL5006", "'--dry-run' and '--remote' exclude each other", "Leave one of them out.")
      onlyRemote(options)
      const { plan } = (await loadWhere(environment, options, session)).pipeline
      if (remote) return dispatch(plan, options, json, session)
      return (dry ? dryRunPlan : runPlan)(plan, options, session)
    },
    options.json,
  )

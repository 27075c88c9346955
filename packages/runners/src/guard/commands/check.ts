import { type GateVerdict, releaseKey } from "@shipline/core/ledger"
import { checkPolicy } from "../input/deploy-policy.js"
import { type JobStatus, jobStatus } from "../input/request.js"
import { needed } from "../input/variables.js"
import { append } from "../ledger/append.js"
import { withLedger } from "../ledger/open-ledger.js"
import type { World } from "../output/world.js"
import { checkSummary } from "../summary/check.js"

/** A check that was cancelled, by a person or because its time was over, has told nothing. */
const verdicts: Readonly<Record<JobStatus, GateVerdict>> = {
  success: "passed",
  failure: "failed",
  cancelled: "inconclusive",
}

/** Records how a check ended of the release that a deployment put there, as long as that is what runs there. */
export const check = async (world: World): Promise<void> => {
  const { variables, platform, log, summarise } = world
  const { environment, proof } = checkPolicy(variables)
  const deployment = needed(variables, "SHIPLINE_DEPLOYMENT")
  const verdict = verdicts[jobStatus(world)]
  const { by, run } = platform.run(variables)
  const { result: version } = await withLedger(world, (store) =>
    append<string | undefined>(store, environment, ({ state: { current, running, failed } }) => {
      if (current?.deployment !== deployment || running !== undefined || failed !== undefined)
        return { drafts: [], result: undefined }
      const { version } = current.release
      const known = current.results.find((one) => one.proof === proof)
      if (known?.run?.id === run.id && known.run.attempt === run.attempt && known.verdict === verdict)
        return { drafts: [], result: version }
      const release = { version, key: releaseKey(current.release) }
      const at = new Date().toISOString()
      const id = `${deployment}/check-${proof}/${run.id}.${run.attempt}/${verdict}`
      return { drafts: [{ kind: "check", id, environment, at, by, run, release, proof, verdict }], result: version }
    }),
  )
  if (version === undefined) {
    log(`Nothing is recorded: what ${deployment} put into ${environment} is no longer what runs there for sure.`)
    return
  }
  summarise(checkSummary(environment, proof, verdict, version))
  log(`Recorded: ${proof} has ${verdict} for ${version}.`)
}

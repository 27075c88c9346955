import { allChains } from "../candidate/known.js"
import { ledgerRelease } from "../candidate/ledger-release.js"
import { misused } from "../guard-error.js"
import { deployPolicy } from "../input/deploy-policy.js"
import { asked } from "../input/request.js"
import { withLedger } from "../ledger/open-ledger.js"
import { releaseOutputs } from "../output/release-outputs.js"
import type { World } from "../output/world.js"

/** Looks the candidate of a promotion or a rollback up, so that the job can take its artifacts. Decides nothing. */
export const find = async (world: World): Promise<void> => {
  const { variables, platform, log, hand } = world
  const { policy, artifacts } = deployPolicy(variables)
  const request = { ...asked(variables), run: platform.run(variables).run.id }
  if (request.lane !== "promote" && request.lane !== "rollback")
    throw misused("SHIPLINE_LANE", `is ${request.lane}: its candidate is built by the run, and not found in the ledger`)
  const release = await withLedger(world, async (store) =>
    ledgerRelease(await allChains(store), policy.environment, request, Date.now()),
  )
  hand(releaseOutputs(release, artifacts))
  log(`The candidate for ${policy.environment} is ${release.version}, of commit ${release.commit}.`)
}

import { pastDeployments, type Release } from "@shipline/core/ledger"
import { shellWord } from "@shipline/core/plan"
import { type Chains, findRelease, lastVerifiedBefore } from "../../deployments/find-release.js"
import { refused } from "../guard-error.js"
import type { Asked } from "../input/request.js"

/**
 * The candidate of a promotion or a rollback, as the ledger knows it. A run that is started again goes back to where it
 * went, or tried to go, before: not one further, and not to what it was to leave.
 */
export const ledgerRelease = (
  chains: Chains,
  environment: string,
  { lane, version, run }: Pick<Asked, "lane" | "version"> & { readonly run: string },
  now: number,
): Release => {
  if (version !== undefined) {
    const found = findRelease(chains, version, { lane: lane === "rollback" ? lane : "promote", environment })
    if (found !== undefined) return found
    throw refused(
      "SL4306",
      `the ledger does not know the version ${version}`,
      "Name one that was deployed: shipline status, or shipline history for one environment, lists them.",
    )
  }
  if (lane !== "rollback")
    throw refused("SL4013", `a promotion to ${environment} does not say which version`, "Fill in the version.")
  const chain = chains.get(environment) ?? []
  const before = pastDeployments(chain, now).findLast((one) => one.run === run && one.lane === "rollback")
  const found = before?.release ?? lastVerifiedBefore(chain, now)
  if (found !== undefined) return found
  throw refused(
    "SL4307",
    `there is no release in ${environment} to go back to: none before what runs there had passed its checks`,
    `Name a version that ran there, shipline history ${shellWord(environment)} lists them, or roll forward with a hotfix.`,
  )
}

import type { Release } from "@shipline/core/ledger"
import type { Lane, Plan } from "@shipline/core/plan"
import { type Chains, findRelease, lastVerifiedBefore } from "../deployments/find-release.js"
import { runError } from "../errors/run-error.js"
import { runProblem } from "../errors/run-problem.js"
import type { SimulateOptions } from "./simulate-options.js"
import type { SimulatedLedger } from "./simulated-ledger.js"
import { simulatedDigest, simulatedSource } from "./simulated-source.js"

const chainsOf = ({ records }: SimulatedLedger): Chains => {
  const chains = new Map<string, (typeof records)[number][]>()
  for (const record of records) chains.set(record.environment, [...(chains.get(record.environment) ?? []), record])
  return chains
}

const unknownVersion = (version: string) =>
  runError(
    runProblem(
      "SL4306",
      "",
      `the ledger does not know the version ${version}`,
      "Give the `ledger` of a simulation that released it.",
    ),
  )

const nowhereToGo = (environment: string) =>
  runError(
    runProblem(
      "SL4307",
      "",
      `there is no release of ${environment} to go back to: no older one ran there with its checks passed`,
      "Give the `ledger` of simulations that released two versions, or name a `version`.",
    ),
  )

/** What is built: each artifact with a digest that follows from the version. */
const built = (plan: Plan, options: SimulateOptions, ledger: SimulatedLedger): Release => {
  const source = simulatedSource(options.source ?? {}, ledger)
  const artifacts = plan.artifacts.map((artifact) => {
    const digest = simulatedDigest(artifact.name, source.version)
    const place = artifact.kind === "image" ? artifact.repository : artifact.name
    return { kind: artifact.kind, name: artifact.name, digest, ref: `${place}@${digest}` }
  })
  return { ...source, artifacts }
}

/** What is on its way: what is built, or what the ledger has. Throws SL4306 and SL4307 where that has nothing. */
export const simulatedCandidate = (
  plan: Plan,
  lane: Lane,
  options: SimulateOptions,
  { ledger, now }: { readonly ledger: SimulatedLedger; readonly now: number },
): Release => {
  const { environment = "", version } = options
  if (lane === "release" || lane === "hotfix") return built(plan, options, ledger)
  const chains = chainsOf(ledger)
  if (version === undefined) {
    const before = lastVerifiedBefore(chains.get(environment) ?? [], now)
    if (before === undefined) throw nowhereToGo(environment)
    return before
  }
  const found = findRelease(chains, version, { lane, environment })
  if (found === undefined) throw unknownVersion(version)
  return found
}

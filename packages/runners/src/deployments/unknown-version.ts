import type { Problem } from "@shipline/core"
import { runProblem } from "../errors/run-problem.js"
import { suggest } from "../local/suggest.js"
import type { Chains } from "./find-release.js"

/** How many versions are named. */
const most = 5

/** Every version that was ever a candidate, the latest last. */
const versionsOf = (chains: Chains): readonly string[] => {
  const seen = [...chains.values()]
    .flat()
    .flatMap((record) =>
      record.kind === "started" || record.kind === "refused" ? [[record.at, record.release.version] as const] : [],
    )
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  return [...new Set(seen.map(([, version]) => version))]
}

/** A version that the ledger has never seen, with the one that was probably meant, or the latest ones. */
export const unknownVersion = (chains: Chains, version: string): Problem => {
  const versions = versionsOf(chains)
  // A part of one is what people copy; a name that is a few letters off is what they type.
  const near = versions.find((known) => version.length > 3 && known.includes(version)) ?? suggest(version, versions)
  const latest = versions.slice(-most).reverse().join(", ")
  const all = latest === "" ? "It knows none: nothing was ever deployed." : `The latest that it knows: ${latest}.`
  return runProblem(
    "SL4306",
    "",
    `the ledger does not know the version '${version}'`,
    near === undefined ? all : `Did you mean '${near}'?`,
  )
}

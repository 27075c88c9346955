import { notWritten } from "../ledger-problem.js"
import { branches, chainName } from "./chain-refs.js"
import type { Chains } from "./chains.js"
import type { Git } from "./git.js"
import { refsBelow } from "./refs-below.js"

/** The chains are branches of the repository itself. */
export const localChains = (git: Git): Chains => {
  const refOf = (environment: string): string => `${branches}${chainName(environment)}`
  return {
    bring: async (environment) => refOf(environment),
    names: async () => [...(await refsBelow(git, branches)).keys()].sort(),
    bringAll: async () => {
      const refs = await refsBelow(git, branches)
      return new Map([...refs.keys()].map((name) => [name, `${branches}${name}`]))
    },
    publish: async (environment, commit, on) => {
      const { ok, words } = await git.run(["update-ref", refOf(environment), commit, on ?? ""])
      return ok ? { done: true } : { done: false, refused: false, words }
    },
    failed: (environment, words) => notWritten(git.folder, environment, words),
    undecided: (environment, words) => notWritten(git.folder, environment, words),
  }
}

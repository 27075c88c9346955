import { setTimeout as pause } from "node:timers/promises"
import { noRepository, refusedByRemote, rewritten, undecided, unreachable } from "../ledger-problem.js"
import { branches, branchName, chainName, seen } from "./chain-refs.js"
import type { Chains, Published } from "./chains.js"
import type { Ended, Git } from "./git.js"
import { gitWords } from "./git-environment.js"
import { refsBelow, refsIn } from "./refs-below.js"

export interface Remote {
  /** A remote's name, or a URL. */
  readonly name: string
  /** Fetches no more of a chain than it must: only for a repository that holds nothing else. */
  readonly shallow: boolean
}

/** Why a fetch failed, as far as it makes a difference. */
const reasonOf = ({ words }: Ended): "no chain" | "rewritten" | "busy" | "unreachable" =>
  /couldn't find remote ref/i.test(words)
    ? "no chain"
    : /\(non-fast-forward\)/.test(words)
      ? "rewritten"
      : /cannot lock ref|unable to update local ref|\.lock'/.test(words)
        ? "busy"
        : "unreachable"

/** How often a fetch is tried again. Two processes that fetch one chain at once look rewritten or busy to each other. */
const patience = { rewritten: 5, busy: 20, unreachable: 2 }

/** What a remote answers where it has not decided against a push: somebody was faster, or not all of it arrived. */
const passing = /lock|failed to update ref|reference already exists|incorrect old value|unpacker error/

/** What git says where somebody may not push at all. */
const forbidden = /\b40[13]\b|denied|not allowed|authentication failed|could not read (username|password)/i

/** What became of a push, from what `--porcelain` says of the ref. */
const published = ({ ok, stdout, words }: Ended): Published => {
  if (ok) return { done: true }
  const [, summary = ""] = /^!\t[^\t]*\t(.*)$/m.exec(stdout) ?? []
  const refused =
    summary === "" ? forbidden.test(words) : /^\[remote rejected\]/.test(summary) && !passing.test(summary)
  const remarks = [words.replace(/(^|; )failed to push some refs.*$/, ""), summary].filter((text) => text !== "")
  return { done: false, refused, words: remarks.join("; ") }
}

/** The chains are branches of a remote; what was seen of them is kept below `refs/shipline/ledger/`, out of anybody's way. */
export const remoteChains = (git: Git, { name, shallow }: Remote): Chains => {
  const shown = gitWords(name, {})
  const mirror = /^[\w.-]+$/.test(name) ? ["-c", `remote.${name}.mirror=false`] : []
  const seenRef = (chain: string): string => `${seen}${chain}`

  /** What looks like a remote that does not answer may be a folder that is no repository. */
  const needRepository = async (): Promise<void> => {
    const { ok, words } = await git.run(["rev-parse", "--git-dir"])
    if (!ok) throw noRepository(git.folder, words)
  }

  /** False where the remote has no such branch. */
  const fetch = async (what: string, chain: string, depth?: number): Promise<boolean> => {
    // Not --quiet: it would not say what it rejects.
    const alone = ["--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance"]
    const exact = ["--show-forced-updates", "--refmap=", "--no-prune", "--no-filter"]
    const shallowly = shallow ? [`--depth=${depth ?? 2147483647}`] : []
    const refspec = `${shallow ? "+" : ""}${branches}${chain}:${seenRef(chain)}`
    const tried = { rewritten: 0, busy: 0, unreachable: 0 }
    for (;;) {
      const ended = await git.run(["fetch", ...alone, ...exact, ...shallowly, "--", name, refspec])
      if (ended.ok) return true
      const reason = reasonOf(ended)
      if (reason === "no chain") return false
      if (reason === "unreachable") await needRepository()
      tried[reason] += 1
      if (tried[reason] > patience[reason]) {
        if (reason !== "rewritten") throw unreachable(shown, ended.words)
        const [, rejected = chain] = /-> refs\/shipline\/ledger\/(\S+) +\(non-fast-forward\)/.exec(ended.words) ?? []
        throw await wasRewritten(rejected === chain ? what : rejected, rejected, "other records")
      }
      await pause(Math.random() * 50 + (reason === "unreachable" ? 300 * tried.unreachable : 0))
    }
  }
  const wasRewritten = async (what: string, chain: string, found: string) => {
    const { stdout } = await git.run(["rev-parse", "--verify", "--quiet", seenRef(chain)])
    return rewritten(what, stdout.trim(), found, seenRef(chain))
  }

  const list = async (): Promise<ReadonlyMap<string, string>> => {
    const { ok, stdout, words } = await git.run(["ls-remote", "--quiet", "--", name, `${branches}*`])
    if (ok) return refsIn(stdout, branches)
    await needRepository()
    throw unreachable(shown, words)
  }

  return {
    names: async () => {
      const [here, there] = await Promise.all([shallow ? new Map() : refsBelow(git, seen), list()])
      return [...new Set([...here.keys(), ...there.keys()])].sort()
    },
    bring: async (environment, depth) => {
      const chain = chainName(environment)
      if (await fetch(environment, chain, depth)) return seenRef(chain)
      const known = shallow ? false : (await refsBelow(git, seen)).has(chain)
      if (known) throw await wasRewritten(environment, chain, "nothing")
      return undefined
    },
    bringAll: async () => {
      const [here, chains] = await Promise.all([refsBelow(git, seen), list()])
      const gone = shallow ? undefined : [...here.keys()].find((chain) => !chains.has(chain))
      if (gone !== undefined) throw await wasRewritten(gone, gone, "nothing")
      if ([...chains].some(([chain, id]) => here.get(chain) !== id)) await fetch("all environments", "*", 1)
      return new Map([...chains.keys()].map((chain) => [chain, seenRef(chain)]))
    },
    publish: async (environment, commit, on) => {
      const ref = `${branches}${chainName(environment)}`
      const plain = ["--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--signed=no"]
      const lease = `--force-with-lease=${ref}:${on ?? ""}`
      const result = published(await git.run([...mirror, "push", ...plain, lease, "--", name, `${commit}:${ref}`]))
      if (!result.done && result.refused) throw refusedByRemote(shown, branchName(environment), result.words)
      return result
    },
    failed: (_, words) => unreachable(shown, words),
    undecided: (environment, words) => undecided(shown, environment, words),
  }
}

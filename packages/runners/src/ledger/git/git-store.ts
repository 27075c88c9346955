import { setTimeout as pause } from "node:timers/promises"
import { emptyState, type RecordDraft } from "@shipline/core/ledger"
import { LedgerError } from "../ledger-error.js"
import { anotherEnvironment, damaged, notWritten } from "../ledger-problem.js"
import type { Appended, Tip } from "../ledger-store.js"
import { chained } from "../record-text.js"
import { refuseStrays } from "../refuse-strays.js"
import type { VerifiableStore } from "../verify/chain-entry.js"
import { chainName } from "./chain-refs.js"
import { commitText } from "./commit-text.js"
import { entriesOf } from "./entries.js"
import { gitIn } from "./git.js"
import type { Variables } from "./git-environment.js"
import { localChains } from "./local-chains.js"
import { type Objects, withObjects } from "./objects.js"
import { environmentOf, parentOf, readRecord, readTip } from "./read-link.js"
import { remoteChains } from "./remote-chains.js"

/** Where `gitStore` keeps its chains. */
export interface GitStoreOptions {
  /** A working tree or a bare repository; an absolute path. */
  readonly repository: string
  /** The name of a remote, or a URL. Default: none, the chains are branches of the repository itself. */
  readonly remote?: string
  /** The environment for git. Default: this process's. */
  readonly env?: Variables
  /** Fetches one commit instead of a chain where one is enough. Only for a repository that is there for nothing else. */
  readonly shallow?: boolean
}

/** How often an append is tried again where it neither arrived nor was overtaken. */
const pauses = [0, 300, 1200]

/**
 * A ledger in git: a branch `shipline/ledger/<environment>` for each environment, a commit for each record, appended by
 * compare-and-swap. An append costs two calls of git, however many records it has and however long the chain is. Use it
 * where `chooseStore` does not fit: in a bare repository, or with a remote by its URL.
 *
 * Its methods are rejected with a `LedgerError`: SL6101 the remote does not answer, SL6102 a chain is damaged, SL6103 the
 * remote refuses a record, SL6104 the folder is no repository, SL6105 there is no git, SL6106 a chain was rewritten,
 * SL6107 a branch is another environment's, SL6108 a record cannot be written.
 *
 * @example
 * ```ts
 * import { gitStore } from "@shipline/runners"
 *
 * const ledger = gitStore({ repository: "/srv/ledger.git", remote: "https://example.org/acme/shop.git" })
 * const { state } = await ledger.tip("production")
 * console.log(state.current?.release.version ?? "nothing runs there")
 * ```
 */
export const gitStore = ({ repository, remote, env, shallow = false }: GitStoreOptions): VerifiableStore => {
  const git = gitIn(repository, env)
  const chains = remote === undefined ? localChains(git) : remoteChains(git, { name: remote, shallow })
  const empty = (environment: string): Tip => ({ state: emptyState(environment), hash: null, id: null })

  /** Ends of chains that are in this repository for sure, because this store read or wrote them. */
  const here = new Map<string, string | null>()
  const met = (environment: string, end: Tip): Tip => {
    here.set(environment, end.id)
    return end
  }

  const tip = async (environment: string): Promise<Tip> => {
    const ref = await chains.bring(environment, 1)
    if (ref === undefined) return met(environment, empty(environment))
    const end = await withObjects(git, async (objects) => {
      const commit = await objects.get(ref)
      return commit === undefined ? empty(environment) : readTip(objects, environment, commit.id)
    })
    return met(environment, end)
  }

  /** The records behind a commit, newest first, at most so many. */
  const walk = async (objects: Objects, environment: string, ref: string, until: string | null, most: number) => {
    const ids: string[] = []
    let commit = most > 0 ? await objects.get(ref) : undefined
    while (commit !== undefined && commit.id !== until) {
      ids.push(commit.id)
      const parent = parentOf(commit)
      if (parent === undefined || ids.length === most) break
      const next = await objects.get(parent)
      if (next === undefined && !shallow) throw damaged(environment, commit.id, "the commit before it is not there")
      commit = next
    }
    return Promise.all(ids.map((id) => readRecord(objects, environment, id)))
  }

  const recordsSince = async (environment: string, until: string | null, most?: number) => {
    if (most === 0) return []
    const ref = await chains.bring(environment, most)
    if (ref === undefined) return []
    return withObjects(git, (objects) => walk(objects, environment, ref, until, most ?? Number.POSITIVE_INFINITY))
  }

  const tips = async (): Promise<readonly Tip[]> => {
    const refs = await chains.bringAll()
    const found = await withObjects(git, (objects) =>
      Promise.all(
        [...refs].map(async ([chain, ref]) => {
          const end = await objects.get(ref)
          if (end === undefined) return []
          const environment = await environmentOf(objects, end.id)
          if (environment === undefined) throw damaged(chain, end.id, "it is not a record of Shipline")
          if (chainName(environment) !== chain) throw anotherEnvironment(chain, `shipline/ledger/${chain}`, environment)
          return [await readTip(objects, environment, end.id)]
        }),
      ),
    )
    const name = ({ state }: Tip): string => state.environment
    return found.flat().sort((a, b) => (name(a) < name(b) ? -1 : 1))
  }

  /** What became of an append that found another end of the chain: its answer may have been lost on the way back. */
  const overtaken = async (environment: string, drafts: readonly RecordDraft[], on: Tip, end: Tip) => {
    const ids = new Set((await recordsSince(environment, on.id)).map(({ id }) => id))
    return { appended: drafts.length > 0 && drafts.every(({ id }) => ids.has(id)), tip: end }
  }

  /** Writes commits behind a commit and returns the id of the last one. No branch knows of them yet. */
  const write = async (environment: string, links: ReturnType<typeof chained>, parent: string | null) => {
    const { ok, stdout, words } = await git.run(["fast-import", "--quiet", "--done"], commitText(links, parent))
    if (!ok) throw notWritten(git.folder, environment, words)
    return stdout.trim()
  }

  const append = async (environment: string, drafts: readonly RecordDraft[], on: Tip): Promise<Appended> => {
    refuseStrays(environment, drafts)
    const links = chained(drafts, on)
    const last = links.at(-1)
    if (last === undefined || here.get(environment) !== on.id) {
      const end = await tip(environment)
      if (end.id !== on.id) return overtaken(environment, drafts, on, end)
      if (last === undefined) return { appended: true, tip: end }
    }
    const commit = await write(environment, links, on.id)
    let words = ""
    for (const milliseconds of pauses) {
      await pause(milliseconds)
      const published = await chains.publish(environment, commit, on.id)
      if (published.done)
        return { appended: true, tip: met(environment, { state: last.state, hash: last.hash, id: commit }) }
      words = published.words
      const end = await tip(environment).catch((error: unknown) => {
        const away = error instanceof LedgerError && error.problem.code === "SL6101"
        throw away ? chains.undecided(environment, words) : error
      })
      if (end.id === commit) return { appended: true, tip: end }
      if (end.id !== on.id) return overtaken(environment, drafts, on, end)
    }
    throw chains.failed(environment, words)
  }

  return {
    tip,
    append,
    tips,
    environments: async () => (await tips()).map(({ state }) => state.environment),
    chains: () => chains.names(),
    entries: async function* (chain) {
      const ref = await chains.bring(chain)
      if (ref !== undefined) yield* entriesOf(git, chain, ref)
    },
    read: (environment, most) => recordsSince(environment, null, most),
  }
}

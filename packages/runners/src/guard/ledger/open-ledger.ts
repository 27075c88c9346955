import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import { gitIn } from "../../ledger/git/git.js"
import { gitStore } from "../../ledger/git/git-store.js"
import { noRepository } from "../../ledger/ledger-problem.js"
import type { LedgerStore } from "../../ledger/ledger-store.js"
import { sourceIn } from "../candidate/source.js"
import { needed } from "../input/variables.js"
import type { Caller } from "../output/world.js"
import { credentials } from "./credentials.js"

/** The ledger of this repository, reached from a folder of its own: what the job has checked out is left alone. */
export const withLedger = async <A>(caller: Caller, work: (store: LedgerStore) => Promise<A>): Promise<A> => {
  const { variables, platform } = caller
  const origin = await sourceIn(process.cwd(), caller).origin()
  const { server, url: remote } = platform.remote(variables, origin)
  const env = { ...variables, ...credentials(caller, server) }
  const folder = resolve(needed(variables, platform.work)) // git is started elsewhere
  mkdirSync(folder, { recursive: true })
  const repository = mkdtempSync(join(folder, "shipline-ledger-"))
  try {
    const { ok, words } = await gitIn(repository, env).run(["init", "--quiet", "--bare", "--template="])
    if (!ok) throw noRepository(repository, words)
    return await work(gitStore({ repository, remote, env, shallow: true }))
  } finally {
    rmSync(repository, { recursive: true, force: true, maxRetries: 3 })
  }
}

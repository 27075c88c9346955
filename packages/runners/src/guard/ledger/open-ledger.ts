import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { gitIn } from "../../ledger/git/git.js"
import { gitStore } from "../../ledger/git/git-store.js"
import { noRepository } from "../../ledger/ledger-problem.js"
import type { LedgerStore } from "../../ledger/ledger-store.js"
import { needed, type Variables } from "../input/variables.js"
import { credentials } from "./credentials.js"

/** The ledger of this repository, reached from a folder of its own: what the job has checked out is left alone. */
export const withLedger = async <A>(variables: Variables, work: (store: LedgerStore) => Promise<A>): Promise<A> => {
  const remote = `${needed(variables, "GITHUB_SERVER_URL")}/${needed(variables, "GITHUB_REPOSITORY")}`
  const env = { ...variables, ...credentials(variables) }
  const repository = mkdtempSync(join(needed(variables, "RUNNER_TEMP"), "shipline-ledger-"))
  try {
    const { ok, words } = await gitIn(repository, env).run(["init", "--quiet", "--bare", "--template="])
    if (!ok) throw noRepository(repository, words)
    return await work(gitStore({ repository, remote, env, shallow: true }))
  } finally {
    rmSync(repository, { recursive: true, force: true, maxRetries: 3 })
  }
}

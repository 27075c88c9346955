import { gitIn } from "./git/git.js"
import type { Variables } from "./git/git-environment.js"
import { gitStore } from "./git/git-store.js"
import { noRemote, noRepository } from "./ledger-problem.js"
import type { VerifiableStore } from "./verify/chain-entry.js"

/**
 * The ledger that a run in a repository uses: `"local"` is the repository itself, any other choice the remote of that
 * name. Without a choice it is `origin`, which everybody shares, and the repository itself where there is no `origin`.
 * Rejected with SL6104 where the folder is in no repository, and SL6109 where there is no such remote.
 *
 * @example
 * ```ts
 * import { chooseStore } from "@shipline/runners"
 *
 * const ledger = await chooseStore(".", undefined)
 * for (const { state } of await ledger.tips()) console.log(state.environment, state.current?.release.version)
 * ```
 */
export const chooseStore = async (
  root: string,
  choice: string | undefined,
  env: Variables = process.env,
): Promise<VerifiableStore> => {
  if (choice === "local") return gitStore({ repository: root, env })
  const { ok, stdout, words } = await gitIn(root, env).run(["remote"])
  if (!ok) throw noRepository(root, words)
  const remotes = stdout.split("\n").filter((name) => name !== "")
  const remote = choice ?? "origin"
  if (remotes.includes(remote)) return gitStore({ repository: root, remote, env })
  if (choice !== undefined) throw noRemote(choice, remotes)
  return gitStore({ repository: root, env })
}

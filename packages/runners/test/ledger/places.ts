import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { gitStore } from "../../src/ledger/git/git-store.js"
import { MemoryChains, memoryStore } from "../../src/ledger/memory-store.js"
import type { VerifiableStore } from "../../src/ledger/verify/chain-entry.js"
import { project, tempFolder } from "../support/project.js"

/** A ledger, and a second door to the same one: another process, another clone. */
export interface Doors {
  readonly store: VerifiableStore
  readonly other: VerifiableStore
}

export const plainGit = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })

export const bareRepository = (...options: readonly string[]): string => {
  const folder = join(tempFolder(), "ledger 'é'.git")
  plainGit(".", "init", "--quiet", "--bare", ...options, folder)
  return folder
}

export const clone = (remote: string): string => {
  const folder = join(tempFolder(), "clone")
  plainGit(".", "clone", "--quiet", remote, folder)
  return folder
}

/** Everywhere a ledger may be. */
export const places: { readonly [name: string]: () => Doors } = {
  "in memory": () => {
    const chains = new MemoryChains()
    return { store: memoryStore(chains), other: memoryStore(chains) }
  },
  "in a repository without a remote": () => {
    const repository = project()
    return { store: gitStore({ repository }), other: gitStore({ repository: join(repository, ".git") }) }
  },
  "in a bare repository of sha256": () => {
    const repository = bareRepository("--object-format=sha256")
    return { store: gitStore({ repository }), other: gitStore({ repository }) }
  },
  "in a worktree": () => {
    const main = project()
    const repository = join(tempFolder(), "a worktree")
    plainGit(main, "worktree", "add", "--quiet", "--detach", repository)
    return { store: gitStore({ repository }), other: gitStore({ repository: main }) }
  },
  "in a remote": () => {
    const remote = bareRepository()
    const repository = project()
    plainGit(repository, "remote", "add", "origin", remote)
    return { store: gitStore({ repository, remote: "origin" }), other: gitStore({ repository, remote }) }
  },
  "in a remote, from two clones": () => {
    const remote = bareRepository()
    const [one, two] = [clone(remote), clone(remote)]
    return {
      store: gitStore({ repository: one, remote: "origin" }),
      other: gitStore({ repository: two, remote: "origin" }),
    }
  },
  "in a remote, fetched shallowly": () => {
    const remote = `file://${encodeURI(bareRepository())}`
    const [one, two] = [bareRepository(), bareRepository()]
    return {
      store: gitStore({ repository: one, remote, shallow: true }),
      other: gitStore({ repository: two, remote, shallow: true }),
    }
  },
}

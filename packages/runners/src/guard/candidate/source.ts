import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Commits, Release } from "@shipline/core/ledger"
import { type Git, gitIn } from "../../ledger/git/git.js"
import { refused } from "../guard-error.js"
import type { Caller } from "../output/world.js"

/** The history that the job has checked out. */
export interface Source {
  /** The commit that is checked out. */
  head(): Promise<string>
  /** From where it was cloned, if the clone itself says so and not only a variable. */
  origin(): Promise<string | undefined>
  /** How many commits a commit has behind it, itself included. */
  number(commit: string): Promise<number>
  /** What a commit brings to where another release runs; as far as this clone can tell. */
  since(commit: string, number: number, from: Release | undefined): Promise<Commits>
  /** The commit's time in UTC, `20261123.101500`. */
  moment(commit: string): Promise<string>
}

/** How many commits a record names. */
const most = 100

/** Named, because git does not look into a folder that it finds and that belongs to somebody else, as in a container. */
const gitFolder = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return join(at, ".git")
    if (at === dirname(at)) return undefined
  }
}

export const sourceIn = (folder: string, { variables, platform: { words } }: Caller): Source => {
  const found = gitFolder(folder)
  const git: Git = gitIn(folder, { ...variables, TZ: "UTC0" })
  const ask = (...args: readonly string[]) => git.run([`--git-dir=${found ?? ".git"}`, ...args])

  /** The answer, or why there is none: an error that names what the clone lacks. */
  const must = async (...args: readonly string[]): Promise<string> => {
    if (found === undefined) throw refused("SL4001", "the source is not checked out", words.checkout)
    const { ok, stdout, words: said } = await ask(...args)
    if (!ok) throw refused("SL4003", `git cannot read the history of the source: ${said}`, words.history)
    return stdout.trim()
  }
  const isWhole = async () => (await must("rev-parse", "--is-shallow-repository")) === "false"

  return {
    head: () => must("rev-parse", "HEAD"),
    origin: async () => {
      if (found === undefined) return undefined
      const { ok, stdout } = await ask("config", "--local", "--get", "remote.origin.url")
      return ok ? stdout.trim() : undefined
    },
    number: async (commit) => {
      if (!(await isWhole()))
        throw refused(
          "SL4012",
          "the clone is shallow, so that its commits cannot be counted: the number of a release is how many it has behind it",
          words.history,
        )
      return Number(await must("rev-list", "--count", commit))
    },
    moment: (commit) =>
      must("log", "-1", "--no-show-signature", "--date=format-local:%Y%m%d.%H%M%S", "--format=%cd", commit),
    since: async (commit, number, from) => {
      const range = from === undefined ? commit : `${from.commit}..${commit}`
      const isRange = /^[0-9a-f]+(\.\.[0-9a-f]+)?$/.test(range)
      const listed = found !== undefined && isRange ? await ask("rev-list", `--max-count=${most}`, range) : undefined
      if (listed?.ok !== true || !(await isWhole()))
        // A clone without that history: their numbers tell how far the releases are apart.
        return { count: Math.max(1, number - (from?.number ?? 0)), ids: [commit] }
      const ids = listed.stdout.split("\n").filter((id) => id !== "")
      const count = ids.length < most ? ids.length : Number(await must("rev-list", "--count", range))
      return { count, ids }
    },
  }
}

import { noRepository } from "../ledger-problem.js"
import type { Git } from "./git.js"

/** The refs of this repository below a folder of refs: the rest of their names, and where they are. */
export const refsBelow = async (git: Git, folder: string): Promise<ReadonlyMap<string, string>> => {
  const { ok, stdout, words } = await git.run(["for-each-ref", "--format=%(objectname) %(refname)", folder])
  if (!ok) throw noRepository(git.folder, words)
  return refsIn(stdout, folder)
}

/** Lines of an id, a space or a tab, and a ref. */
export const refsIn = (lines: string, folder: string): ReadonlyMap<string, string> =>
  new Map(
    lines.split("\n").flatMap((line) => {
      const [id = "", ref = ""] = line.split(/[ \t]/)
      return ref.startsWith(folder) ? [[ref.slice(folder.length), id] as const] : []
    }),
  )

import { damaged } from "../ledger-problem.js"
import type { ChainEntry } from "../verify/chain-entry.js"
import { currentFile, recordFile } from "./commit-text.js"
import type { Git } from "./git.js"
import { type GitObject, type Objects, openObjects } from "./objects.js"

/** So many commits are asked for at once: git is kept busy, and a long chain is never in memory as a whole. */
const stride = 256

/** `100644 record.json` as its name alone; anything but a plain file with what it is. */
const filesOf = (tree: GitObject): readonly string[] => {
  const width = tree.id.length / 2
  const names: string[] = []
  let from = 0
  while (from < tree.bytes.length) {
    const end = tree.bytes.indexOf(0, from)
    const [, mode = "", name = ""] = /^(\d+) (.*)$/s.exec(tree.bytes.toString("utf8", from, end)) ?? []
    names.push(mode === "100644" ? name : `${name} (${mode})`)
    from = end + 1 + width
  }
  return names
}

/** What stands in the head of a commit: parents, author, committer. */
const headOf = (commit: GitObject) => {
  const [head = ""] = commit.bytes.toString("utf8").split("\n\n", 1)
  const values = (pattern: RegExp) => [...head.matchAll(pattern)].map(([, value = ""]) => value)
  return { parents: values(/^parent (.*)$/gm), stamps: values(/^(?:author|committer) (.*)$/gm) }
}

const entryOf = async (objects: Objects, chain: string, id: string): Promise<ChainEntry> => {
  const [commit, tree, record, current] = await Promise.all(
    [id, `${id}^{tree}`, `${id}:${recordFile}`, `${id}:${currentFile}`].map((name) => objects.get(name)),
  )
  if (commit === undefined || tree === undefined) throw damaged(chain, id, "it is not there")
  return {
    id,
    ...headOf(commit),
    files: filesOf(tree),
    ...(record === undefined ? {} : { record: record.bytes.toString("utf8") }),
    ...(current === undefined ? {} : { current: current.bytes.toString("utf8") }),
  }
}

/** Each commit of a chain as it is, oldest first. */
export async function* entriesOf(git: Git, chain: string, ref: string): AsyncGenerator<ChainEntry> {
  const objects = openObjects(git)
  try {
    const end = await objects.get(ref)
    if (end === undefined) return
    const { ok, stdout, words } = await git.run(["rev-list", "--first-parent", "--reverse", end.id])
    if (!ok) throw damaged(chain, end.id, words)
    const ids = stdout.trim().split("\n")
    for (let from = 0; from < ids.length; from += stride)
      yield* await Promise.all(ids.slice(from, from + stride).map((id) => entryOf(objects, chain, id)))
  } finally {
    await objects.close()
  }
}

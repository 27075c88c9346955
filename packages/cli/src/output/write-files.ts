import { chmodSync, lstatSync, readlinkSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { Refusal } from "../problem.js"
import type { Compared } from "./compare.js"
import { holdSignals } from "./hold-signals.js"
import { makeFolder } from "./make-folder.js"
import { writeProblem } from "./write-problem.js"

/** A file written beside its place, not yet in it. */
interface Draft {
  readonly output: Compared
  readonly draft: string
  readonly target: string
}

/** Where a link leads, so that the file is replaced and not the link. */
const behindLinks = (path: string, left = 40): string => {
  const isLink = left > 0 && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return isLink ? behindLinks(resolve(dirname(path), readlinkSync(path)), left - 1) : path
}

const writeDraft = (output: Compared, made: string[], drafts: Draft[]): void => {
  const target = behindLinks(output.absolute)
  const first = makeFolder(dirname(target))
  if (first !== undefined) made.push(first)
  const draft = join(dirname(target), `.${basename(target)}.shipline-${process.pid}`)
  drafts.push({ output, draft, target })
  const before = statSync(target, { throwIfNoEntry: false })
  if (before?.isDirectory() === true) throw Object.assign(new Error("EISDIR"), { code: "EISDIR" })
  writeFileSync(draft, output.text)
  if (before !== undefined) chmodSync(draft, before.mode & 0o7777)
}

const quietly = (work: () => void): void => {
  try {
    work()
  } catch {
    // What cannot be put back stays: the failure that led here is the one to tell.
  }
}

/** Folders that were made for nothing: a path of them, emptied from its end. */
const removeEmpty = (first: string, folder: string): void => {
  for (let path = folder; path.startsWith(first); path = dirname(path)) rmdirSync(path)
}

const undo = ({ output, target }: Draft): void =>
  output.before === undefined ? rmSync(target, { force: true }) : writeFileSync(target, output.before)

/**
 * Writes all files or none: each beside its place first, then all are moved there. Nobody ever sees half a file; a
 * signal waits until nothing is half done. Throws a `Refusal` with SL5401 to SL5403.
 */
export const writeFiles = (outputs: readonly Compared[]): void => {
  if (outputs.length === 0) return
  const drafts: Draft[] = []
  const moved: Draft[] = []
  const made: string[] = []
  const release = holdSignals()
  let current: Compared | undefined
  try {
    for (const output of outputs) {
      current = output
      writeDraft(output, made, drafts)
    }
    for (const draft of drafts) {
      current = draft.output
      renameSync(draft.draft, draft.target)
      moved.push(draft)
    }
  } catch (error) {
    for (const draft of drafts) quietly(() => rmSync(draft.draft, { force: true }))
    for (const draft of moved) quietly(() => undo(draft))
    for (const first of made) for (const { absolute } of outputs) quietly(() => removeEmpty(first, dirname(absolute)))
    throw new Refusal([writeProblem(current?.path ?? "", error)])
  } finally {
    release()
  }
}

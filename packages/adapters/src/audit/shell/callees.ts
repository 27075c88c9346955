import { pathIn } from "../path.js"
import { bare } from "./bare.js"
import { calledScript } from "./called-script.js"
import type { Callee, Read } from "./callee.js"
import { fileOf } from "./file-of.js"
import { makeTarget } from "./make-target.js"
import { packageScript } from "./package-script.js"
import { shells } from "./programs.js"
import { scriptsIn } from "./scripts-in.js"
import { type Command, unknown, type Word } from "./word.js"

const isShell = (path: string, text: string): boolean =>
  /\.(?:sh|bash|zsh|ksh)$/.test(path) || /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text)

const shellFile = (words: readonly Word[], folder: string, read: Read): readonly Callee[] => {
  const [first, ...rest] = words
  const program = first?.text.split("/").at(-1) ?? ""
  const named = shells.has(program) ? rest.find(({ text }) => !text.startsWith("-")) : first
  if (named === undefined || !/\/|\.\w+$/.test(named.text)) return []
  const path = fileOf(named.text, folder)
  const text = path === undefined ? undefined : read(path)
  if (path === undefined || text === undefined || !isShell(path, text)) return []
  return [{ key: path, text, folder, at: (line) => `${path}:${line + 1}` }]
}

/** The scripts of the repository that a command calls: of packages, targets of make, shell scripts by their path. */
export const calleesOf = (command: Command, folder: string, read: Read): readonly Callee[] => {
  const words = bare(command.words)
  const head = words[0]?.text ?? ""
  const inner = /^(?:(?:\S*\/)?(?:ba|da|z|k)?sh|eval)$/.test(head) ? scriptsIn(words.slice(1)) : []
  const called = calledScript(words)
  const where = called === undefined || called.folder === "" ? folder : pathIn(folder, called.folder)
  const own = ((): readonly Callee[] => {
    if (called === undefined) return shellFile(words, folder, read)
    if (where === undefined || called.folder.includes(unknown)) return []
    if (called.by === "package") return called.names.flatMap((name) => packageScript(name, where, read))
    const targets: readonly (string | undefined)[] = called.names.length === 0 ? [undefined] : called.names
    return targets.flatMap((name) => makeTarget(name, where, read))
  })()
  return [...own, ...inner.flatMap((one) => calleesOf(one, folder, read))]
}

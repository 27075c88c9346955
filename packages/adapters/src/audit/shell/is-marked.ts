import { bare, programName } from "./bare.js"
import { calledScript } from "./called-script.js"
import { fileOf, looksLikeFile } from "./file-of.js"
import type { Mark } from "./mark.js"
import { placeIn } from "./place-in.js"
import { packageManagers, readers, speakers } from "./programs.js"
import { scriptsIn } from "./scripts-in.js"
import type { Command, Word } from "./word.js"

/** Commands that only talk about what they name, or bring it onto the machine. */
const isTalk = (words: readonly Word[]): boolean => {
  const [first, second] = words.map(({ text }) => text)
  const program = programName(first ?? "")
  if (speakers.has(program) || (program === "command" && words.length > 1)) return true
  return (
    packageManagers.has(program) && /^(?:install|i|ci|add|remove|rm|why|view|outdated|audit|pack)$/.test(second ?? "")
  )
}

/** Whether a command does what a mark says. */
export const isMarked = (command: Command, folder: string, mark: Mark): boolean => {
  const words = bare(command.words)
  const [first] = words
  if (first === undefined || isTalk(words)) return false
  const here = ((): boolean => {
    switch (mark.kind) {
      case "program": {
        const at = words.findIndex(({ text }) => programName(text) === mark.program)
        return at >= 0 && (mark.verb === undefined || words.slice(at + 1).some(({ text }) => text === mark.verb))
      }
      case "file":
        if (readers.has(programName(first.text))) return false
        return (
          words.some(({ text }) => text.endsWith(mark.path) && fileOf(text, folder) === mark.path) ||
          words.some(({ text }) => looksLikeFile(text) && fileOf(text, folder) === mark.path)
        )
      case "script": {
        const called = calledScript(words)
        return (
          called?.names.some((name) => `${called.by === "make" ? "make" : "npm run"} ${name}` === mark.name) === true
        )
      }
      case "place":
        return (
          words.some(({ text }) => programName(text) === mark.program) &&
          placeIn(mark.program, words.slice(1)) === mark.place
        )
    }
  })()
  return here || scriptsIn(words.slice(1)).some((one) => isMarked(one, folder, mark))
}

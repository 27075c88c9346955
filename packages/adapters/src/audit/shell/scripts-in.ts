import { commandsOf } from "./commands.js"
import type { Command, Word } from "./word.js"

/** Words that are scripts themselves: `bash -c "…"`, `ssh host '…'`. */
export const scriptsIn = (words: readonly Word[]): readonly Command[] =>
  words.flatMap(({ text, quoted }) => (quoted && /\s/.test(text) ? commandsOf(text) : []))

import type { Word } from "./word.js"

export const isOption = ({ text }: Word): boolean => text.startsWith("-")
const isAssignment = ({ text, quoted }: Word): boolean => !quoted && /^[A-Za-z_]\w*=/.test(text)

/** `/usr/bin/kubectl` and `kubectl.exe` are `kubectl`. */
export const programName = (text: string): string => (text.split(/[\\/]/).at(-1) ?? text).replace(/\.(?:exe|cmd)$/i, "")

/** A command without what runs it: assignments, `sudo`, `env`, `time`, `exec`, `npx`. */
export const bare = (words: readonly Word[]): readonly Word[] => {
  let rest = words
  for (;;) {
    const [first, second] = rest
    if (first === undefined) return rest
    if (isAssignment(first)) rest = rest.slice(1)
    else if (["sudo", "exec", "env", "time", "command", "nohup", "npx", "bunx", "builtin"].includes(first.text)) {
      if (second !== undefined && first.text === "command" && /^-[vV]$/.test(second.text)) return rest
      rest = rest.slice(1)
      while (rest[0] !== undefined && isOption(rest[0])) rest = rest.slice(1)
    } else if (["pnpm", "yarn", "npm"].includes(first.text) && ["exec", "dlx", "x"].includes(second?.text ?? "")) {
      rest = rest.slice(2)
      while (rest[0] !== undefined && isOption(rest[0])) rest = rest.slice(1)
    } else return rest
  }
}

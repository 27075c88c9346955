import type { ShellName } from "@shipline/core/plan"

/** What runs a file as a script of a shell: it stops at the first error, with bash also at one inside a pipe. */
export const shellCommand: { readonly [S in ShellName]: string } = {
  bash: "bash --noprofile --norc -eo pipefail",
  sh: "sh -e",
}

/** A word that stands on no line of a script by itself: the end of the heredoc that writes the script down. */
export const delimiter = (script: string): string => {
  const taken = new Set(script.split("\n"))
  let word = "SCRIPT"
  for (let count = 2; taken.has(word); count++) word = `SCRIPT_${count}`
  return word
}

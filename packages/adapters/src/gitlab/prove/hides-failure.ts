import type { Line } from "../read/types.js"

const forgives = [
  /\|\|\s*(?:true|:|exit 0|return 0|\/bin\/true)\s*(?:#.*)?$/,
  /\|\|\s*(?:echo|printf)\b[^|&;]*$/,
  /;\s*(?:true|:|exit 0)\s*(?:#.*)?$/,
  /^exit\s+0\s*(?:#.*)?$/,
  /^\s*set\s+\+(?:e\b|o\s+errexit\b)/,
]

/**
 * Whether a script says in so many words that a failure of a command does not count. Lines of `program` are their
 * author's own decision.
 */
export const hidesFailure = (script: readonly Line[], program: ReadonlySet<string> = new Set()): boolean =>
  script.some(({ text }) =>
    text
      .replace(/\\\n/g, " ")
      .split("\n")
      .some((line) => !program.has(line.trim()) && forgives.some((one) => one.test(line))),
  )

import type { CompileOptions } from "../options/compile-options.js"
import { refuse } from "../problem.js"

const pairs = [
  ["check", "stdout", "a check prints what differs"],
  ["check", "watch", "a check looks once"],
  ["json", "watch", "the result of a watch never ends"],
] as const

/** Refuses options that would undo each other. */
export const refuseContradictions = (options: CompileOptions): void => {
  for (const [one, other, why] of pairs) {
    if (options[one] && options[other])
      refuse("SL5006", `--${one} and --${other} exclude each other: ${why}`, "Leave one of them out.")
  }
}

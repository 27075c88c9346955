import type { CompileOptions } from "./compile-options.js"
import { plainWords } from "./plain-words.js"

const switches: ReadonlySet<string> = new Set(["check", "stdout", "watch", "json"])
const values: ReadonlySet<string> = new Set(["target", "out"])

/** Understands a plain `compile …`; see `plainWords`. */
export const quickCompile = (argv: readonly string[]): CompileOptions | undefined => {
  if (argv[0] !== "compile") return undefined
  const words = plainWords(argv.slice(1), switches, values)
  if (words === undefined) return undefined
  const [target, out] = [words.value("target"), words.value("out")]
  return {
    files: words.operands,
    ...(target === undefined ? {} : { target }),
    ...(out === undefined ? {} : { out }),
    check: words.has("check"),
    stdout: words.has("stdout"),
    watch: words.has("watch"),
    json: words.has("json"),
  }
}

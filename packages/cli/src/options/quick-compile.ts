import type { CompileOptions } from "./compile-options.js"

const switches: ReadonlySet<string> = new Set(["check", "stdout", "watch", "json"])
const values: ReadonlySet<string> = new Set(["target", "out"])

/**
 * Understands a plain `compile …` without loading the command line's grammar. Undefined for whatever is not plain: help,
 * mistakes, repeated options, `--no-check`. Those are for the grammar, and a test holds that both agree.
 */
export const quickCompile = (argv: readonly string[]): CompileOptions | undefined => {
  if (argv[0] !== "compile") return undefined
  const files: string[] = []
  const found = new Map<string, string>()
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ""
    if (!word.startsWith("-")) {
      if (word === "") return undefined
      files.push(word)
      continue
    }
    const [, name = "", , given] = /^--([a-z]+)(=(.*))?$/s.exec(word) ?? []
    const isSwitch = switches.has(name) && given === undefined
    const value = isSwitch ? "" : values.has(name) ? (given ?? argv[++index]) : undefined
    if (value === undefined || (!isSwitch && /^-|^$/.test(value)) || found.has(name)) return undefined
    found.set(name, value)
  }
  const [target, out] = [found.get("target"), found.get("out")]
  return {
    files,
    ...(target === undefined ? {} : { target }),
    ...(out === undefined ? {} : { out }),
    check: found.has("check"),
    stdout: found.has("stdout"),
    watch: found.has("watch"),
    json: found.has("json"),
  }
}

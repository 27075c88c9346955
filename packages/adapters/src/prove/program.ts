/** The scripts of a program, as far as files hold them. */
export interface Program {
  /** Their lines, each without what stands around it. */
  readonly lines: ReadonlySet<string>
  /** Whether a text holds one of them, line by line. */
  readonly standsIn: (text: string) => boolean
}

/** Of files that nobody's program has made. */
export const noScripts: readonly string[] = []

const made = new WeakMap<readonly string[], Program>()

const make = (scripts: readonly string[]): Program => {
  const wanted = scripts.map((script) => script.trim()).filter((script) => script !== "")
  const around = wanted.map((script) => `\n${script}\n`)
  const known = new Map<string, boolean>()
  return {
    lines: new Set(scripts.flatMap((script) => script.split("\n").map((line) => line.trim()))),
    standsIn: (text) => {
      if (around.length === 0) return false
      const whole = `\n${text.trim()}\n`
      const found = known.get(whole) ?? around.some((script) => whole.includes(script))
      known.set(whole, found)
      return found
    },
  }
}

/** What many jobs ask of one program is made once. */
export const programOf = (scripts: readonly string[]): Program => {
  const found = made.get(scripts) ?? make(scripts)
  made.set(scripts, found)
  return found
}

/** Where in a shell script a position stands, as far as it decides how a variable is expanded there. */
export type ShellContext =
  | "bare"
  | "double quotes"
  | "heredoc"
  | "single quotes"
  | "$'...'"
  | "a quoted heredoc"
  | "the delimiter of a heredoc"
  | "backticks"
  | "arithmetic"
  | "${...}"
  | "the place after a backslash"
  | "the place after a dollar sign"

interface Heredoc {
  readonly delimiter: string
  readonly quoted: boolean
  readonly tabs: boolean
}

/** What is open, by the character that closes it. */
interface Open {
  readonly closes: "'" | '"' | "$'" | "`" | ")" | "}"
  /** Inside `((` or `$((`: a shell evaluates what it finds there. */
  readonly arithmetic: boolean
  /** How many `case` are not yet at their `esac`: their patterns end with a `)` that closes nothing. */
  cases: number
}

type Quoting = "none" | "double" | "single" | "ansi" | "heredoc"
const quotings = { "'": "single", '"': "double", "$'": "ansi", ")": "none", "`": "none" } as const

/** Where a command begins, on the line so far. */
const start = String.raw`(?:^|[;&|(){}!]|\b(?:then|do|else|elif|if|while|until)\s)\s*(?:(?:builtin|command)\s+)?`
/** Commands of the shell itself that take a word for the name of a variable or for a sum: either may hold `a[$(...)]`. */
const builtins = new RegExp(
  `${start}(?:${[
    String.raw`(?:let|unset|read|readarray|mapfile|getopts)\s[^;&|<>]*`,
    String.raw`(?:declare|typeset|local|export|readonly)\s+(?:-\w+\s+)*-\w*i\w*\s[^;&|]*`,
    String.raw`printf\s+-v\s+"?`,
    String.raw`(?:\[|test)\s+(?:!\s+)?-v\s+"?`,
  ].join("|")})$`,
)

/**
 * Follows a POSIX or bash script from its beginning, a piece at a time, and tells the context after each piece.
 * It knows quotes, comments, substitutions, arithmetic, `case` and heredocs; it does not judge whether the script is valid.
 */
export class ShellScanner {
  private readonly open: Open[] = []
  private readonly waiting: Heredoc[] = []
  private heredoc: Heredoc | undefined
  /** How much was open where the heredoc began: what is opened later is inside it. */
  private base = 0
  private line = ""
  private comment = false
  private escaped = false
  private previous = "\n"

  /** The context of a value that stands here, before `next`. */
  context(next: string): ShellContext {
    if (this.comment) return "bare"
    if (this.heredoc?.quoted === true) return "a quoted heredoc"
    if (this.open.some((open) => open.closes === "`")) return "backticks"
    const quoting = this.quoting
    if (quoting === "single") return "single quotes"
    if (quoting === "ansi") return "$'...'"
    if (this.escaped) return "the place after a backslash"
    if (this.previous === "$") return "the place after a dollar sign"
    if (this.isInParameter) return "${...}"
    if (this.isArithmetic(next)) return "arithmetic"
    if (quoting !== "none") return quoting === "double" ? "double quotes" : "heredoc"
    return /(?<!<)<<-?[ \t]*[^\s;&|<>()]*$/.test(this.line) ? "the delimiter of a heredoc" : "bare"
  }

  read(text: string): void {
    for (let index = 0; index < text.length; index++) index += this.step(text, index)
  }

  /** A value stands here: it is one word's content, whatever it holds. */
  value(): void {
    this.previous = "v"
    this.line += "\0"
  }

  private get quoting(): Quoting {
    for (let depth = this.open.length - 1; depth >= this.base; depth--) {
      const closes = this.open[depth]?.closes
      if (closes !== undefined && closes !== "}") return quotings[closes] // a `${...}` has the quoting of what is around it
    }
    return this.heredoc === undefined ? "none" : "heredoc"
  }

  /** Between the braces of `${...}` quotes and values mean different things to different shells. */
  private get isInParameter(): boolean {
    const inner = this.open.slice(this.base).findLast((open) => open.closes === "}" || open.closes === ")")
    return inner?.closes === "}"
  }

  /** What a shell evaluates as a number it takes for code: `a[$(...)]` runs a command. */
  private isArithmetic(next: string): boolean {
    if (this.open.slice(this.base).findLast((open) => open.closes === ")")?.arithmetic === true) return true
    if (/\$\[[^\]]*$/.test(this.line)) return true
    if ((this.quoting === "double" ? /\w\["$/ : /(?:^|[\s;&|(){}])\w+\[[^\]\s]*$/).test(this.line)) return true
    if (builtins.test(this.line)) return true
    const test = /\[\[\s((?!\s\]\]).)*$/.exec(this.line)?.[0]
    return test !== undefined && (/ -(?:eq|ne|[lg][te]|v)\s+"?$/.test(test) || /^"?\s+-(?:eq|ne|[lg][te])\s/.test(next))
  }

  /** Takes one character and says how many more it took with it. */
  private step(text: string, index: number): number {
    const rest = text.slice(index, index + 3)
    const character = rest[0] ?? ""
    const before = this.previous
    const top = this.open.at(-1)
    if (character === "\n") return this.endLine()
    if (this.comment) return this.keep(character)
    if (this.escaped) {
      this.escaped = false
      this.previous = "x"
      return this.keep(character)
    }
    if (this.heredoc?.quoted === true || top?.closes === "'") {
      this.keep(character)
      return this.heredoc?.quoted === true ? 0 : this.close(character === "'")
    }
    if (character === "\\") {
      this.escaped = true
      return this.keep(character)
    }
    if (top?.closes === "$'") {
      this.keep(character)
      return this.close(character === "'")
    }
    if (/[\s;&|)]/.test(character)) this.endWord()
    this.keep(character)
    this.previous = before === "$" && character === "$" ? "x" : character
    if (rest === "$((") return this.pushArithmetic(2)
    if (rest.startsWith("$(")) return this.push(")", 1)
    if (rest.startsWith("${")) return this.push("}", 1)
    if (character === "`") return top?.closes === "`" ? this.close(true) : this.push("`")
    if (character === "}" && top?.closes === "}") return this.close(true)
    const { quoting } = this
    if (quoting === "heredoc") return 0
    if (character === '"') return top?.closes === '"' ? this.close(true) : this.push('"')
    if (quoting === "double") return 0
    return this.unquoted(rest, before, text, index)
  }

  /** A character where the shell reads commands. */
  private unquoted(rest: string, before: string, text: string, index: number): number {
    const top = this.open.at(-1)
    const [character] = rest
    if (rest.startsWith("$'")) return this.push("$'", 1)
    if (character === "'") return this.push("'")
    if (rest.startsWith("((") && /[\s;&|(){}]/.test(before)) return this.pushArithmetic(1)
    if (character === "(") return this.push(")", 0, top?.arithmetic)
    if (character === ")" && top?.closes === ")") return this.close(top.cases === 0)
    if (top?.arithmetic === true) return 0
    if (character === "#" && /[\s;&|()]/.test(before)) this.comment = true
    else if (rest === "<<<") return this.take(rest)
    else if (rest.startsWith("<<")) return this.startHeredoc(text, index)
    return 0
  }

  private keep(character: string): number {
    this.line += character
    return 0
  }

  private push(closes: Open["closes"], more = 0, arithmetic = false): number {
    this.open.push({ closes, arithmetic, cases: 0 })
    this.line += (closes === "}" ? "{" : closes === ")" ? "(" : "'").repeat(more)
    this.previous = closes === "}" ? "x" : " "
    return more
  }

  /** Each parenthesis of `((` is closed by its own. */
  private pushArithmetic(more: number): number {
    this.push(")", 0, true)
    return this.push(")", more, true)
  }

  private close(really: boolean): number {
    if (really) this.open.pop()
    this.previous = really ? "x" : ")"
    return 0
  }

  private take(rest: string): number {
    this.line += rest.slice(1)
    this.previous = "x"
    return rest.length - 1
  }

  /** Counts `case` and `esac` where a command may stand. */
  private endWord(): void {
    const top = this.open.at(-1)
    if (top?.closes !== ")" || this.quoting !== "none") return
    const word = /(?:^|[;&|(){}]|(?:^|\s)(?:then|do|else|elif|if|while|until|in|!)\s)\s*(case|esac)$/.exec(
      this.line,
    )?.[1]
    if (word === "case") top.cases++
    if (word === "esac" && top.cases > 0) top.cases--
  }

  private startHeredoc(text: string, index: number): number {
    const found = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/.exec(text.slice(index))
    if (found === null) return this.take("<<")
    const [whole, dash = "", word = ""] = found
    this.waiting.push({ delimiter: word.replace(/['"\\]/g, ""), quoted: /['"\\]/.test(word), tabs: dash === "-" })
    return this.take(whole)
  }

  private endLine(): number {
    if (this.escaped && !this.comment) {
      this.escaped = false // a backslash before the end of a line joins it with the next one
      this.line = this.line.slice(0, -1)
      return 0
    }
    this.endWord()
    const line = this.line
    this.line = ""
    this.comment = false
    this.previous = "\n"
    if (this.heredoc !== undefined) {
      const ending = this.heredoc.tabs ? line.replace(/^\t+/, "") : line
      if (ending === this.heredoc.delimiter) {
        this.open.length = this.base
        this.heredoc = undefined
      }
    }
    if (this.heredoc === undefined && !/^(?:single|double|ansi)$/.test(this.quoting)) {
      this.heredoc = this.waiting.shift()
      this.base = this.heredoc === undefined ? 0 : this.open.length
    }
    return 0
  }
}

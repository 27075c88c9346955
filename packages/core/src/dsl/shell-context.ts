/** Where in a shell script a position stands, as far as it decides how a variable is expanded there. */
export type ShellContext =
  | "bare"
  | "double quotes"
  | "single quotes"
  | "$'...'"
  | "backticks"
  | "$((...))"
  | "heredoc"
  | "quoted heredoc"

interface Heredoc {
  readonly delimiter: string
  readonly quoted: boolean
  readonly tabs: boolean
}

/**
 * Follows a POSIX or bash script from its beginning, a piece at a time, and tells the context after each piece.
 * It knows quotes, comments, substitutions and heredocs; it does not judge whether the script is valid.
 */
export class ShellScanner {
  /** What is open: each closes with its own character. */
  private readonly open: ("'" | '"' | "$'" | "`" | ")" | "))" | "}")[] = []
  private readonly waiting: Heredoc[] = []
  private heredoc: Heredoc | undefined
  /** How much was open where the heredoc began: what is opened later is inside it. */
  private base = 0
  private line = ""
  private comment = false
  private escaped = false
  private previous = "\n"

  get context(): ShellContext {
    if (this.open.includes("`")) return "backticks"
    for (let depth = this.open.length - 1; depth >= this.base; depth--) {
      const opened = this.open[depth]
      if (opened === "))") return "$((...))"
      if (opened === "'") return "single quotes"
      if (opened === "$'") return "$'...'"
      if (opened === '"') return "double quotes"
      if (opened === ")") return "bare"
      // `}`: a `${...}` has the quoting of what is around it
    }
    if (this.heredoc === undefined) return "bare"
    return this.heredoc.quoted ? "quoted heredoc" : "heredoc"
  }

  /** Reads on. `value` marks that the program's value stands after `text`. */
  read(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const rest = text.slice(index, index + 3)
      index += this.step(rest, text, index)
    }
  }

  /** A value stands here: it is one word's content, whatever it holds. */
  value(): void {
    this.previous = "v"
    this.line += "v"
    this.escaped = false
  }

  /** Takes one character and says how many more it took with it. */
  private step(rest: string, text: string, index: number): number {
    const character = rest[0] ?? ""
    const top = this.open.at(-1)
    if (character === "\n") return this.endLine()
    this.line += character
    if (this.comment) return 0
    if (this.escaped) {
      this.escaped = false
      this.previous = "x"
      return 0
    }
    if (this.heredoc?.quoted === true) return 0
    if (top === "'") return this.close(character === "'")
    if (character === "\\") {
      this.escaped = true
      return 0
    }
    if (top === "$'") return this.close(character === "'")
    const before = this.previous
    this.previous = character
    if (rest === "$((") return this.push("))", 2)
    if (rest.startsWith("$(")) return this.push(")", 1)
    if (rest.startsWith("${")) return this.push("}", 1)
    if (character === "`") return top === "`" ? this.close(true) : this.push("`", 0)
    if (top === "))") {
      if (rest.startsWith("))")) {
        this.open.pop()
        return this.take(rest, 1)
      }
      if (character === "(") return this.push(")", 0)
      return 0
    }
    if (top === "}" && character === "}") return this.close(true)
    const quoting = this.context
    if (quoting === "heredoc") return 0
    if (character === '"') return top === '"' ? this.close(true) : this.push('"', 0)
    if (quoting === "double quotes") return 0
    if (rest.startsWith("$'")) return this.push("$'", 1)
    if (character === "'") return this.push("'", 0)
    if (character === "(") return this.push(")", 0)
    if (character === ")" && top === ")") return this.close(true)
    if (character === "#" && /[\s;&|()]/.test(before)) this.comment = true
    else if (rest === "<<<") return this.take(rest, 2)
    else if (rest.startsWith("<<")) return this.startHeredoc(text, index)
    return 0
  }

  private push(closes: (typeof this.open)[number], more: number): number {
    this.open.push(closes)
    this.previous = " "
    return more
  }

  private close(really: boolean): number {
    if (really) {
      this.open.pop()
      this.previous = "x"
    }
    return 0
  }

  private take(rest: string, more: number): number {
    this.line += rest.slice(1, 1 + more)
    this.previous = "x"
    return more
  }

  private startHeredoc(text: string, index: number): number {
    const found = /^<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s;&|<>()'"\\])+)/.exec(text.slice(index))
    if (found === null) return 1
    const [whole, dash = "", word = ""] = found
    this.waiting.push({ delimiter: word.replace(/['"\\]/g, ""), quoted: /['"\\]/.test(word), tabs: dash === "-" })
    this.previous = "x"
    return whole.length - 1
  }

  private endLine(): number {
    const line = this.line
    this.line = ""
    this.comment = false
    this.escaped = false
    this.previous = "\n"
    if (this.heredoc !== undefined) {
      const ending = this.heredoc.tabs ? line.replace(/^\t+/, "") : line
      if (ending === this.heredoc.delimiter) {
        this.open.length = this.base
        this.heredoc = undefined
      }
    }
    if (this.heredoc === undefined && !this.insideQuotes()) {
      this.heredoc = this.waiting.shift()
      this.base = this.heredoc === undefined ? 0 : this.open.length
    }
    return 0
  }

  private insideQuotes(): boolean {
    const top = this.open.at(-1)
    return top === "'" || top === '"' || top === "$'"
  }
}

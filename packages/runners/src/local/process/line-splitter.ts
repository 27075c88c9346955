/** Lines that are longer are broken, so that memory stays bounded. */
const longestLine = 16_384

/** Cuts text that comes in pieces into lines without their ends. */
export interface LineSplitter {
  push(text: string): readonly string[]
  /** The last line, if it has no end. */
  end(): readonly string[]
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff

/**
 * Lines end with `\n` or `\r\n`. A `\r` alone begins the line anew, as a terminal shows it: of a progress bar its last
 * state is kept. A line longer than `limit` comes in several parts.
 */
export const makeLineSplitter = (limit = longestLine): LineSplitter => {
  let line = ""
  // A `\r` at the end of a piece: the next piece tells whether a `\n` follows.
  let returned = false
  const lines: string[] = []

  const flushLong = () => {
    while (line.length > limit) {
      const cut = isHighSurrogate(line.charCodeAt(limit - 1)) ? limit - 1 : limit
      lines.push(line.slice(0, cut))
      line = line.slice(cut)
    }
  }
  const add = (text: string) => {
    if (text === "") return
    if (returned) line = ""
    returned = false
    line += text
    flushLong()
  }
  const take = (): readonly string[] => lines.splice(0)

  return {
    push: (text) => {
      let from = 0
      for (const match of text.matchAll(/[\r\n]/g)) {
        add(text.slice(from, match.index))
        from = match.index + 1
        if (match[0] === "\r") returned = true
        else {
          lines.push(line)
          line = ""
          returned = false
        }
      }
      add(text.slice(from))
      return take()
    },
    end: () => {
      if (line !== "") lines.push(line)
      line = ""
      returned = false
      return take()
    },
  }
}

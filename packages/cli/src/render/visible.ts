const hidden = (breaks: boolean): RegExp =>
  breaks
    ? /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g
    : /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** A text with what would move the cursor or hide text on a terminal made visible. */
export const visible = (text: string): string => text.replace(hidden(false), escaped)

/** The same, in one line: for what somebody wrote and what stands between other words. */
export const visibleLine = (text: string): string =>
  text.replace(/\s*[\r\n\t]+\s*/g, " ").replace(hidden(true), escaped)

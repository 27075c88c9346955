// Two characters that files have no use for mark the name of an input whose value is not known: the text stays one string.
const open = "\uE000"
const close = "\uE001"

/** A text that holds the marks itself could say anything in the name of an input. */
export const holdsMarks = (text: string): boolean => text.includes(open) || text.includes(close)

/** Stands in a text for the value of an input that may have several. */
export const hole = (input: string): string => `${open}${input}${close}`

/** A text cut into what is known and the inputs between. */
export type Part = string | { readonly input: string }

const cut = new RegExp(`${open}([^${close}]*)${close}`)

export const partsOf = (text: string): readonly Part[] =>
  text
    .split(cut)
    .map((part, index): Part => (index % 2 === 0 ? part : { input: part }))
    .filter((part) => part !== "")

/** The inputs that a text holds. */
export const holesOf = (text: string): readonly string[] =>
  partsOf(text).flatMap((part) => (typeof part === "string" ? [] : [part.input]))

/** As a person would write it. */
export const shown = (text: string): string =>
  partsOf(text)
    .map((part) => (typeof part === "string" ? part : `$[[ inputs.${part.input} ]]`))
    .join("")

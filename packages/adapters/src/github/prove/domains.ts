import { data } from "./github-expressions.js"
import { freshWord } from "./glob.js"
import type { Usage } from "./usages.js"

export const text = (value: string): data.ExpressionData => new data.StringData(value)
export const yesOrNo = (value: boolean): data.ExpressionData => new data.BooleanData(value)

/** The texts that are equal to values: of what is no text, by the number that it is. */
const textsOf = (values: readonly data.ExpressionData[]): readonly string[] =>
  values.flatMap((value) => {
    if (value.kind === data.Kind.String) return [value.coerceString()]
    return value.kind === data.Kind.Number || value.kind === data.Kind.Boolean ? [String(value.number())] : []
  })

/** Every selection of some of the texts: of more than a few, none, each alone and all. */
const selections = (texts: readonly string[]): readonly (readonly string[])[] => {
  if (texts.length > 3) return [[], ...texts.map((one) => [one]), texts]
  return Array.from({ length: 1 << texts.length }, (_, chosen) => texts.filter((_, index) => (chosen >> index) & 1))
}

/** The words that stand in all of this, so that a fresh one is another. */
export const wordsOf = (usage: Usage | undefined): readonly string[] =>
  usage === undefined
    ? []
    : [...textsOf(usage.equals), ...usage.prefixes, ...usage.suffixes, ...usage.infixes, ...usage.within]

/**
 * Texts of which one behaves like any text: those that are named, and one for each way in which a text may begin, end and
 * hold what is looked for, with a word between them that stands nowhere else. `bare` is that word where nothing is looked for.
 */
export const sampleTexts = (usage: Usage | undefined, word: string, bare: string): readonly string[] => {
  if (usage === undefined) return [bare]
  const begins = ["", ...usage.prefixes]
  const ends = ["", ...usage.suffixes]
  const inside = selections([...new Set(usage.infixes)])
  const mixed = begins.flatMap((begin) =>
    inside.flatMap((some) =>
      ends.map((end) =>
        begin === "" && end === "" && some.length === 0 ? bare : `${begin}${[word, ...some, word].join("-")}${end}`,
      ),
    ),
  )
  const exact = [...usage.prefixes, ...usage.suffixes, ...usage.infixes].filter((one) => one !== "")
  const within = usage.within.flatMap((whole) => [whole, ...whole.split(/[\s,;|]+/), whole.slice(0, 1)])
  return [...new Set([...textsOf(usage.equals), ...exact, ...within, ...mixed])]
}

/**
 * Texts that all things have which are compared with each other: half as many that behave like any text as there are
 * things, so that each two of them may be equal and differ from the others.
 */
export const commonTexts = (usage: Usage | undefined): readonly string[] => {
  if (usage === undefined || usage.peers.length === 0) return []
  const names = usage.peers.map((path) => path.join(".")).sort()
  const words = wordsOf(usage)
  return Array.from({ length: Math.floor(names.length / 2) }, (_, index) => {
    const again = "again ".repeat(index)
    return sampleTexts(usage, freshWord(`same-${index}`, words), `${again}the same in ${names.join(" and ")}`)
  }).flat()
}

/** JSON texts by which a value that is read as JSON becomes what it is compared with. */
const jsonTexts = (usage: Usage): readonly data.ExpressionData[] =>
  usage.json
    ? [
        text("true"),
        text("false"),
        ...usage.equals.flatMap((value) =>
          value.kind === data.Kind.String ? [text(JSON.stringify(value.coerceString()))] : [text(value.coerceString())],
        ),
      ]
    : []

/** The values of something that may hold any text, none among them. */
export const anyText = (usage: Usage | undefined, name: string): readonly data.ExpressionData[] => {
  const word = freshWord("other", wordsOf(usage))
  const found = [nothingAtAll, text(""), ...sampleTexts(usage, word, `${name}-${word}`).map(text)]
  return usage === undefined ? found : unique([...found, ...jsonTexts(usage)])
}

/** The values of something that may hold anything that JSON can, such as a part of an event. */
export const anything = (usage: Usage | undefined, name: string): readonly data.ExpressionData[] =>
  unique([...anyText(usage, name), ...(usage?.equals ?? []), yesOrNo(true), yesOrNo(false)])

const nothingAtAll: data.ExpressionData = new data.Null()

export const unique = (values: readonly data.ExpressionData[]): readonly data.ExpressionData[] => [
  ...new Map(values.map((value) => [`${value.kind}:${value.coerceString()}`, value])).values(),
]

/** What a person reads of a value. */
export const shown = (value: data.ExpressionData): string =>
  value.kind === data.Kind.Null ? "not set" : value.coerceString() === "" ? "empty" : value.coerceString()

/** A code block that is a file: ```` ```ts pipelines/shop.ts ````. */
export interface NamedBlock {
  readonly file: string
  readonly text: string
}

/** The file that a block names behind its language; undefined where it names none. */
export const fileOf = (info: string): string | undefined => /^ts (\S+\.ts)$/.exec(info)?.[1]

/** The blocks of a page that name a file, in its order. */
export const namedBlocks = (page: string): readonly NamedBlock[] =>
  [...page.replaceAll("\r\n", "\n").matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].flatMap((match) => {
    const file = fileOf(match[1] ?? "")
    return file === undefined ? [] : [{ file, text: match[2] ?? "" }]
  })

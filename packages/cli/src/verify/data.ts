import { parseAllDocuments } from "yaml"

/** A value of a file that somebody else wrote: nothing about it is known. */
export type Data = unknown

export const isRecord = (value: Data): value is Readonly<Record<string, Data>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parsed = (text: string): readonly Data[] | undefined => {
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false })
  if (!Array.isArray(documents)) return []
  if (documents.some(({ errors }) => errors.length > 0)) return undefined
  try {
    return documents.map((document) => document.toJS({ maxAliasCount: 1_000 }) as Data)
  } catch {
    return undefined // aliases that hold themselves
  }
}

/** The documents of a file as plain data; none where it is no YAML. What stands against it is for whoever judges it. */
export const documentsOf = (text: string): readonly Data[] => parsed(text) ?? []

/** Whether a text is YAML without a mistake. */
export const isYaml = (text: string): boolean => parsed(text) !== undefined

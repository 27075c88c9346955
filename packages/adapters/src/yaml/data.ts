/** What stands in a file, in the order given. */
export type Yaml = string | number | boolean | null | Lines | readonly Yaml[] | Mapping

/** Text that is read best in lines of its own, such as a script. */
export interface Lines {
  readonly lines: string
}

export interface Mapping {
  readonly entries: readonly Entry[]
}

export interface Entry extends Notes {
  readonly key: string
  readonly value: Yaml
}

/** What people read beside the data. */
export interface Notes {
  /** Lines of comment above the entry. */
  readonly above?: readonly string[]
  /** A comment behind the value, on its line. */
  readonly beside?: string
  /** An empty line before the entry. */
  readonly gap?: boolean
}

/** An entry, or nothing where there is no value. */
export const entry = (key: string, value: Yaml | undefined, notes: Notes = {}): readonly Entry[] =>
  value === undefined ? [] : [{ key, value, ...notes }]

export const mapping = (...entries: readonly (readonly Entry[])[]): Mapping => ({ entries: entries.flat() })

/** The mapping, or nothing where it is empty. */
export const filled = (map: Mapping): Mapping | undefined => (map.entries.length === 0 ? undefined : map)

/** The list, or nothing where it is empty. */
export const some = (list: readonly Yaml[]): readonly Yaml[] | undefined => (list.length === 0 ? undefined : list)

/** Where the text begins behind the key, but each line stands on its own. */
export const lines = (text: string): Lines => ({ lines: text })

export const isMapping = (value: Yaml): value is Mapping =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "entries")

export const isLines = (value: Yaml): value is Lines =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "lines")

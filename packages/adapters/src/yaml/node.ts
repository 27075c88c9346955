/** Lines and columns from 1. */
export interface YamlPlace {
  readonly line: number
  readonly column: number
}

/** What a file of YAML holds, each part with its place. Aliases stand for what they name. */
export type YamlNode = YamlScalar | YamlList | YamlMap

interface Base {
  readonly place: YamlPlace
  /** A tag of its own, such as GitLab's `!reference`. */
  readonly tag?: string
}

export interface YamlScalar extends Base {
  readonly kind: "scalar"
  readonly value: string | number | boolean | null
}

export interface YamlList extends Base {
  readonly kind: "list"
  readonly items: readonly YamlNode[]
}

export interface YamlMap extends Base {
  readonly kind: "map"
  readonly entries: readonly YamlEntry[]
}

export interface YamlEntry {
  readonly key: string
  /** Where the key stands. */
  readonly place: YamlPlace
  readonly value: YamlNode
}

/** What is wrong with a text that is no YAML. */
export interface YamlMistake {
  readonly message: string
  readonly place: YamlPlace
}

/** The documents of a file, or what stands against reading them. */
export interface YamlFile {
  readonly documents: readonly YamlNode[]
  readonly mistakes: readonly YamlMistake[]
}

import type { Document } from "yaml"

export type Path = readonly (string | number)[]

/** What stands at a place of a file. It fails where nothing does, as all of these edits do where nothing would change. */
export const at = (document: Document, path: Path): unknown => {
  const value = document.getIn(path)
  if (value === undefined) throw new Error(`${path.join(".")} is not in the file`)
  return value
}

export const set = (document: Document, path: Path, value: unknown): void => {
  document.setIn(path, document.createNode(value))
}

export const add = (document: Document, path: Path, value: object): void => {
  if (document.hasIn(path)) throw new Error(`${path.join(".")} is there already`)
  set(document, path, value)
}

export const remove = (document: Document, path: Path): void => {
  at(document, path)
  document.deleteIn(path)
}

export const changeText = (document: Document, path: Path, change: (text: string) => string): void => {
  const old = String(at(document, path))
  const changed = change(old)
  if (changed === old) throw new Error(`${path.join(".")} is as before`)
  document.setIn(path, changed)
}

/** The needs of a job with one of them as another thing, or none. */
export const withNeed = <T>(
  needs: readonly string[],
  need: string,
  ...instead: readonly T[]
): readonly (string | T)[] => {
  if (!needs.includes(need)) throw new Error(`${need} is not among ${needs.join(", ")}`)
  return needs.flatMap((one): readonly (string | T)[] => (one === need ? instead : [one]))
}

/** What reading a file comes to. */
export type Reading =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  /** `why` in words for people: no rights, not text. */
  | { readonly kind: "unreadable"; readonly why: string }

/**
 * The files of a repository, as an audit asks for them. Paths are relative to its root, with `/` between the parts.
 * Only what CI reads is asked for: its files, and what these include, use or call.
 */
export interface Repository {
  readonly read: (path: string) => Reading
  /** All files below a folder, at any depth; none where the folder is not there. `""` is the root. */
  readonly list: (folder: string) => readonly string[]
}

/**
 * A repository whose files are all known, by their paths. Use it in tests, and for what is not on a disk.
 *
 * @example
 * ```ts
 * import { repositoryOf } from "@shipline/adapters"
 *
 * const repository = repositoryOf({ ".github/workflows/test.yml": "on: push" })
 * console.log(repository.list(".github"), repository.read("Makefile").kind) // [ '.github/workflows/test.yml' ] absent
 * ```
 */
export const repositoryOf = (files: { readonly [path: string]: string | undefined }): Repository => {
  const texts = new Map(Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])))
  return {
    read: (path) => {
      const text = texts.get(path)
      return text === undefined ? { kind: "absent" } : { kind: "text", text }
    },
    list: (folder) => [...texts.keys()].filter((path) => folder === "" || path.startsWith(`${folder}/`)).sort(),
  }
}

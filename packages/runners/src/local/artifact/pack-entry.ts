/** One thing in a pack. `name` is its path in the project, with "/" between the parts. */
export type PackEntry =
  | { readonly type: "directory"; readonly name: string }
  | { readonly type: "symlink"; readonly name: string; readonly target: string }
  | {
      readonly type: "file"
      readonly name: string
      readonly file: string
      readonly size: number
      readonly executable: boolean
    }

const escapes = (path: string): boolean => path.startsWith("/") || path.split("/").includes("..")

/** Where a link at `name` leads, in the pack; undefined where it leads out of it. */
export const linkInside = (name: string, target: string): string | undefined => {
  if (target.startsWith("/") || target === "") return undefined
  const parts = name.split("/").slice(0, -1)
  for (const part of target.split("/")) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join("/")
}

/** Whether a name may be written below a folder. */
export const isInside = (name: string): boolean => name !== "" && !escapes(name) && !name.includes("\0")

/** The order of a pack: by the bytes of the names, so that a folder comes before what is in it. */
export const byName = (a: PackEntry, b: PackEntry): number => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))

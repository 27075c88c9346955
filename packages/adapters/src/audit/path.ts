/** A path without `.` and `..`, from the root of the repository; undefined where it leads out of it. */
export const normalPath = (path: string): string | undefined => {
  const parts: string[] = []
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join("/")
}

/** A path as it is meant in a folder. */
export const pathIn = (folder: string, path: string): string | undefined => normalPath(`${folder}/${path}`)

export const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/")

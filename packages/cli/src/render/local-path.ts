import { isAbsolute, relative } from "node:path"
import { fileURLToPath } from "node:url"

/** The path of a place: engines write modules as URLs. */
export const pathOf = (file: string): string =>
  file.startsWith("file:") ? fileURLToPath(file.replace(/[?#].*$/, "")) : file

/** A path as it is typed in this folder, with `/` between the parts. */
export const localPath = (cwd: string, file: string): string => {
  const path = pathOf(file)
  const local = isAbsolute(path) ? relative(cwd, path) : path
  return local.replaceAll("\\", "/")
}

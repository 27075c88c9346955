import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { resolve, sep } from "node:path"
import { pipeline } from "node:stream/promises"
import { misused, refused } from "../guard-error.js"

/** The sha256 of a file below the folder that a variable names, `sha256:…`. */
export const digestOf = async (
  { variable, folder }: { readonly variable: string; readonly folder: string },
  path: string,
): Promise<string> => {
  const file = resolve(folder, path)
  if (!file.startsWith(resolve(folder) + sep))
    throw misused("SHIPLINE_POLICY", `names an archive outside of ${variable}: ${path}`)
  const hash = createHash("sha256")
  try {
    await pipeline(createReadStream(file), hash)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw refused(
      "SL6154",
      `the archive ${path} cannot be read: ${why}`,
      "It is downloaded before the guard looks at it.",
    )
  }
  return `sha256:${hash.digest("hex")}`
}

import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"

/** The sha256 of a file, `sha256:…`. */
export const digestOf = async (file: string): Promise<string> => {
  const hash = createHash("sha256")
  const chunks: AsyncIterable<Uint8Array> = createReadStream(file)
  for await (const chunk of chunks) hash.update(chunk)
  return `sha256:${hash.digest("hex")}`
}

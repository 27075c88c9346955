import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { chmod, mkdir, open, symlink } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Extract, Header } from "tar-stream"
import { isInside, linkInside } from "./pack-entry.js"
import { roomy } from "./roomy.js"

/** Something in a pack that no pack of ours holds. */
export class BadPack extends Error {}

interface Entry extends AsyncIterable<unknown> {
  readonly header: Header
}

const writeBody = async (file: string, body: AsyncIterable<unknown>, mode: number): Promise<void> => {
  const handle = await open(file, "wx")
  const write = async () => {
    for await (const chunk of body) if (chunk instanceof Uint8Array) await handle.writeFile(chunk)
  }
  await write().finally(() => handle.close())
  await chmod(file, mode)
}

const place = async (into: string, entry: Entry, links: Set<string>): Promise<void> => {
  const { name, type, linkname, mode } = entry.header
  const parents = name.split("/").map((_, i, parts) => parts.slice(0, i).join("/"))
  if (!isInside(name) || parents.some((parent) => links.has(parent))) throw new BadPack(`'${name}' leads out of it`)
  const path = join(into, name)
  await mkdir(dirname(path), { recursive: true })
  if (type === "file") return writeBody(path, entry, (mode & 0o100) === 0 ? 0o644 : 0o755)
  if (type === "directory") await mkdir(path, { recursive: true })
  else if (type === "symlink" && linkInside(name, linkname) !== undefined) {
    links.add(name)
    await symlink(linkname, path)
  } else throw new BadPack(`'${name}' is of a kind that is never packed`)
  for await (const _ of entry) throw new BadPack(`'${name}' has a body`)
}

const feed = async (extract: Extract, file: string, digest: (chunk: Uint8Array) => void): Promise<void> => {
  const chunks: AsyncIterable<Uint8Array> = createReadStream(file)
  for await (const chunk of chunks) {
    digest(chunk)
    if (!extract.write(chunk)) await roomy(extract)
    if (extract.destroyed) return
  }
  extract.end(undefined)
}

/**
 * Unpacks a file into an empty folder and returns the sha256 of what was read, hexadecimal. The content counts only
 * if that is the digest that was asked for.
 */
export const readPack = async (file: string, into: string): Promise<string> => {
  const { default: tar } = await import("tar-stream") // CommonJS: a bundle gives its default export alone
  const extract = tar.extract()
  // It is told by the rejections below.
  extract.on("error", () => {})
  const hash = createHash("sha256")
  const links = new Set<string>()
  const feeding = feed(extract, file, (chunk) => hash.update(chunk)).catch((error: unknown) => {
    extract.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  const placing = (async () => {
    for await (const entry of extract) await place(into, entry, links)
  })()
  const results = await Promise.allSettled([feeding, placing])
  for (const result of results) if (result.status === "rejected") throw result.reason
  return hash.digest("hex")
}

import { createHash } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import type { Pack } from "tar-stream"
import type { PackEntry } from "./pack-entry.js"
import { roomy } from "./roomy.js"

/** Times and owners are no part of an artifact: the same files always make the same pack. */
const common = { uid: 0, gid: 0, uname: "", gname: "", mtime: new Date(0) }

type WithoutBody = Exclude<PackEntry, { readonly type: "file" }>
type Sink = ReturnType<Pack["entry"]>
type File = Extract<PackEntry, { readonly type: "file" }>

const addBare = (pack: Pack, entry: WithoutBody): Promise<void> =>
  new Promise((resolve, reject) => {
    const { type, name } = entry
    const header =
      entry.type === "symlink" ? { type, name, mode: 0o777, linkname: entry.target } : { type, name, mode: 0o755 }
    pack.entry({ ...common, ...header }, (error) => (error ? reject(error) : resolve()))
  })

const addFile = async (pack: Pack, { name, file, size, executable }: File): Promise<void> => {
  const header = { ...common, type: "file" as const, name, size, mode: executable ? 0o755 : 0o644 }
  let written: Promise<void> | undefined
  const body = await new Promise<Sink>((ready) => {
    written = new Promise((resolve, reject) => {
      const sink = pack.entry(header, (error) => (error ? reject(error) : resolve()))
      sink.on("error", reject)
      sink.on("close", () => reject(new Error(`'${name}' was not packed to its end`)))
      ready(sink)
    })
    // It may fail while the file is still being read; it is awaited below.
    written.catch(() => {})
  })
  // Only as much as was announced: a file that still grows must not end the pack in disorder.
  if (size > 0)
    for await (const chunk of createReadStream(file, { end: size - 1 })) {
      if (!body.write(chunk)) await roomy(body)
      if (body.destroyed) break
    }
  body.end(undefined)
  await written
}

const feed = async (pack: Pack, entries: readonly PackEntry[]): Promise<void> => {
  for (const entry of entries) await (entry.type === "file" ? addFile(pack, entry) : addBare(pack, entry))
  pack.finalize()
}

/** Writes a pack of these entries to a new file and returns the sha256 of it, hexadecimal. */
export const writePack = async (entries: readonly PackEntry[], file: string): Promise<string> => {
  const { default: tar } = await import("tar-stream") // CommonJS: a bundle gives its default export alone
  const pack = tar.pack()
  const hash = createHash("sha256")
  const hashed = async function* (chunks: AsyncIterable<unknown>) {
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) continue
      hash.update(chunk)
      yield chunk
    }
  }
  const feeding = feed(pack, entries).catch((error: unknown) => {
    pack.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  const bytes: AsyncIterable<unknown> = pack
  const out = createWriteStream(file, { flags: "wx", flush: true })
  const writing = pipeline(bytes, hashed, out).catch((error: unknown) => {
    pack.destroy()
    throw error
  })
  const [fed, written] = await Promise.allSettled([feeding, writing])
  // What went wrong on the way in says more than that the way out was closed, unless the way out broke first.
  if (written.status === "rejected" && "code" in Object(written.reason)) throw written.reason
  if (fed.status === "rejected") throw fed.reason
  if (written.status === "rejected") throw written.reason
  return hash.digest("hex")
}

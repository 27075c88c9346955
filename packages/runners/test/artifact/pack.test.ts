import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { listEntries } from "../../src/local/artifact/list-entries.js"
import { writePack } from "../../src/local/artifact/pack.js"
import { readPack } from "../../src/local/artifact/unpack.js"
import { tempFolder } from "../support/project.js"

interface File {
  readonly path: readonly string[]
  readonly content: Uint8Array
  readonly executable: boolean
}

const home = tempFolder()
const fresh = () => mkdtempSync(join(home, "x"))

const name = fc
  .string({
    unit: fc.constantFrom("a", "B", "-", ".", " ", "é", "😀", "\n", "n".repeat(60)),
    minLength: 1,
    maxLength: 4,
  })
  .filter((text) => text !== "." && text !== ".." && text !== ".git" && Buffer.byteLength(text) < 250)
const files = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 4 }),
    content: fc.uint8Array({ maxLength: 2_000 }),
    executable: fc.boolean(),
  }),
  { selector: (file) => file.path.join("/"), maxLength: 12 },
)

/** Makes files in the order given; a path that goes through another file is left out. */
const lay = (root: string, all: readonly File[], seconds: number): void => {
  for (const { path, content, executable } of all) {
    const file = join(root, "out", ...path)
    const blocked = path.some((_, i) => all.some((other) => other.path.join("/") === path.slice(0, i).join("/")))
    if (blocked) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    chmodSync(file, executable ? 0o777 : 0o600)
    utimesSync(file, seconds, seconds)
  }
}

const packed = async (root: string, paths: readonly string[] = ["out"]) => {
  const file = join(root, "pack.tar")
  return { file, digest: await writePack(await listEntries(root, "x", paths), file) }
}

const tree = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => {
      const info = lstatSync(join(root, path))
      if (info.isSymbolicLink()) return `${path} -> ${readlinkSync(join(root, path))}`
      if (info.isDirectory()) return `${path}/`
      return `${path} ${(info.mode & 0o100) !== 0} ${readFileSync(join(root, path)).toString("hex")}`
    })
    .sort()

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "nothing",
    (error: unknown) => (error as { problems?: readonly { code: string }[] }).problems?.[0]?.code ?? error, // what a rejection holds is unknown
  )

describe("a pack", () => {
  test("depends on names, content and the right to execute, and on nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const [a, b] = [fresh(), fresh()]
        mkdirSync(join(a, "out"))
        mkdirSync(join(b, "out"))
        lay(a, all, 1_000_000_000)
        lay(b, [...all].reverse(), 1_700_000_000)
        expect((await packed(a)).digest).toBe((await packed(b)).digest)
      }),
      { numRuns: 60 },
    )
  })

  test("is unpacked to what was packed", async () => {
    await fc.assert(
      fc.asyncProperty(files, async (all) => {
        const [root, into] = [fresh(), fresh()]
        mkdirSync(join(root, "out"))
        lay(root, all, 1)
        const { file, digest } = await packed(root)
        expect(await readPack(file, into)).toBe(digest)
        expect(tree(join(into, "out"))).toEqual(tree(join(root, "out")))
      }),
      { numRuns: 60 },
    )
  })

  test("changes with a byte, a name or a mode", async () => {
    const digests = new Set<string>()
    for (const [file, text, mode] of [
      ["a", "1", 0o644],
      ["a", "2", 0o644],
      ["b", "1", 0o644],
      ["a", "1", 0o755],
    ] as const) {
      const root = fresh()
      mkdirSync(join(root, "out"))
      writeFileSync(join(root, "out", file), text)
      chmodSync(join(root, "out", file), mode)
      digests.add((await packed(root)).digest)
    }
    expect(digests.size).toBe(4)
  })

  test("is the same to the byte on every machine and in every version", async () => {
    const root = fresh()
    mkdirSync(join(root, "out", "é"), { recursive: true })
    writeFileSync(join(root, "out", "é", "n".repeat(120)), "content\n")
    writeFileSync(join(root, "out", "run"), "#!/bin/sh\n", { mode: 0o755 })
    symlinkSync("run", join(root, "out", "link"))
    expect((await packed(root)).digest).toBe("a23df0ce82f0aeaaeb6a035ca2a4fb330d65ff54b606c40ac963aceefc92cd5b")
  })

  test("keeps links that stay inside and empty folders, and names each thing once", async () => {
    const [root, into] = [fresh(), fresh()]
    mkdirSync(join(root, "out", "empty"), { recursive: true })
    writeFileSync(join(root, "out", "file"), "x")
    symlinkSync("../out/file", join(root, "out", "link"))
    const { file } = await packed(root, ["out", "./out/file", "out/"])
    await readPack(file, into)
    expect(tree(into)).toEqual([
      "out/",
      "out/empty/",
      "out/file true 78".replace("true", "false"),
      "out/link -> ../out/file",
    ])
  })

  test("refuses what leads out, what is missing and what is no file", async () => {
    const root = fresh()
    mkdirSync(join(root, "out"))
    expect(await codeOf(packed(root, ["nothing"]))).toBe("SL4201")
    expect(await codeOf(packed(root, ["out/nothing"]))).toBe("SL4201")
    expect(await codeOf(packed(root, ["../x"]))).toBe("SL4202")
    expect(await codeOf(packed(root, ["/etc/passwd"]))).toBe("SL4202")
    symlinkSync("/etc/passwd", join(root, "out", "absolute"))
    expect(await codeOf(packed(root))).toBe("SL4202")
    symlinkSync("/etc", join(root, "etc"))
    expect(await codeOf(packed(root, ["etc/passwd"]))).toBe("SL4202")
    expect(await codeOf(packed(root, ["/dev/null"]))).toBe("SL4202")
  })

  test("is never written over another file", async () => {
    const root = fresh()
    mkdirSync(join(root, "out"))
    writeFileSync(join(root, "pack.tar"), "mine")
    await expect(packed(root)).rejects.toThrow("EEXIST")
    expect(readFileSync(join(root, "pack.tar"), "utf8")).toBe("mine")
  })

  test("of a file that has shrunk meanwhile fails", async () => {
    const root = fresh()
    writeFileSync(join(root, "big"), Buffer.alloc(300_000))
    const entries = await listEntries(root, "x", ["big"])
    writeFileSync(join(root, "big"), "small")
    await expect(writePack(entries, join(root, "pack.tar"))).rejects.toThrow(/not packed to its end|Size mismatch/)
  })

  test("that is cut off or no pack at all is refused", async () => {
    const root = fresh()
    writeFileSync(join(root, "big"), Buffer.alloc(300_000, 1))
    const { file } = await packed(root, ["big"])
    writeFileSync(join(root, "half"), readFileSync(file).subarray(0, 100_000))
    await expect(readPack(join(root, "half"), fresh())).rejects.toThrow()
    writeFileSync(join(root, "none"), "hello".repeat(1_000))
    await expect(readPack(join(root, "none"), fresh())).rejects.toThrow()
  })
})

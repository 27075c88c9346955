import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ArtifactStore } from "../../src/local/artifact/artifact-store.js"
import { settingsOf } from "../../src/local/options.js"
import { Settings } from "../../src/local/settings.js"
import { tempFolder, write } from "../support/project.js"

const inFolder = (root: string) =>
  ArtifactStore.layer.pipe(Layer.provide(Layer.succeed(Settings, settingsOf({ root }))))

const objects = (root: string) => join(root, ".shipline", "store", "sha256")
const only = (root: string) => join(objects(root), readdirSync(objects(root))[0] ?? "")

describe("the artifact store", () => {
  it.effect("keeps one object for one content, and gives it back", () => {
    const root = tempFolder()
    return Effect.gen(function* () {
      const store = yield* ArtifactStore
      write(root, { "dist/a": "1", "other/dist/a": "1" })
      const digest = yield* store.put(root, "site", ["dist"])
      expect(yield* store.put(join(root, "other"), "same", ["dist"])).toBe(digest)
      expect(readdirSync(objects(root))).toEqual([`${digest.slice(7)}.tar`])
      yield* store.unpack("site", digest, join(root, "into"))
      expect(readFileSync(join(root, "into", "dist", "a"), "utf8")).toBe("1")
    }).pipe(Effect.provide(inFolder(root)))
  })

  const damage: Readonly<Record<string, (text: Buffer) => Uint8Array>> = {
    "a byte of a file": (all) => Buffer.concat([all.subarray(0, 1024), Buffer.from("X"), all.subarray(1025)]),
    "a byte of a header": (all) => Buffer.concat([Buffer.from("X"), all.subarray(1)]),
    "its end": (all) => all.subarray(0, 1100),
    "all of it": () => Buffer.from("hello"),
    "nothing left": () => Buffer.alloc(0),
    "something behind it": (all) => Buffer.concat([all, Buffer.from("X")]),
  }
  for (const [what, spoil] of Object.entries(damage)) {
    it.effect(`never gives out a damaged object: ${what}`, () => {
      const root = tempFolder()
      return Effect.gen(function* () {
        const store = yield* ArtifactStore
        write(root, { "dist/a": "1".repeat(3_000) })
        const digest = yield* store.put(root, "site", ["dist"])
        writeFileSync(only(root), spoil(readFileSync(only(root))))
        const error = yield* Effect.flip(store.unpack("site", digest, join(root, "into")))
        expect(error.problems[0]).toMatchObject({ code: "SL4205", path: "artifacts.site" })
        expect(existsSync(join(root, "into"))).toBe(false)
        expect(existsSync(join(root, "into.draft"))).toBe(false)
        // The next build makes it whole again.
        yield* store.put(root, "site", ["dist"])
        yield* store.unpack("site", digest, join(root, "into"))
      }).pipe(Effect.provide(inFolder(root)))
    })
  }

  it.effect("says what is not there, and keeps no draft of what it could not pack", () => {
    const root = tempFolder()
    return Effect.gen(function* () {
      const store = yield* ArtifactStore
      write(root, { "dist/a": "1" })
      const digest = yield* store.put(root, "site", ["dist"])
      rmSync(only(root))
      expect((yield* Effect.flip(store.unpack("site", digest, join(root, "into")))).problems[0]?.code).toBe("SL4204")
      expect((yield* Effect.flip(store.put(root, "site", ["dist", "none"]))).problems[0]).toMatchObject({
        code: "SL4201",
        message: "the build has not made 'none', which 'site' packs",
      })
      expect(readdirSync(join(root, ".shipline", "store", "drafts"))).toEqual([])
    }).pipe(Effect.provide(inFolder(root)))
  })
})

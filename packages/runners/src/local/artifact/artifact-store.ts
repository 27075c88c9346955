import { randomBytes } from "node:crypto"
import { mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { errno, fileEffect } from "../../errors/file-error.js"
import { type RunError, runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { homeFolder, openHome } from "../home.js"
import { Settings } from "../settings.js"
import { digestOf } from "./digest-of.js"
import { listEntries } from "./list-entries.js"
import { writePack } from "./pack.js"
import { readPack } from "./unpack.js"

const path = (artifact: string) => `artifacts.${artifact}`

const damaged = (artifact: string, digest: string, file: string) =>
  runError(
    runProblem(
      "SL4205",
      path(artifact),
      `'${artifact}' is damaged in the store: it no longer has the digest ${digest}`,
      `Remove ${file} and build it again.`,
    ),
  )

const missing = (artifact: string, digest: string) =>
  runError(
    runProblem(
      "SL4204",
      path(artifact),
      `'${artifact}' (${digest}) is not in the store`,
      "Something removed it, or it was built on another machine. Build it again by a release, or go on where it was built.",
    ),
  )

/** Failures to unpack that come from the machine; all others come from what is in the pack. */
const ofMachine: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOSPC",
  "EDQUOT",
  "EFBIG",
  "EIO",
  "EMFILE",
  "ENFILE",
  "ENOMEM",
])

/** Keeps `files` artifacts by the sha256 of their pack, under `.shipline/store`; several runs may share it. */
export class ArtifactStore extends Context.Service<
  ArtifactStore,
  {
    /** Packs paths of a folder and keeps the pack. Returns its digest, `sha256:…`. Fails with SL4201 to SL4203. */
    put(root: string, artifact: string, paths: readonly string[]): Effect.Effect<string, RunError>
    /** Unpacks an artifact into a new folder. Fails with SL4204 and SL4205; then the folder is not there. */
    unpack(artifact: string, digest: string, into: string): Effect.Effect<void, RunError>
    /** Reads an artifact through. Fails with SL4204 where it is not there, with SL4205 where it is not what it was. */
    check(artifact: string, digest: string): Effect.Effect<void, RunError>
  }
>()("@shipline/runners/local/ArtifactStore") {
  static readonly layer = Layer.effect(
    ArtifactStore,
    Effect.gen(function* () {
      const { root: project } = yield* Settings
      const objects = join("store", "sha256")
      const fileOf = (digest: string) => join(homeFolder(project, objects), `${digest.slice("sha256:".length)}.tar`)

      const put = Effect.fn("ArtifactStore.put")(function* (root: string, artifact: string, paths: readonly string[]) {
        // Not before: whoever only looks leaves nothing behind.
        yield* openHome(project, objects)
        const draft = join(yield* openHome(project, join("store", "drafts")), randomBytes(12).toString("hex"))
        return yield* fileEffect(`pack '${artifact}'`, async () => {
          const digest = `sha256:${await writePack(await listEntries(root, artifact, paths), draft)}`
          // The name is the content: whatever had it, whole or damaged, may go.
          await rename(draft, fileOf(digest))
          return digest
        }).pipe(Effect.onError(() => Effect.ignore(fileEffect("remove a draft", () => rm(draft, { force: true })))))
      })

      const unpack = Effect.fn("ArtifactStore.unpack")((artifact: string, digest: string, into: string) => {
        const draft = `${into}.draft`
        const file = fileOf(digest)
        return fileEffect(`unpack '${artifact}'`, async () => {
          await mkdir(draft, { recursive: true })
          const found = await readPack(file, draft).catch((error: unknown) => {
            if (errno(error) === "ENOENT") throw missing(artifact, digest)
            throw ofMachine.has(errno(error)) ? error : damaged(artifact, digest, file)
          })
          if (`sha256:${found}` !== digest) throw damaged(artifact, digest, file)
          await rename(draft, into)
        }).pipe(
          Effect.onError(() =>
            Effect.ignore(fileEffect("remove a draft", () => rm(draft, { recursive: true, force: true }))),
          ),
        )
      })
      const check = Effect.fn("ArtifactStore.check")((artifact: string, digest: string) => {
        const file = fileOf(digest)
        return fileEffect(`read '${artifact}'`, async () => {
          const found = await digestOf(file).catch((error: unknown) => {
            throw errno(error) === "ENOENT" ? missing(artifact, digest) : error
          })
          if (found !== digest) throw damaged(artifact, digest, file)
        })
      })
      return ArtifactStore.of({ put, unpack, check })
    }),
  )
}

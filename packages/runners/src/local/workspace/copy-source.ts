import { copyFile, mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { errno, fileEffect } from "../../errors/file-error.js"
import { type RunError, runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { git } from "../source/git.js"
import type { Source } from "../source/source.js"

/** Settings of this person's git must not change what a job gets: no hooks, no filters, no templates. */
const neutral = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" }

const quoted = (path: string) => (/^["#]|[\n\\]/.test(path) ? JSON.stringify(path) : path)

const borrowObjects = (source: Source, folder: string) =>
  fileEffect(`prepare ${folder}`, async () => {
    const own = join(folder, ".git")
    await mkdir(join(own, "objects", "info"), { recursive: true })
    await writeFile(join(own, "objects", "info", "alternates"), `${quoted(source.objects)}\n`)
    await copyFile(source.shallow, join(own, "shallow")).catch((error: unknown) => {
      if (errno(error) !== "ENOENT") throw error
    })
  })

const full = (error: RunError) =>
  error.problems.some((problem) => /No space left on device|Disk quota exceeded/.test(problem.message))
    ? runError(runProblem("SL4401", "", "cannot copy the source: the disk is full", "Make room and run again."))
    : error

/**
 * Puts the files of a commit into an empty folder, as a repository of its own that borrows the objects of the first:
 * nothing that a job does there reaches the repository of the user, and git tells a job which commit it is at.
 */
export const copySource = Effect.fnUntraced(function* (
  source: Source,
  folder: string,
  env: Readonly<Record<string, string>>,
) {
  const own = { ...env, ...neutral }
  yield* fileEffect(`make ${folder}`, () => mkdir(folder, { recursive: true }))
  yield* git(folder, own, ["init", "--quiet", "--template=", `--object-format=${source.objectFormat}`])
  yield* borrowObjects(source, folder)
  yield* git(folder, own, ["-c", "checkout.workers=0", "checkout", "--quiet", "--force", "--detach", source.commit])
}, Effect.mapError(full))

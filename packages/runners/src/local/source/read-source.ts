import { resolve } from "node:path"
import * as Effect from "effect/Effect"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import type { LocalSettings } from "../settings.js"
import { git, gitEnvironment, gitFailed, tryGit } from "./git.js"
import { type Source, versionOf } from "./source.js"

const noRepository = (root: string) =>
  runError(
    runProblem(
      "SL4001",
      "",
      `${root} is not in a git repository`,
      "Jobs run on the committed source: run `git init`, and commit the project.",
    ),
  )

const noCommit = (root: string) =>
  runError(
    runProblem("SL4002", "", `the repository of ${root} has no commit`, "Jobs run on the committed source: commit it."),
  )

const noProject = (project: string, commit: string) =>
  runError(
    runProblem(
      "SL4004",
      "",
      `the folder ${project} is not part of commit ${commit.slice(0, 8)}`,
      "Jobs run on the committed source: commit the folder.",
    ),
  )

/** Reads which commit a project is at. SL4001 without a repository, SL4002 without a commit, SL4004 for an uncommitted project. */
export const readSource = Effect.fn("readSource")(function* (settings: LocalSettings) {
  const env = gitEnvironment(settings.env)
  const at = settings.root
  const places = yield* tryGit(at, env, [
    "rev-parse",
    "--show-toplevel",
    "--git-path",
    "objects",
    "--git-path",
    "shallow",
    "--show-object-format",
    "--show-prefix",
  ])
  const [repository, objects, shallow, objectFormat, prefix] = places.stdout.split("\n")
  if (!places.ok && /not a git repository|must be run in a work tree/.test(places.stderr))
    return yield* noRepository(at)
  if (!places.ok || !repository || !objects || !shallow || !objectFormat)
    return yield* gitFailed(["rev-parse"], places.stderr)

  const head = yield* tryGit(at, env, ["show", "--no-patch", "--no-show-signature", "--format=%H %ct", "HEAD"])
  if (!head.ok) {
    const any = yield* tryGit(at, env, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
    return yield* any.ok ? gitFailed(["show"], head.stderr) : noCommit(at)
  }
  const [commit = "", seconds = ""] = head.stdout.trim().split(" ")

  const project = (prefix ?? "").replace(/\/$/, "")
  if (project !== "") {
    const type = yield* tryGit(repository, env, ["cat-file", "-t", `${commit}:${project}`])
    if (type.stdout.trim() !== "tree") return yield* noProject(project, commit)
  }
  const status = yield* git(repository, env, ["status", "--porcelain=v1", "-z", "--no-renames", "--ignore-submodules"])
  return {
    repository,
    project,
    commit,
    version: versionOf(commit, Number(seconds)),
    objects: resolve(at, objects),
    objectFormat,
    shallow: resolve(at, shallow),
    uncommitted: status
      .split("\0")
      .flatMap((line) => (line === "" || /(^|\/)\.shipline\//.test(line.slice(3)) ? [] : [line.slice(3)])),
  } satisfies Source
})

import * as Effect from "effect/Effect"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import type { BuiltArtifact } from "../../scheduler/built-artifact.js"
import { Reporter } from "../../scheduler/reporter.js"
import { ArtifactStore } from "../artifact/artifact-store.js"
import { publishImage } from "../docker/publish-image.js"
import { Settings } from "../settings.js"
import { tagOf } from "../values/resolve-value.js"
import type { JobRun } from "./job-run.js"

/** Takes what a build has made out of its workspace: packs and keeps files, publishes an image. */
export const collectArtifact = Effect.fnUntraced(function* (run: JobRun, name: string) {
  const { context, node, workspace } = run
  const store = yield* ArtifactStore
  const settings = yield* Settings
  const reporter = yield* Reporter
  const artifact = context.plan.artifacts.find((candidate) => candidate.name === name)
  if (artifact === undefined) return
  const { version, built } = context.candidate
  const tag = tagOf(context.plan, name, version)
  const common = { kind: artifact.kind, name, version, tag }
  let made: BuiltArtifact
  if (artifact.kind === "image") made = { ...common, ...(yield* publishImage(artifact, tag, settings.allow.size > 0)) }
  else {
    const digest = yield* store.put(workspace.project, name, artifact.paths)
    made = { ...common, digest, ref: `${name}@${digest}` }
  }
  const other = built.get(name)
  if (other !== undefined && other.digest !== made.digest)
    return yield* runError(
      runProblem(
        "SL4208",
        `nodes.${node.id}`,
        `the parts of '${node.title}' made different artifacts: ${other.digest} and ${made.digest}`,
        "An artifact is built once: leave out the matrix, or make the build repeatable.",
        node.at,
      ),
    )
  built.set(name, made)
  if (other === undefined) yield* reporter.emit({ kind: "built", node: node.id, artifact: made })
})

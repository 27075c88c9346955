import type { Release } from "@shipline/core/ledger"
import type { Node, Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { RunError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import type { BuiltArtifact } from "../../scheduler/built-artifact.js"
import { isJobNode } from "../../scheduler/job-node.js"
import { ArtifactStore } from "../artifact/artifact-store.js"
import { referredArtifacts } from "../job/referred-artifacts.js"
import { tagOf } from "../values/resolve-value.js"
import type { Candidate } from "./candidate.js"

const unfit = (node: Node, version: string, name: string) =>
  runProblem(
    "SL4310",
    `nodes.${node.id}`,
    `'${node.title}' needs the artifact '${name}', which ${version} does not have`,
    "The pipeline has changed since. Run this from the commit of that version, or release a new one.",
    node.at,
  )

/** The artifacts that are needed to the last byte, not only by their names. */
const unpacked = (nodes: readonly Node[]): ReadonlySet<string> =>
  new Set(nodes.flatMap((node) => (isJobNode(node) ? referredArtifacts(node.job, (field) => field === "path") : [])))

/**
 * Takes a release of the ledger as the candidate of a run: nothing is built, so all that these nodes need must be there,
 * by digest, before the first of them starts. SL4310 for what the release does not have, SL4204 and SL4205 for files.
 */
export const takeRelease = Effect.fn("takeRelease")(function* (plan: Plan, nodes: readonly Node[], release: Release) {
  const store = yield* ArtifactStore
  const { version, number, commit, schema } = release
  const own = new Map(release.artifacts.map((artifact) => [artifact.name, artifact]))
  const lacking = nodes.flatMap((node) =>
    isJobNode(node)
      ? referredArtifacts(node.job, (field) => field !== "version" && field !== "tag")
          .filter((name) => !own.has(name))
          .map((name) => unfit(node, version, name))
      : [],
  )
  if (lacking.length > 0) return yield* new RunError({ problems: lacking })
  const needed = unpacked(nodes)
  for (const { kind, name, digest } of own.values())
    if (kind === "files" && needed.has(name)) yield* store.check(name, digest)
  const built = [...own.values()].map((artifact): readonly [string, BuiltArtifact] => [
    artifact.name,
    { ...artifact, version, tag: tagOf(plan, artifact.name, version) },
  ])
  return { version, number, commit, ...(schema === undefined ? {} : { schema }), built: new Map(built) } as Candidate
})

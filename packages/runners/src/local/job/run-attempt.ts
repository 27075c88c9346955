import { stat } from "node:fs/promises"
import { join, normalize } from "node:path"
import * as Effect from "effect/Effect"
import { fileEffect } from "../../errors/file-error.js"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import type { Attempt } from "../../scheduler/jobs.js"
import { Reporter } from "../../scheduler/reporter.js"
import { ArtifactStore } from "../artifact/artifact-store.js"
import { startServices } from "../docker/start-services.js"
import { Journal } from "../journal/journal.js"
import { Settings } from "../settings.js"
import { baseEnvironment } from "../values/base-environment.js"
import type { Meaning } from "../values/resolve-value.js"
import { resolveVariables } from "../values/resolve-variables.js"
import { type Workspace, Workspaces } from "../workspace/workspaces.js"
import { collectArtifact } from "./collect-artifact.js"
import type { JobRun, JobsContext } from "./job-run.js"
import { keepReport } from "./keep-report.js"
import { referredArtifacts } from "./referred-artifacts.js"
import { runStep } from "./run-step.js"

const workingDirectory = Effect.fnUntraced(function* ({ node }: Attempt, workspace: Workspace) {
  const wanted = node.job.workingDirectory ?? "."
  const cwd = join(workspace.project, wanted)
  const inside = normalize(`${cwd}/`).startsWith(join(workspace.folder, "source", "/"))
  const found = yield* Effect.orElseSucceed(
    fileEffect(`see ${cwd}`, () => stat(cwd)),
    () => undefined,
  )
  if (inside && found?.isDirectory()) return cwd
  const message = `the working directory ${wanted} of '${node.title}' is not in the commit`
  return yield* runError(runProblem("SL4104", `nodes.${node.id}`, message, "Correct its name, or commit it.", node.at))
})

const openOutput = Effect.fnUntraced(function* ({ node, leg, number }: Attempt) {
  const journal = yield* Journal
  const reporter = yield* Reporter
  const append = yield* journal.log(leg.id)
  if (number > 1) yield* append(`--- attempt ${number} of ${node.job.retries + 1}\n`)
  return Effect.fnUntraced(function* (lines: readonly string[]) {
    if (lines.length === 0) return
    yield* append(`${lines.join("\n")}\n`)
    yield* reporter.emit({ kind: "job-output", node: node.id, leg: leg.id, title: leg.title, lines })
  })
})

const unpackArtifacts = Effect.fnUntraced(function* ({ node, context }: JobRun, meaning: Meaning) {
  const store = yield* ArtifactStore
  for (const name of referredArtifacts(node.job, (field) => field === "path")) {
    const artifact = context.candidate.built.get(name)
    if (artifact?.kind === "files") yield* store.unpack(name, artifact.digest, meaning.folderOf(name))
  }
})

/** One attempt from the copy of the source to the last artifact; whatever it started or made for itself is gone at its end. */
export const runAttempt = Effect.fnUntraced(function* (attempt: Attempt, context: JobsContext) {
  const { node, leg, number } = attempt
  const settings = yield* Settings
  const workspaces = yield* Workspaces
  const journal = yield* Journal
  const workspace = yield* workspaces.make(`${leg.id}-${number}`)
  const meaning: Meaning = {
    plan: context.plan,
    leg,
    secrets: context.secrets,
    version: context.candidate.version,
    built: context.candidate.built,
    folderOf: (artifact) => join(workspace.artifacts, artifact),
  }
  const run: JobRun = {
    ...attempt,
    context,
    workspace,
    meaning,
    cwd: yield* workingDirectory(attempt, workspace),
    base: baseEnvironment(settings),
    variables: yield* resolveVariables(node.job.variables, meaning),
    write: yield* openOutput(attempt),
  }
  yield* unpackArtifacts(run, meaning)
  const services = yield* Effect.forEach(node.job.services, (service) =>
    Effect.map(resolveVariables(service.variables, meaning), (variables) => ({ service, variables })),
  )
  yield* startServices(services, `shipline-${journal.run}-${leg.id}-${number}`)
  const { report } = node.job
  if (report !== undefined) yield* Effect.addFinalizer(() => keepReport(run, report))
  for (const [i, step] of node.job.steps.entries()) yield* runStep(step, run, i + 1)
  if (node.kind === "build") yield* collectArtifact(run, node.artifact)
})

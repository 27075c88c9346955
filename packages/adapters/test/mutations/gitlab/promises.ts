import type { CompiledFile } from "@shipline/adapters"
import type { Plan } from "@shipline/core"
import {
  type Explored,
  explore,
  type Pipeline,
  pipelineIfAny,
  type Start,
  simulatePipeline,
  startsOf,
} from "../../simulate/gitlab/index.js"
import { deployingNodes, gatesOf, type Started } from "../plan-ways.js"

type Files = ReadonlyMap<string, string>

const filesOf = (files: readonly CompiledFile[]): Files => new Map(files.map(({ path, text }) => [path, text]))

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

const startedBy = ({ source, variables, inputs }: Start): Started => ({
  by:
    source === "push" || source === "schedule"
      ? source
      : source === "web" || source === "api"
        ? "person"
        : "something else",
  branch: variables.get("CI_COMMIT_BRANCH"),
  tag: variables.get("CI_COMMIT_TAG"),
  lane: text(inputs.lane),
  environment: text(inputs.environment),
})

/** An input chooses the lane of every pipeline: one that is pushed in another lane than release is none of the plan's. */
const isNone = ({ source, inputs }: Start): boolean =>
  source !== "web" && source !== "api" && inputs.lane !== undefined && inputs.lane !== "release"

/** Everything that decides which jobs of a pipeline start. */
const skeletonOf = (pipeline: Pipeline | undefined): string =>
  JSON.stringify(
    [...(pipeline?.values() ?? [])].map(({ raw: _, needs, ...decides }) => ({
      ...decides,
      ...(needs === undefined ? {} : { needs: needs.toSorted() }),
    })),
  )

/** Names of branches that tell an exact rule from one that is not. */
const branches = ["mai", "mainline", "release/1"]

export interface Breach {
  readonly job: string
  readonly start: Start
  readonly missing: readonly string[]
  readonly path: readonly string[]
}

const firstOf = <T>(all: Iterable<T>, test: (one: T) => boolean): T | undefined => {
  for (const one of all) if (test(one)) return one
  return undefined
}

/**
 * What a pipeline of the files breaks of the plan's promises, of all that differ from those of the golden files: every way
 * in which it can go is played, up to the first that does.
 */
export const firstBreach = (
  plan: Plan,
  slug: string,
  changed: readonly CompiledFile[],
  golden: readonly CompiledFile[],
): Breach | undefined => {
  const [now, before] = [filesOf(changed), filesOf(golden)]
  const seen = new Set<string>()
  for (const start of startsOf(now, { branches })) {
    const pipeline = pipelineIfAny(now, start)
    const skeleton = skeletonOf(pipeline)
    if (skeleton === skeletonOf(pipelineIfAny(before, start))) continue
    const started = startedBy(start)
    const known = deployingNodes(plan).map((node) => `${slug}:${node}`)
    const stranger = [...(pipeline?.values() ?? [])].find(
      ({ name, environment }) => environment?.deploys === true && !known.includes(name),
    )
    if (stranger !== undefined) return { job: stranger.name, start, missing: [], path: ["it deploys too"] }
    for (const node of deployingNodes(plan)) {
      const job = `${slug}:${node}`
      const gates = isNone(start) ? undefined : gatesOf(plan, started, node)
      // The same pipeline, held against the same, is played once.
      const key = JSON.stringify([skeleton, job, gates])
      if (seen.has(key)) continue
      seen.add(key)
      const names = (gates ?? []).map((gate) => `${slug}:${gate}`)
      const missing = ({ statuses }: Explored): readonly string[] =>
        names.filter((gate) => statuses.get(gate) !== "success")
      const breach =
        pipeline?.has(job) === true
          ? firstOf(explore(pipeline, job), (run) => gates === undefined || missing(run).length > 0)
          : undefined
      if (breach !== undefined) return { job, start, missing: missing(breach), path: breach.path }
      const runs = pipeline === undefined ? [] : simulatePipeline(pipeline).started
      if (gates !== undefined && !runs.includes(job)) return { job, start, missing: [], path: ["it does not start"] }
    }
  }
  return undefined
}

import { gitlab } from "@shipline/adapters"
import { type Plan, slug } from "@shipline/core/plan"
import { told } from "../../packages/adapters/test/gitlab/told.js"
import {
  type Files,
  inputSpecs,
  type Pipeline,
  type PipelineJob,
  pipelineIfAny,
  type Start,
  type Status,
  simulatePipeline,
} from "../../packages/adapters/test/simulate/gitlab/index.js"
import { type Observation, observation } from "./observation.js"
import type { Mishap, Scenario, Way } from "./scenario.js"

const endings = {
  fails: "failed",
  "times out": "failed",
  "is refused": "failed",
  "is cancelled with the run": "canceled",
} as const satisfies { readonly [M in Mishap]: Status }

interface Emitted {
  readonly files: Files
  /** What GitLab cannot do of it: then there is no file. */
  readonly codes: readonly string[]
  readonly messages: readonly string[]
}

/** The emitted files of a plan, with the root file. */
export const gitlabOf = (plan: Plan): Emitted => {
  const made = [gitlab.compile(plan), ...(gitlab.index === undefined ? [] : [gitlab.index([plan])])]
  const problems = made.flatMap((one) => one.problems)
  return {
    files: new Map(made.flatMap(({ files }) => files.map(({ path, text }) => [path, text] as const))),
    codes: [...new Set(problems.map(({ code }) => code))],
    messages: problems.map(({ message }) => message),
  }
}

const sources = { push: "push", pullRequest: "merge_request_event", schedule: "schedule", manual: "web" } as const

const startOf = (files: Files, { event, lane, ref, environment }: Way): Start => {
  const given = { lane, reason: "why", ...(environment === undefined ? {} : { environment }) }
  const declared = inputSpecs(files, ".gitlab-ci.yml")
  const name = ref.replace(/^refs\/(?:heads|tags)\//, "")
  const reference =
    event === "pullRequest"
      ? { CI_MERGE_REQUEST_IID: "1", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" }
      : { [ref.startsWith("refs/tags/") ? "CI_COMMIT_TAG" : "CI_COMMIT_BRANCH"]: name }
  return {
    source: sources[event],
    // What a person gives; every other start takes the defaults.
    inputs: event === "manual" ? Object.fromEntries(Object.entries(given).filter(([name]) => name in declared)) : {},
    changes: true,
    variables: new Map(
      Object.entries({ CI_PIPELINE_SOURCE: sources[event], CI_DEFAULT_BRANCH: "main", CI: "true", ...reference }),
    ),
  }
}

/** The node that a job stands for; none where it only records what another has found. */
const nodeOf = (plan: Plan, job: string): string | undefined => {
  const id = job.slice(slug(plan.name).length + 1)
  return plan.nodes.find((node) => node.id === id || node.id === id.replace(/^re(?=deploy-)/, ""))?.id
}

const before = (pipeline: Pipeline, name: string, seen = new Set<string>()): ReadonlySet<string> => {
  for (const need of pipeline.get(name)?.needs ?? [])
    if (!seen.has(need)) {
      seen.add(need)
      before(pipeline, need, seen)
    }
  return seen
}

const scriptOf = ({ raw }: PipelineJob): string =>
  Array.isArray(raw.script) ? raw.script.join("\n") : String(raw.script)

const keptBy = ({ raw }: PipelineJob): readonly string[] => {
  // Written by the compiler and held against GitLab's schema.
  const artifacts = raw.artifacts as { readonly paths?: readonly string[] } | undefined
  return artifacts?.paths ?? []
}

interface PolicyArtifact {
  readonly name: string
  readonly job?: string
  readonly archive?: string
}

const policyArtifacts = ({ raw }: PipelineJob): readonly PolicyArtifact[] => {
  const { SHIPLINE_POLICY: policy } = told(Array.isArray(raw.script) ? raw.script.map(String) : [])
  return policy === undefined ? [] : (JSON.parse(policy).artifacts ?? [])
}

/** The artifacts of which a job is told: by receipts of jobs that it needs and that really write that, or by the ledger. */
const handedTo = (
  plan: Plan,
  pipeline: Pipeline,
  job: PipelineJob,
  statuses: ReadonlyMap<string, Status>,
): readonly string[] => {
  const read = [...scriptOf(job).matchAll(/\breceipt ([\w-]+) ((?:[\w-]+-)?digest)\b/g)].map(
    ([, from = "", key = ""]) => [from, key],
  )
  const policy = policyArtifacts(job).flatMap((one) => (one.job === undefined ? [] : [[one.job, "digest"]]))
  const received = [...read, ...policy].flatMap(([id = "", key = ""]) => {
    const from = pipeline.get(`${slug(plan.name)}:${id}`)
    const receipt = `.shipline/run/${id}`
    if (from === undefined || !(job.needs ?? []).includes(from.name) || statuses.get(from.name) !== "success") return []
    if (!keptBy(from).includes(receipt) || !scriptOf(from).includes(`echo "${key}=`)) return []
    const node = plan.nodes.find((one) => one.id === nodeOf(plan, from.name))
    const name =
      node?.kind === "build" ? node.artifact : plan.artifacts.find((one) => `${slug(one.name)}-digest` === key)?.name
    if (name === undefined) return []
    const isFiles = plan.artifacts.some((one) => one.name === name && one.kind === "files")
    const isKept = keptBy(from).some((path) => path.endsWith(`/${slug(name)}.tar.gz`))
    return isFiles && node?.kind === "build" && !isKept ? [] : [name]
  })
  return [...received, ...policyArtifacts(job).flatMap((one) => (one.job === undefined ? [one.name] : []))]
}

/** The pipelines that GitLab makes of a plan's files, played to their ends. Where it makes none, nothing has begun. */
export const gitlabRunsOf = (plan: Plan, files: Files): ((scenario: Scenario) => Observation) => {
  const made = new Map<string, Pipeline>()
  return (scenario) => {
    const key = JSON.stringify(scenario.way)
    const pipeline = made.get(key) ?? pipelineIfAny(files, startOf(files, scenario.way)) ?? new Map()
    made.set(key, pipeline)
    return played(plan, pipeline, scenario)
  }
}

const played = (plan: Plan, pipeline: Pipeline, { mishap }: Scenario): Observation => {
  const isIt = (job: string) => mishap !== undefined && nodeOf(plan, job) === mishap.node.id
  const cancelled = mishap?.how === "is cancelled with the run" ? [...pipeline.keys()].find(isIt) : undefined
  const { statuses, started } = simulatePipeline(pipeline, {
    outcome: (job) => (mishap !== undefined && isIt(job) ? endings[mishap.how] : "success"),
    plays: (job) => !(mishap?.how === "is refused" && isIt(job)),
    ...(cancelled === undefined ? {} : { cancelDuring: cancelled }),
  })
  // Who is asked has begun, also where nobody agrees.
  const begun = [...pipeline.values()].flatMap((job) => {
    const node = nodeOf(plan, job.name)
    const isAsked = statuses.get(job.name) === "manual"
    return node !== undefined && (started.includes(job.name) || isAsked) ? [{ node, job }] : []
  })
  return observation({
    ran: begun.map(({ node }) => node),
    passed: begun.flatMap(({ node, job }) => (statuses.get(job.name) === "success" ? [node] : [])),
    waits: begun.flatMap(({ node, job }) => {
      const first = before(pipeline, job.name)
      return begun.flatMap((one) => (first.has(one.job.name) ? [`${node} after ${one.node}`] : []))
    }),
    handed: begun.flatMap(({ node, job }) =>
      handedTo(plan, pipeline, job, statuses).map((artifact) => `${artifact} → ${node}`),
    ),
  })
}

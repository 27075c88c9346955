import { github } from "@shipline/adapters"
import { type Plan, slug } from "@shipline/core/plan"
import {
  type Ended,
  type Outcome,
  readWorkflow,
  type Start,
  simulateRun,
  type Workflow,
  type WorkflowJob,
} from "../../packages/adapters/test/simulate/github/index.js"
import { type Observation, observation } from "./observation.js"
import { behind, type Mishap, nodesOf, type Scenario, type Way } from "./scenario.js"

const outcomes: { readonly [M in Mishap]: Outcome } = {
  fails: "failure",
  "times out": "cancelled",
  "is refused": "failure",
  "is cancelled with the run": "cancelled",
}

const startOf = ({ event, lane, ref, environment = "" }: Way): Start => {
  if (event === "push" || event === "schedule") return { event, ref }
  if (event === "pullRequest") return { event: "pull_request", ref }
  const inputs = { lane, environment, version: "", reason: "why", incident: "", override: "none" }
  return { event: "workflow_dispatch", ref, inputs }
}

/** The node that a job stands for; none where it only records what another has found. */
const nodeOf = (plan: Plan, id: string): string | undefined => {
  const names = [id, id.replace(/^_/, ""), id.replace(/^re(?=deploy-)/, "")]
  return plan.nodes.find((node) => names.includes(node.id))?.id
}

const policyArtifacts = ({ raw }: WorkflowJob): readonly { readonly name: string; readonly job?: string }[] => {
  const text = raw.env?.SHIPLINE_POLICY
  return typeof text === "string" ? (JSON.parse(text).artifacts ?? []) : []
}

/** The artifact that an output of a job is about: what it has built or, on the way back, what the ledger knows of each. */
const artifactOf = (plan: Plan, from: string, output: string): string | undefined => {
  const node = plan.nodes.find(({ id }) => id === nodeOf(plan, from))
  if (node?.kind === "build") return node.artifact
  return plan.artifacts.find(({ name }) => [`${slug(name)}-digest`, `${slug(name)}-ref`].includes(output))?.name
}

/** The artifacts of which a job is told, by jobs that have passed and really hand that on, or by the ledger. */
const toldOf = (
  plan: Plan,
  { jobs }: Workflow,
  job: WorkflowJob,
  ended: ReadonlyMap<string, Ended>,
): readonly string[] => {
  const text = JSON.stringify([job.raw.env, job.raw.steps])
  const named = [...text.matchAll(/needs\.([\w-]+)\.outputs\.([\w-]+)/g)].map(([, from = "", name = ""]) => [
    from,
    name,
  ])
  const policy = policyArtifacts(job).flatMap((one) => (one.job === undefined ? [] : [[one.job, "digest"]]))
  const handed = [...named, ...policy].flatMap(([from = "", output = ""]) => {
    const isHanded = ended.get(from)?.result === "success" && jobs.get(from)?.raw.outputs?.[output] !== undefined
    return isHanded && job.needs.includes(from) ? (artifactOf(plan, from, output) ?? []) : []
  })
  return [...handed, ...policyArtifacts(job).flatMap(({ name, job: from }) => (from === undefined ? [name] : []))]
}

/** The artifacts that a job is given: of those that are files, the files as well. */
const handedTo = (
  plan: Plan,
  workflow: Workflow,
  job: WorkflowJob,
  ended: ReadonlyMap<string, Ended>,
): readonly string[] =>
  toldOf(plan, workflow, job, ended).filter((name) => {
    const build = plan.nodes.find((node) => node.kind === "build" && node.artifact === name)?.id
    const files = plan.artifacts.some((one) => one.kind === "files" && one.name === name)
    const isBuilt = build !== undefined && ended.get(build)?.result === "success"
    return !files || !isBuilt || isDownloaded(workflow, build, job)
  })

const stepsOf = (job: WorkflowJob | undefined, action: string): readonly string[] =>
  (job?.raw.steps ?? []).flatMap(({ uses, with: given }) =>
    uses?.startsWith(`${action}@`) === true && given !== undefined ? [String(given.name)] : [],
  )

/** Whether one job downloads what the other uploads. */
const isDownloaded = (workflow: Workflow, from: string, to: WorkflowJob): boolean => {
  const uploaded = stepsOf(workflow.jobs.get(from), "actions/upload-artifact")
  return stepsOf(to, "actions/download-artifact").some((name) => uploaded.includes(name))
}

/** The emitted workflow of a plan, read once. */
export const githubOf = async (plan: Plan): Promise<Workflow> => {
  const { files, problems } = github.compile(plan)
  const [file] = files
  if (file === undefined) throw new Error(problems.map(({ message }) => message).join("\n"))
  return readWorkflow(file.path, file.text)
}

export const onGithub = (plan: Plan, workflow: Workflow, { way, mishap }: Scenario): Observation => {
  const late = mishap?.how === "is cancelled with the run" ? behind(nodesOf(plan, way), mishap.node.id) : undefined
  const ended = simulateRun(workflow, startOf(way), {
    outcome: (id) => (mishap !== undefined && nodeOf(plan, id) === mishap.node.id ? outcomes[mishap.how] : "success"),
    afterCancel: (id) => late?.has(nodeOf(plan, id) ?? "") ?? false,
  })
  const started = [...ended.values()].flatMap((one) => {
    const node = nodeOf(plan, one.id)
    const job = workflow.jobs.get(one.id)
    return one.started && node !== undefined && job !== undefined ? [{ ...one, node, job }] : []
  })
  return observation({
    ran: started.map(({ node }) => node),
    passed: started.flatMap(({ node, outcome }) => (outcome === "success" ? [node] : [])),
    waits: started.flatMap(({ node, job }) =>
      started.flatMap((one) => (job.before.includes(one.id) ? [`${node} after ${one.node}`] : [])),
    ),
    handed: started.flatMap(({ node, job }) =>
      handedTo(plan, workflow, job, ended).map((artifact) => `${artifact} → ${node}`),
    ),
  })
}

import type { Artifact, BuildNode, Environment, Gate, Job, Node, Plan, Step } from "@shipline/core/plan"
import type { CompileOptions } from "../adapter.js"
import { type Events, events } from "./events.js"
import { type ExtraJobs, extraJobs, type Redeploy } from "./extra-jobs.js"
import { usedFields } from "./job-values.js"
import { shortNames } from "./names.js"
import { type Passage, passagesOf } from "./passages.js"
import { type PinnedAction, resolvePins } from "./pin.js"
import type { ActionName } from "./pins.js"
import type { Report, Subject } from "./problems.js"

/** What is built in a plan, by which node. */
export interface Build {
  readonly artifact: Artifact
  readonly node: BuildNode
  readonly short: string
}

/** What the compilation of every job can look up. */
export interface Scope extends ExtraJobs {
  readonly plan: Plan
  readonly events: Events
  readonly report: Report
  readonly guard: CompileOptions["guard"]
  readonly action: (name: ActionName) => PinnedAction
  readonly builds: ReadonlyMap<string, Build>
  readonly environments: ReadonlyMap<string, Environment>
  readonly gates: ReadonlyMap<string, Gate>
  /** The nodes that stand behind a decision or a deployment, themselves included: they never run for a pull request. */
  readonly released: ReadonlySet<string>
  /** The artifacts that jobs of pull requests use. */
  readonly checked: ReadonlySet<string>
  /** How each node's job is reached, by the node's id. */
  readonly passages: ReadonlyMap<string, Passage>
}

/** A node that runs scripts. */
export type JobNode = Extract<Node, { readonly job: Job }>

/**
 * From where a job knows what was built: from the jobs of its run that built it; from a step of its own that asked the
 * ledger; or from whichever of the two ways brought the run to it.
 */
export type Origin =
  | { readonly kind: "build" }
  | { readonly kind: "ledger"; readonly step: "find" | "admit" }
  | { readonly kind: "either"; readonly redeploy: Redeploy }

/** The scope of one job. */
export interface JobScope extends Scope {
  readonly node: JobNode
  /** All steps of all lanes in which the job runs. */
  readonly job: Job
  readonly origin: Origin
  /** The steps that run in some of the job's lanes alone: when, and what tells the step from its twin. */
  readonly only: ReadonlyMap<Step, { readonly condition: string; readonly aside?: string }>
}

export const subject = (node: Node): Subject => ({ path: `nodes.${node.id}`, at: node.at })

/** The first index of each key: names are unique in a sound plan. */
const index = <T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [key(one), one]))

const buildsOf = (plan: Plan): ReadonlyMap<string, Build> => {
  const nodes = plan.nodes.filter((node) => node.kind === "build")
  const short = shortNames(nodes)
  const artifacts = index(plan.artifacts, ({ name }) => name)
  return new Map(
    nodes.flatMap((node) => {
      const artifact = artifacts.get(node.artifact)
      return artifact === undefined
        ? []
        : [[artifact.name, { artifact, node, short: short.get(node) ?? node.id }] as const]
    }),
  )
}

const startsRelease: { readonly [K in Node["kind"]]: boolean } = {
  build: false,
  check: false,
  approval: true,
  soak: true,
  deploy: true,
  verify: true,
}

/** A plan lists a node after those that it needs. */
const releasedNodes = (plan: Plan): ReadonlySet<string> => {
  const released = new Set<string>()
  for (const node of plan.nodes)
    if (startsRelease[node.kind] || node.needs.some((need) => released.has(need))) released.add(node.id)
  return released
}

export const makeScope = (plan: Plan, options: CompileOptions, report: Report): Scope => {
  const released = releasedNodes(plan)
  const checks = plan.nodes.flatMap((node) => ("job" in node && !released.has(node.id) ? [node] : []))
  const [runs, extra] = [events(plan), extraJobs(plan)]
  return {
    plan,
    events: runs,
    report,
    guard: options.guard,
    action: resolvePins(options.pins, report),
    builds: buildsOf(plan),
    environments: index(plan.environments, ({ name }) => name),
    gates: index(plan.gates, ({ id }) => id),
    released,
    checked: new Set(checks.flatMap((node) => [...usedFields(node.job).keys()])),
    passages: passagesOf({ plan, events: runs, redeploys: extra.redeploys, released }),
    ...extra,
  }
}

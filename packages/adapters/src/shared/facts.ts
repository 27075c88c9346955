import type { Artifact, BuildNode, Environment, Gate, Job, Node, Plan } from "@shipline/core/plan"
import { usedFields } from "./job-values.js"
import type { Subject } from "./report.js"
import { shortNames } from "./short-names.js"

/** What is built in a plan, by which node. */
export interface Build {
  readonly artifact: Artifact
  readonly node: BuildNode
  readonly short: string
}

/** A node that runs scripts. */
export type JobNode = Extract<Node, { readonly job: Job }>

/** What follows from a plan on every platform. */
export interface Facts {
  readonly plan: Plan
  readonly builds: ReadonlyMap<string, Build>
  readonly environments: ReadonlyMap<string, Environment>
  readonly gates: ReadonlyMap<string, Gate>
  /** The nodes that stand behind a decision or a deployment, themselves included: they never run for a pull request. */
  readonly released: ReadonlySet<string>
  /** The artifacts that jobs of pull requests use. */
  readonly checked: ReadonlySet<string>
}

/** The environment to which a node deploys or at which it looks: its secrets and its address are for that node. */
export const environmentOf = (node: JobNode): string | undefined =>
  "environment" in node ? node.environment : undefined

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

export const factsOf = (plan: Plan): Facts => {
  const released = releasedNodes(plan)
  const checks = plan.nodes.flatMap((node) => ("job" in node && !released.has(node.id) ? [node] : []))
  return {
    plan,
    builds: buildsOf(plan),
    environments: index(plan.environments, ({ name }) => name),
    gates: index(plan.gates, ({ id }) => id),
    released,
    checked: new Set(checks.flatMap((node) => [...usedFields(node.job).keys()])),
  }
}

import { type Lane, laneView, type Node, type Plan, releasedArtifacts } from "@shipline/core/plan"
import type { Redeploy } from "./extra-jobs.js"

/** A lane, or a promotion or rollback to one environment, in which jobs run. */
export interface Way {
  readonly key: string
  /** The names of the jobs that a node needs there; undefined where it does not run. */
  readonly needs: (node: Node) => readonly string[] | undefined
}

interface Given {
  readonly plan: Plan
  /** Whether a run can be one of the hotfix lane. */
  readonly hotfix: boolean
  readonly redeploys: ReadonlyMap<string, Redeploy>
  /** What the platform calls the job of a node. */
  readonly nameOf: (id: string) => string
}

/** The builds that run in a lane and of which a deployment is a release: it must know what each of them has made. */
const releasedBuilds = (plan: Plan, view: readonly Node[], node: Node): readonly string[] => {
  if (node.kind !== "deploy") return []
  const artifacts = releasedArtifacts(plan, node)
  return view.flatMap((one) => (one.kind === "build" && artifacts.has(one.artifact) ? [one.id] : []))
}

const laneWay = ({ plan, nameOf }: Given, lane: Lane): Way => {
  const view = laneView(plan, lane)
  const needs = new Map(view.map((node) => [node.id, [...node.needs, ...releasedBuilds(plan, view, node)].map(nameOf)]))
  return { key: lane, needs: ({ id }) => needs.get(id) }
}

/** The key of the way by which what the ledger knows comes to an environment. */
export const redeployKey = (environment: string): string => `redeploy ${environment}`

/** There the deployment's own job does not run: another one takes its place. */
const redeployWay = ({ plan, nameOf }: Given, environment: string, { id, node, lanes }: Redeploy): Way => {
  const view = laneView(plan, lanes[0] ?? "promote", environment).filter(({ kind }) => kind === "verify")
  const needs = new Map(view.map((one) => [one.id, one.needs.map((need) => (need === node.id ? id : nameOf(need)))]))
  return { key: redeployKey(environment), needs: (one) => needs.get(one.id) }
}

/** All ways through a plan. */
export const waysOf = (given: Given): readonly Way[] => [
  laneWay(given, "release"),
  ...(given.hotfix ? [laneWay(given, "hotfix")] : []),
  ...[...given.redeploys].map(([environment, redeploy]) => redeployWay(given, environment, redeploy)),
]

/** Puts names of jobs in the order of the plan, each once; those of no node come last. */
export const planOrder = (
  plan: Plan,
  nameOf: (id: string) => string,
): ((jobs: readonly string[]) => readonly string[]) => {
  const order = new Map(plan.nodes.map(({ id }, index) => [nameOf(id), index]))
  const place = (job: string): number => order.get(job) ?? plan.nodes.length
  return (jobs) => [...new Set(jobs)].sort((one, other) => place(one) - place(other))
}

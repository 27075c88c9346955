import { type Lane, laneView, type Node, type Plan, releasedArtifacts } from "@shipline/core/plan"
import { all, any, type Test, written } from "./condition-test.js"
import type { Events } from "./events.js"
import type { Redeploy } from "./extra-jobs.js"
import { jobId } from "./names.js"

/** How a node's job is reached: the jobs that it needs, in all lanes together, and when it runs. */
export interface Passage {
  readonly needs: readonly string[]
  readonly condition?: string
}

/** A lane, or a promotion or rollback to one environment, in which jobs run. */
interface Way {
  readonly key: string
  /** The jobs that a node needs there; undefined where it does not run. */
  readonly needs: (node: Node) => readonly string[] | undefined
}

interface Given {
  readonly plan: Plan
  readonly events: Events
  readonly redeploys: ReadonlyMap<string, Redeploy>
  readonly released: ReadonlySet<string>
}

const passed = (job: string): string => `needs.${job}.result == 'success'`

/** The builds that run in a lane and of which a deployment is a release: it must know what each of them has made. */
const releasedBuilds = (plan: Plan, view: readonly Node[], node: Node): readonly string[] => {
  if (node.kind !== "deploy") return []
  const artifacts = releasedArtifacts(plan, node)
  return view.flatMap((one) => (one.kind === "build" && artifacts.has(one.artifact) ? [one.id] : []))
}

const laneWay = (plan: Plan, lane: Lane): Way => {
  const view = laneView(plan, lane)
  const needs = new Map(view.map((node) => [node.id, [...node.needs, ...releasedBuilds(plan, view, node)].map(jobId)]))
  return { key: lane, needs: ({ id }) => needs.get(id) }
}

/** There the deployment's own job does not run: another one takes its place. */
const redeployWay = (plan: Plan, environment: string, { id, node, lanes }: Redeploy): Way => {
  const view = laneView(plan, lanes[0] ?? "promote", environment).filter(({ kind }) => kind === "verify")
  const needs = new Map(view.map((one) => [one.id, one.needs.map((need) => (need === node.id ? id : jobId(need)))]))
  return { key: `redeploy ${environment}`, needs: (one) => needs.get(one.id) }
}

const waysOf = ({ plan, events, redeploys }: Given): readonly Way[] => [
  laneWay(plan, "release"),
  ...(events.hotfix === undefined ? [] : [laneWay(plan, "hotfix")]),
  ...[...redeploys].map(([environment, redeploy]) => redeployWay(plan, environment, redeploy)),
]

/** On which runs a node's job runs in some of its ways. */
const runsIn = (node: Node, keys: readonly string[], { events, redeploys, released }: Given): Test => {
  const redeploy = "environment" in node ? redeploys.get(node.environment) : undefined
  const release = released.has(node.id) ? events.release : events.releasing
  const both = keys.includes("release") && keys.includes("hotfix") && released.has(node.id)
  const tests = keys.map((key) => {
    if (key === "release") return both ? events.deploying : release
    if (key === "hotfix") return both ? undefined : events.hotfix
    return redeploy && events.redeploying(redeploy.node.environment, redeploy.lanes)
  })
  return any(...tests.filter((test) => test !== undefined))
}

/**
 * How each node's job is reached; a node that no lane reaches has none. A job runs in a lane when the run is one of that lane and each job that it needs there
 * has passed. GitHub adds `success()` to a condition, which holds when every job before it has passed, directly or not:
 * that is kept wherever all of them run in the job's own lanes. Elsewhere a job of another lane is skipped and would take
 * this one with it; there `!cancelled()` stands instead, and the needs are named for each lane. Jobs that stand before
 * any decision need no condition where `success()` alone says it.
 */
export const passagesOf = (given: Given): ReadonlyMap<string, Passage> => {
  const { plan, released } = given
  const ways = waysOf(given)
  const order = new Map(plan.nodes.map(({ id }, index) => [jobId(id), index]))
  const place = (job: string): number => order.get(job) ?? plan.nodes.length
  const inOrder = (jobs: readonly string[]): readonly string[] =>
    [...new Set(jobs)].sort((one, other) => place(one) - place(other))
  /** For each job the ways in which it and all before it run. */
  const whole = new Map<string, ReadonlySet<string>>()
  for (const [environment, { id }] of given.redeploys) whole.set(id, new Set([`redeploy ${environment}`]))
  const passages = new Map<string, Passage>()
  for (const node of plan.nodes) {
    const own = ways.flatMap((way) => {
      const needs = way.needs(node)
      return needs === undefined ? [] : [{ key: way.key, needs: inOrder(needs) }]
    })
    const needs = inOrder(own.flatMap((one) => one.needs))
    if (own.length === 0) continue
    const before = (key: string): boolean => needs.every((need) => whole.get(need)?.has(key) === true)
    whole.set(jobId(node.id), new Set(own.map(({ key }) => key).filter(before)))
    const isWhole = own.every(({ key }) => before(key))
    const isKept = ways.every(({ key }) => own.some((one) => one.key === key) || !before(key))
    if (isWhole && isKept && !released.has(node.id)) passages.set(node.id, { needs })
    else passages.set(node.id, { needs, ...conditionOf(node, own, isWhole, given) })
  }
  return passages
}

type Own = readonly { readonly key: string; readonly needs: readonly string[] }[]

const conditionOf = (node: Node, own: Own, isWhole: boolean, given: Given): Pick<Passage, "condition"> => {
  // Ways with the same needs are one: what differs is the run alone.
  const byNeeds = new Map<string, { readonly keys: readonly string[]; readonly needs: readonly string[] }>()
  for (const { key, needs } of own) {
    const known = byNeeds.get(needs.join(" "))
    byNeeds.set(needs.join(" "), { keys: [...(known?.keys ?? []), key], needs })
  }
  const names = given.released.has(node.id) || !isWhole
  const parts = [...byNeeds.values()].map(({ keys, needs }) =>
    all(runsIn(node, keys, given), ...(names ? needs.map(passed) : [])),
  )
  return { condition: written(isWhole ? any(...parts) : all("!cancelled()", any(...parts))) }
}

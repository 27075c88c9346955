import type { Node, Plan } from "@shipline/core/plan"
import { all, any, type Test, written } from "../shared/condition-test.js"
import type { Redeploy } from "../shared/extra-jobs.js"
import { planOrder, redeployKey, waysOf } from "../shared/ways.js"
import type { Events } from "./events.js"
import { jobId } from "./names.js"

/** How a node's job is reached: the jobs that it needs, in all lanes together, and when it runs. */
export interface Passage {
  readonly needs: readonly string[]
  readonly condition?: string
}

interface Given {
  readonly plan: Plan
  readonly events: Events
  readonly redeploys: ReadonlyMap<string, Redeploy>
  readonly released: ReadonlySet<string>
}

const passed = (job: string): string => `needs.${job}.result == 'success'`

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
  const { events, redeploys } = given
  const ways = waysOf({ plan, redeploys, hotfix: events.hotfix !== undefined, nameOf: jobId })
  const inOrder = planOrder(plan, jobId)
  /** For each job the ways in which it and all before it run. */
  const whole = new Map<string, ReadonlySet<string>>()
  for (const [environment, { id }] of redeploys) whole.set(id, new Set([redeployKey(environment)]))
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

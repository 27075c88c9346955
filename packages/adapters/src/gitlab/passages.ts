import type { Node } from "@shipline/core/plan"
import { written } from "../shared/condition-test.js"
import type { ExtraJobs } from "../shared/extra-jobs.js"
import type { Facts } from "../shared/facts.js"
import { planOrder, waysOf } from "../shared/ways.js"
import type { Events, Start } from "./events.js"
import type { Rule } from "./model.js"
import { nameOf } from "./names.js"

/** How a node's job is reached: the jobs that it needs, and when it is part of a pipeline. */
export interface Passage {
  readonly needs: readonly string[]
  readonly rules: readonly PassageRule[]
  /** The needs of all rules together. */
  readonly all: readonly string[]
}

export type PassageRule = Pick<Rule, "if" | "needs">

interface Given extends Pick<Facts, "plan" | "released">, Pick<ExtraJobs, "redeploys"> {
  readonly events: Events
}

/** Which pipelines go a way, as far as a node is concerned. */
const startsOf = (key: string, node: Node, { events, redeploys, released }: Given): readonly Start[] => {
  // What may be tried from everywhere has a rule for that, which also holds where it is deployed.
  if (key === "release")
    return released.has(node.id)
      ? events.release
      : [...events.release.filter(({ narrow }) => narrow !== true), ...events.trying]
  if (key === "hotfix") return events.hotfix
  const redeploy = "environment" in node ? redeploys.get(node.environment) : undefined
  return redeploy === undefined ? [] : events.redeploying(redeploy.node.environment, redeploy.lanes)
}

/**
 * How each node's job is reached; a node that no lane reaches has none. A job is part of a pipeline that goes one of its
 * ways, and waits there for what it needs in that way: GitLab starts it only if every one of those has passed. Where a way
 * needs other jobs than the first its rule says so. A job that needs nothing in some way says that for itself: a rule could
 * not, there GitLab would let it wait for the stages before it.
 */
export const passagesOf = (given: Given): ReadonlyMap<string, Passage> => {
  const { plan, events, redeploys } = given
  const ways = waysOf({ plan, redeploys, hotfix: events.hotfix.length > 0, nameOf })
  const inOrder = planOrder(plan, nameOf)
  const passages = new Map<string, Passage>()
  for (const node of plan.nodes) {
    const own = ways.flatMap(({ key, needs }) => {
      const needed = needs(node)
      return needed === undefined ? [] : [{ key, needs: inOrder(needed) }]
    })
    const [first] = own
    if (first === undefined) continue
    const usual = own.some(({ needs }) => needs.length === 0) ? [] : first.needs
    const rules = own.flatMap(({ key, needs }) =>
      startsOf(key, node, given).map(({ test }) => ({
        if: written(test),
        ...(needs.join(" ") === usual.join(" ") ? {} : { needs }),
      })),
    )
    passages.set(node.id, { needs: usual, rules, all: inOrder(own.flatMap(({ needs }) => needs)) })
  }
  return passages
}

/** When the job is part of a pipeline that deploys again what the ledger knows. */
export const redeployRules = (environment: string, { events, redeploys }: Given): readonly PassageRule[] => {
  const redeploy = redeploys.get(environment)
  if (redeploy === undefined) return []
  return events.redeploying(environment, redeploy.lanes).map(({ test }) => ({ if: written(test) }))
}

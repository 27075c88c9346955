import type { ApprovalNode, Node } from "../plan/node.js"

/** The longest way to a deployment. */
export interface CriticalPath {
  /** What its jobs may take by their timeouts, each attempt, and its soaks. */
  readonly milliseconds: number
  /** Its nodes, the first one first, the deployment last. */
  readonly path: readonly Node[]
  /** Whom the deployment waits for besides, on any way: the time of people is not known and counts as none. */
  readonly approvals: readonly ApprovalNode[]
}

/** How long a node may take: milliseconds. Shards and matrix legs run side by side. */
export const longestTime = (node: Node): number => {
  if (node.kind === "soak") return node.duration
  return "job" in node ? node.job.timeout * (node.job.retries + 1) : 0
}

/**
 * The longest way to a deployment through the nodes of a lane. Use it to say how long a lane may take and what to shorten;
 * `verify` holds it against the budget of a hotfix policy. Undefined where no node has that id.
 *
 * `nodes` are those of one lane, as `laneView` of `@shipline/core/plan` gives them.
 *
 * @example
 * ```ts
 * import { criticalPath, environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { laneView } from "@shipline/core/plan"
 *
 * const unit = gate("unit", sh`npm test`, { timeout: "10 minutes" })
 * const production = environment("production", { requires: [unit], hotfix: { requires: [unit], within: "1 hour" } })
 * const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 * const way = criticalPath(laneView(plan, "hotfix"), "deploy-production")
 * console.log(way?.milliseconds, way?.path.map(({ title }) => title)) // 2400000 [ 'unit', 'deploy to production' ]
 * ```
 */
export const criticalPath = (nodes: readonly Node[], id: string): CriticalPath | undefined => {
  const before = upTo(nodes, id)
  const target = before.get(id)
  if (target === undefined) return undefined
  const ends = new Map<string, { readonly at: number; readonly path: Chain }>()
  for (const node of inOrder(before)) {
    // of several that end at once the last one is named: an approval, say, that takes no time
    const latest = node.needs
      .flatMap((need) => ends.get(need) ?? [])
      .toSorted((one, other) => one.at - other.at)
      .at(-1)
    ends.set(node.id, { at: (latest?.at ?? 0) + longestTime(node), path: { node, before: latest?.path } })
  }
  const end = ends.get(id)
  return {
    milliseconds: end?.at ?? longestTime(target),
    path: end === undefined ? [target] : nodesOf(end.path),
    approvals: [...before.values()].filter((node): node is ApprovalNode => node.kind === "approval"),
  }
}

interface Chain {
  readonly node: Node
  readonly before: Chain | undefined
}

const nodesOf = (chain: Chain): readonly Node[] => {
  const nodes: Node[] = []
  for (let link: Chain | undefined = chain; link !== undefined; link = link.before) nodes.push(link.node)
  return nodes.reverse()
}

/** A node and all that it waits for, in the order of `nodes`. */
const upTo = (nodes: readonly Node[], id: string): ReadonlyMap<string, Node> => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const found = new Set<string>()
  for (const open = [id]; open.length > 0; ) {
    const node = byId.get(open.pop() ?? "")
    if (node === undefined || found.has(node.id)) continue
    found.add(node.id)
    open.push(...node.needs)
  }
  return new Map(nodes.filter((node) => found.has(node.id)).map((node) => [node.id, node]))
}

/** Each node after all that it needs. What waits for itself is left out: nothing can be said of it. */
const inOrder = (nodes: ReadonlyMap<string, Node>): readonly Node[] => {
  const waiting = new Map([...nodes].map(([id, { needs }]) => [id, new Set(needs.filter((need) => nodes.has(need)))]))
  const after = new Map<string, Node[]>()
  for (const node of nodes.values()) for (const need of node.needs) after.set(need, [...(after.get(need) ?? []), node])
  const ordered = [...nodes.values()].filter(({ id }) => waiting.get(id)?.size === 0)
  for (const node of ordered)
    for (const next of after.get(node.id) ?? []) {
      const left = waiting.get(next.id)
      if (left?.delete(node.id) === true && left.size === 0) ordered.push(next)
    }
  return ordered
}

import { type Lane, laneView, type Node, type Plan } from "@shipline/core/plan"

export type Event = "push" | "pullRequest" | "schedule" | "manual"

/** How a run is started. */
export interface Way {
  readonly event: Event
  readonly lane: Lane
  /** What it runs on: `refs/heads/main`, `refs/tags/vx`. */
  readonly ref: string
  /** Where a promotion or a rollback goes. */
  readonly environment?: string
}

/** What happens to one node; every other one passes, and a person agrees to whatever is asked. */
export type Mishap = "fails" | "times out" | "is refused" | "is cancelled with the run"

export interface Scenario {
  readonly way: Way
  readonly mishap?: { readonly node: Node; readonly how: Mishap }
}

const instance = (pattern: string): string => pattern.replaceAll("**", "x").replaceAll("*", "x")

export const waysOf = ({ on, environments }: Plan): readonly Way[] => {
  const branches = (on.push?.branches ?? []).map((one) => `refs/heads/${instance(one)}`)
  const tags = (on.push?.tags ?? []).map((one) => `refs/tags/${instance(one)}`)
  const ref = branches[0] ?? tags[0] ?? "refs/heads/main"
  const release = (event: Event, on = ref): Way => ({ event, lane: "release", ref: on })
  const hotfix: readonly Way[] = [{ event: "manual", lane: "hotfix", ref }]
  return [
    ...[...branches, ...tags].map((on) => release("push", on)),
    ...(on.pullRequest === undefined ? [] : [release("pullRequest", "refs/pull/1/merge")]),
    ...(on.schedule === undefined ? [] : [release("schedule", "refs/heads/main")]),
    ...(on.manual === undefined ? [] : [release("manual")]),
    ...(environments.some((one) => one.hotfix !== undefined) ? hotfix : []),
    ...environments.flatMap(({ name }) =>
      (["promote", "rollback"] as const).map((lane): Way => ({ event: "manual", lane, ref, environment: name })),
    ),
  ]
}

/** The nodes that run in a way: a pull request is checked and goes nowhere. */
export const nodesOf = (plan: Plan, { event, lane, environment }: Way): readonly Node[] => {
  const nodes = laneView(plan, lane, environment)
  if (event !== "pullRequest") return nodes
  const late = new Set<string>()
  for (const node of nodes)
    if (
      node.kind === "deploy" ||
      node.kind === "approval" ||
      node.kind === "soak" ||
      node.needs.some((id) => late.has(id))
    )
      late.add(node.id)
  return nodes.filter(({ id }) => !late.has(id))
}

/** All that stands behind a node, directly or not. */
export const behind = (nodes: readonly Node[], id: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const node of nodes) if (node.needs.some((need) => need === id || found.has(need))) found.add(node.id)
  return found
}

const mishaps: { readonly [K in Node["kind"]]: readonly Mishap[] } = {
  build: ["fails", "times out", "is cancelled with the run"],
  check: ["fails", "times out", "is cancelled with the run"],
  verify: ["fails", "times out", "is cancelled with the run"],
  // A deployment that has begun is finished: nobody cancels it.
  deploy: ["fails", "times out"],
  approval: ["is refused"],
  soak: [],
}

/** Every way, with nothing wrong, and with each node going wrong in each way that it can. */
export const scenariosOf = (plan: Plan): readonly Scenario[] =>
  waysOf(plan).flatMap((way): readonly Scenario[] => [
    { way },
    ...nodesOf(plan, way).flatMap((node) => mishaps[node.kind].map((how) => ({ way, mishap: { node, how } }))),
  ])

export const titleOf = ({ way, mishap }: Scenario): string => {
  const { event, lane, ref, environment } = way
  const start = [lane === "release" ? event : lane, ...(environment === undefined ? [] : [environment]), ref].join(" ")
  return mishap === undefined ? start : `${start}: ${mishap.node.title} ${mishap.how}`
}

/**
 * The scenarios that really run on this machine: the first way with nothing wrong, with its first job failing, and with
 * that job cancelled.
 */
export const realScenariosOf = (plan: Plan): readonly Scenario[] => {
  const [way] = waysOf(plan)
  const own = scenariosOf(plan).filter((one) => JSON.stringify(one.way) === JSON.stringify(way))
  const all = [undefined, "fails", "is cancelled with the run"] as const
  return all.flatMap((how) => own.find(({ mishap }) => mishap?.how === how) ?? [])
}

import { type Lane, type NodeOf, type Plan, releasedArtifacts } from "@shipline/core/plan"

/** The job that deploys to an environment what the ledger knows: for promotion and rollback. */
export interface Redeploy {
  readonly id: string
  readonly node: NodeOf<"deploy">
  /** Which of the two there are. */
  readonly lanes: readonly Lane[]
  /** The artifacts of the release. */
  readonly artifacts: ReadonlySet<string>
}

/** The jobs that stand for no node of the plan. */
export interface ExtraJobs {
  /** By environment, in the order of the plan. */
  readonly redeploys: ReadonlyMap<string, Redeploy>
  /** The job that records the verdict of a check, where that check is more than one job: its id, by the node's id. */
  readonly verdicts: ReadonlyMap<string, string>
}

const again: readonly Lane[] = ["promote", "rollback"]

/** The first of `redeploy-staging`, `redeploy-staging-2`, … that nothing has taken, in any case. */
const freeId = (wanted: string, taken: Set<string>): string => {
  let id = wanted
  for (let count = 2; taken.has(id.toLowerCase()); count++) id = `${wanted}-${count}`
  taken.add(id.toLowerCase())
  return id
}

/** `nameOf` is what the platform calls the job of a node. */
export const extraJobs = (plan: Plan, nameOf: (id: string) => string): ExtraJobs => {
  const { nodes } = plan
  const taken = new Set(nodes.map(({ id }) => nameOf(id).toLowerCase()))
  const redeploys = new Map<string, Redeploy>()
  const verdicts = new Map<string, string>()
  for (const node of nodes) {
    if (node.kind === "verify") verdicts.set(node.id, freeId(`verdict-${node.id}`, taken))
    if (node.kind !== "deploy" || redeploys.has(node.environment)) continue
    const lanes = again.filter((lane) => node.lanes.includes(lane))
    if (lanes.length === 0) continue
    const id = freeId(`re${node.id}`, taken)
    redeploys.set(node.environment, { id, node, lanes, artifacts: releasedArtifacts(plan, node) })
  }
  return { redeploys, verdicts }
}

/** The jobs by which a release has come to where a check looks at it, of those that the check waits for: one of them has run. */
export const deployedBy = (
  { environment }: NodeOf<"verify">,
  { plan, redeploys }: { readonly plan: Plan } & Pick<ExtraJobs, "redeploys">,
  needs: readonly string[],
  nameOf: (id: string) => string,
): readonly string[] => {
  const deploys = plan.nodes.filter((node) => node.kind === "deploy" && node.environment === environment)
  const redeploy = redeploys.get(environment)
  const names = [...deploys.map(({ id }) => nameOf(id)), ...(redeploy === undefined ? [] : [redeploy.id])]
  return names.filter((name) => needs.includes(name))
}

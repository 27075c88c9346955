import type { Lane, Node, NodeOf, Plan, Requirement } from "../../src/plan/index.js"

/**
 * Says by playing it through whether a deployment of a plan could start unproved. It knows nothing of `verify`: it lets
 * everything fail that could give a proof, lets all the rest pass, and looks whether the deployment starts all the same.
 *
 * What a node really checks is read from `sound`, the plan before somebody changed it, by the script that it runs.
 */
export const unproved = (plan: Plan, sound: Plan): readonly string[] => {
  const gates = new Map(plan.gates.map((gate) => [gate.id, gate]))
  const checked = new Map(
    sound.nodes.flatMap((node) => ("gate" in node && "job" in node ? [[scriptOf(node), node.gate] as const] : [])),
  )
  const implemented = new Map(sound.gates.map((gate) => [gate.id, gate.implements]))
  const soaks = new Map(
    sound.nodes.flatMap((node) => (node.kind === "soak" ? [[timeOf(node), node.gate] as const] : [])),
  )
  const firm = new Set(
    plan.gates.flatMap((gate) => (gate.waivable === false ? [gate.id, gate.implements ?? gate.id] : [])),
  )

  const gives = (node: Node, requirement: Requirement): boolean => {
    if (requirement.gate === undefined)
      return node.kind === "deploy" && requirement.proof === `deployed to ${node.environment}`
    const gate =
      node.kind === "check" || node.kind === "verify"
        ? checked.get(scriptOf(node))
        : node.kind === "approval"
          ? node.gate
          : node.kind === "soak"
            ? soaks.get(timeOf(node))
            : undefined
    return gate !== undefined && (gate === requirement.gate || implemented.get(gate) === requirement.gate)
  }

  /** The nodes that start in a lane while those of `failing` fail. */
  const play = (lane: Lane, failing: (node: Node) => boolean): ReadonlySet<string> => {
    const nodes = new Map(plan.nodes.map((node) => [node.id, node]))
    const started = new Set<string>()
    const passed = new Set<string>()
    // What is not in the lane is not waited for; what waits for it waits for what it would have waited for.
    const waits = (needs: readonly string[], seen: ReadonlySet<string> = new Set()): readonly string[] =>
      needs.flatMap((need) => {
        const node = nodes.get(need)
        if (node === undefined || node.lanes.includes(lane) || seen.has(need)) return [need]
        return waits(node.needs, new Set([...seen, need]))
      })
    for (let before = -1; before !== started.size; ) {
      before = started.size
      for (const node of plan.nodes) {
        if (started.has(node.id) || !node.lanes.includes(lane)) continue
        if (!waits(node.needs).every((need) => passed.has(need))) continue
        started.add(node.id)
        const mayFail = "gate" in node && gates.get(node.gate)?.advisory === true
        if (mayFail || !failing(node)) passed.add(node.id)
      }
    }
    return started
  }

  return (["release", "hotfix"] as const).flatMap((lane) =>
    plan.nodes.flatMap((deploy) => {
      if (deploy.kind !== "deploy" || !deploy.lanes.includes(lane)) return []
      const environment = plan.environments.find(({ name }) => name === deploy.environment)
      if (environment === undefined) return [`${lane}: ${deploy.id} to nowhere`]
      const kept = environment.hotfix?.requires
      const requires =
        lane === "release" || kept === undefined
          ? environment.requires
          : [...kept, ...environment.requires.filter(({ gate }) => gate !== undefined && firm.has(gate))]
      return requires
        .filter((requirement) => {
          if (play(lane, (node) => gives(node, requirement)).has(deploy.id)) return true
          // a check of a deployment proves nothing when it can run before that deployment
          const checks = sound.nodes.find((node) => node.kind === "verify" && node.proof === requirement.proof)
          if (checks?.kind !== "verify") return false
          const early = play(lane, (node) => node.kind === "deploy" && node.environment === checks.environment)
          return plan.nodes.some((node) => gives(node, requirement) && early.has(node.id))
        })
        .map(({ proof }) => `${lane}: ${deploy.id} without '${proof}'`)
    }),
  )
}

const scriptOf = (node: Node): string => ("job" in node ? JSON.stringify(node.job.steps) : "")

/** What a soak really waits for: how long, and where. */
const timeOf = ({ environment, duration }: NodeOf<"soak">): string => JSON.stringify([environment, duration])

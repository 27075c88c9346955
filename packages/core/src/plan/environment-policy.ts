import type { FreezeWindow } from "./freeze-window.js"
import type { Plan, Requirement } from "./plan.js"

/** One thing that an environment demands of a candidate. */
export interface PolicyRequirement {
  readonly proof: string
  /** Where the proof is time: how long, in milliseconds, the release must have been the verified one in which environment. */
  readonly soak?: { readonly environment: string; readonly duration: number }
}

/** What an environment demands of whoever deploys to it, in every lane: all that an admission reads of a plan. */
export interface EnvironmentPolicy {
  readonly environment: string
  readonly requires: readonly PolicyRequirement[]
  /** Absent where the hotfix lane does not lead there. */
  readonly hotfix?: readonly PolicyRequirement[]
  readonly freeze?: readonly FreezeWindow[]
  /** The proofs that a release gives after its deployment, by which it counts as verified there. */
  readonly checks: readonly string[]
}

/** The policy of an environment of a sound plan; undefined where the plan has no environment of that name. */
export const environmentPolicy = (plan: Plan, name: string): EnvironmentPolicy | undefined => {
  const environment = plan.environments.find((one) => one.name === name)
  if (environment === undefined) return undefined
  const gates = new Map(plan.gates.map((gate) => [gate.id, gate]))
  const soaks = new Map(plan.nodes.flatMap((node) => (node.kind === "soak" ? [[node.proof, node] as const] : [])))
  const requirement = ({ proof }: Requirement): PolicyRequirement => {
    const soak = soaks.get(proof)
    return soak === undefined ? { proof } : { proof, soak: { environment: soak.environment, duration: soak.duration } }
  }
  const { requires, hotfix, freeze } = environment
  return {
    environment: name,
    requires: requires.map(requirement),
    ...(hotfix === undefined ? {} : { hotfix: hotfix.requires.map(requirement) }),
    ...(freeze === undefined ? {} : { freeze }),
    checks: plan.nodes.flatMap((node) =>
      node.kind === "verify" && node.environment === name && gates.get(node.gate)?.advisory !== true
        ? [node.proof]
        : [],
    ),
  }
}

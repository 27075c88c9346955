import { at } from "../dsl/capture-place.js"
import type { GateDefinition } from "../dsl/gate-definition.js"
import type { JobOptions } from "../dsl/job-options.js"
import { refuse } from "../dsl/refuse.js"
import { shellScript } from "../dsl/shell.js"
import { makeTarget } from "../dsl/target.js"
import type { Job } from "../plan/job.js"
import type { Gate } from "../plan/plan.js"
import type { Script } from "../plan/value.js"
import { lowerJob } from "./lower-job.js"

/** A gate of the plan together with what a node that runs it needs. */
export interface KnownGate {
  readonly gate: Gate
  readonly proof: string
  readonly environment?: string
  /** Absent for an approval, a soak, and a contract that nobody has implemented. */
  readonly job?: Job
}

/**
 * The gates that a program names. Two values that define the same gate are one gate; two that share a name and differ
 * are two, and the plan shows both, so that no other gate can stand in for the required one.
 */
export class GateTable {
  private readonly byDefinition = new Map<GateDefinition, KnownGate>()
  private readonly bySignature = new Map<string, KnownGate>()
  private readonly byId = new Map<string, Gate>()

  constructor(private readonly defaults: JobOptions) {}

  get gates(): readonly Gate[] {
    return [...this.bySignature.values()].map((known) => known.gate)
  }

  get(id: string): Gate | undefined {
    return this.byId.get(id)
  }

  register(definition: GateDefinition): KnownGate {
    const seen = this.byDefinition.get(definition)
    if (seen !== undefined) return seen
    const made = this.make(definition)
    const { at: _place, id: _id, ...told } = made.gate
    const signature = JSON.stringify([made.proof, told, made.job])
    const known = this.bySignature.get(signature) ?? this.add(signature, made)
    this.byDefinition.set(definition, known)
    return known
  }

  private add(signature: string, made: KnownGate): KnownGate {
    let id = made.proof
    for (let count = 2; this.byId.has(id); count++) id = `${made.proof} (${count})`
    const known = { ...made, gate: { ...made.gate, id } }
    this.bySignature.set(signature, known)
    this.byId.set(known.gate.id, known.gate)
    return known
  }

  private make(definition: GateDefinition): KnownGate {
    const { name, kind, environment, options } = definition
    const proof = environment === undefined ? name : `${name} on ${environment.name}`
    const script = (run: GateDefinition["run"]): Script | undefined =>
      run === undefined
        ? undefined
        : this.script(
            definition,
            typeof run === "function" ? run(makeTarget(environment?.name ?? "", definition.at)) : run,
          )
    const run = script(definition.run)
    const hotfix = script(definition.hotfix)
    const contract =
      definition.implements === undefined ? {} : { implements: this.register(definition.implements).gate.id }
    const gate: Gate = {
      id: proof,
      name,
      kind,
      ...(options.advisory === true ? { advisory: true as const } : {}),
      ...contract,
      ...(options.waivable === false ? { waivable: false as const } : {}),
      ...(hotfix === undefined ? {} : { hotfix }),
      ...(definition.duration === undefined ? {} : { duration: definition.duration }),
      ...at(definition.at),
    }
    const where = environment === undefined ? {} : { environment: environment.name }
    if (run === undefined) return { gate, proof, ...where }
    const job = lowerJob({
      what: `the gate '${name}'`,
      path: `gates.${proof}`,
      steps: [{ kind: "script", role: "check", ...run }],
      options,
      defaults: this.defaults,
      place: definition.at,
    })
    return { gate, proof, ...where, job }
  }

  private script(definition: GateDefinition, shell: unknown): Script {
    return (
      shellScript(shell) ??
      refuse(
        "SL1004",
        `gates.${definition.name}`,
        `what '${definition.name}' runs is not a script`,
        "Return sh`...` from its function.",
        definition.at,
      )
    )
  }
}

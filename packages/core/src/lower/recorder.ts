import { at } from "../dsl/capture-place.js"
import type { EnvironmentDefinition } from "../dsl/environment.js"
import type { GateDefinition } from "../dsl/gate-definition.js"
import type { JobOptions } from "../dsl/job-options.js"
import { refuse } from "../dsl/refuse.js"
import type { RolloutDefinition } from "../dsl/rollout.js"
import { unimplemented } from "../errors/sentences.js"
import type { Job } from "../plan/job.js"
import type { Node } from "../plan/node.js"
import type { Place } from "../plan/place.js"
import type { Artifact, Environment, Gate, Requirement } from "../plan/plan.js"
import { slug } from "../plan/slug.js"
import { usedArtifacts } from "../plan/used-artifacts.js"
import type { Script } from "../plan/value.js"
import { GateTable } from "./gate-table.js"
import { Graph } from "./graph.js"
import { lowerJob } from "./lower-job.js"
import { lowerRollout } from "./lower-rollout.js"

/** The ids of the nodes that a candidate waits for: what it has built and proved is these and all before them. */
export type Frontier = readonly string[]

/** A node before the lanes are known. */
export type Draft = Node extends infer N ? (N extends Node ? Omit<N, "lanes"> : never) : never

/**
 * Writes down what a program does with its candidates. Nothing is judged here: where a proof is missing, the node simply
 * lacks it and `verify` says so.
 */
export class Recorder {
  /** Set once the plan is made: what a candidate did after that would be lost. */
  ended = false
  readonly nodes = new Graph<Draft>()
  readonly artifacts = new Map<string, Artifact>()
  readonly environments = new Map<string, Environment>()
  private readonly definitions = new Map<EnvironmentDefinition, Environment>()
  private readonly table: GateTable
  private readonly checks = new Map<Gate, string>()
  private readonly proofs = new Map<string, string[]>()
  private readonly builds = new Map<string, string[]>()
  private readonly deploys = new Map<string, string[]>()

  constructor(private readonly defaults: JobOptions) {
    this.table = new GateTable(defaults)
  }

  get gates(): readonly Gate[] {
    return this.table.gates
  }

  join(frontiers: readonly Frontier[]): Frontier {
    return this.nodes.last(new Set(frontiers.flat()))
  }

  build(
    frontier: Frontier,
    artifact: Artifact,
    recipe: Script,
    options: JobOptions,
    place: Place | undefined,
  ): Frontier {
    this.artifacts.set(JSON.stringify({ ...artifact, at: undefined }), artifact)
    const title = `build ${artifact.name}`
    const id = this.nodes.freeId(`build-${slug(artifact.name)}`)
    const job = lowerJob({
      what: `the build of '${artifact.name}'`,
      path: `nodes.${id}`,
      steps: [{ kind: "script", role: "build", ...recipe }],
      options,
      defaults: this.defaults,
      place,
    })
    this.add(frontier, {
      kind: "build",
      id,
      title,
      needs: this.needs(frontier, job),
      artifact: artifact.name,
      job,
      ...at(place),
    })
    push(this.builds, artifact.name, id)
    return [id]
  }

  pass(frontier: Frontier, gates: readonly GateDefinition[], place: Place | undefined): Frontier {
    const soaks = gates.filter(({ kind }) => kind === "soak")
    const checked = gates.flatMap((gate) => (gate.kind === "soak" ? [] : this.check(frontier, gate, place)))
    // a soak counts from the moment at which the checks there have passed: it waits for those of its own call too
    const verified = (soak: GateDefinition) =>
      checked.filter((id) => {
        const node = this.nodes.get(id)
        return node?.kind === "verify" && node.environment === soak.environment?.name
      })
    const soaked = soaks.flatMap((soak) => this.check([...new Set([...frontier, ...verified(soak)])], soak, place))
    return this.nodes.last(new Set([...frontier, ...checked, ...soaked]))
  }

  deploy(
    frontier: Frontier,
    environment: EnvironmentDefinition,
    how: RolloutDefinition,
    place: Place | undefined,
  ): Frontier {
    const known = this.environment(environment)
    const id = this.nodes.freeId(`deploy-${slug(known.name)}`)
    const job = lowerRollout(how, environment, `nodes.${id}`, this.defaults, place)
    const past = this.nodes.past(frontier)
    const proofs = known.requires.flatMap((requirement) => {
      const node = this.proving(past, requirement)
      return node === undefined ? [] : [{ proof: requirement.proof, node }]
    })
    const needs = this.needs([...frontier, ...proofs.map((proof) => proof.node)], job)
    const proof = `deployed to ${known.name}`
    const title = `deploy to ${known.name}`
    const schema = how.schema === undefined ? {} : { schema: how.schema }
    const named = { id, title, needs, environment: known.name, proof, proofs }
    this.add(frontier, { kind: "deploy", ...named, ...schema, job, ...at(place) })
    push(this.proofs, proof, id)
    push(this.deploys, known.name, id)
    return [id]
  }

  /** The node of the past that proves a requirement; of several, the one that ran the required gate. */
  private proving(past: (id: string) => boolean, requirement: Requirement): string | undefined {
    const upstream = (this.proofs.get(requirement.proof) ?? []).filter(past)
    const fits = (id: string): boolean => {
      const node = this.nodes.get(id)
      const gate = node !== undefined && "gate" in node ? this.table.get(node.gate) : undefined
      return gate !== undefined && (gate.id === requirement.gate || gate.implements === requirement.gate)
    }
    return upstream.find(fits) ?? upstream[0]
  }

  private check(frontier: Frontier, definition: GateDefinition, place: Place | undefined): Frontier {
    const { gate, proof, environment, job } = this.table.register(definition)
    if (definition.environment !== undefined) this.environment(definition.environment)
    const before = this.checks.get(gate)
    if (before !== undefined) return gate.advisory === true ? [] : [before]
    const id = this.nodes.freeId(idOf(proof))
    const common = { id, title: proof, gate: gate.id, proof, ...at(place) }
    if (gate.kind === "approval")
      this.add(frontier, { kind: "approval", ...common, needs: frontier, ...this.machine(place) })
    else if (gate.kind === "soak" && environment !== undefined)
      this.add(frontier, {
        kind: "soak",
        ...common,
        environment,
        needs: this.nodes.inOrder(new Set([...frontier, ...this.deployed(environment, frontier)])),
        duration: gate.duration ?? 0,
      })
    else if (job === undefined)
      return refuse("SL1004", `gates.${gate.id}`, unimplemented(gate.name), `Write ${gate.name}.by(sh\`...\`).`, place)
    else if (environment === undefined)
      this.add(frontier, { kind: "check", ...common, needs: this.needs(frontier, job), job })
    else {
      this.add(frontier, {
        kind: "verify",
        ...common,
        environment,
        needs: this.needs([...frontier, ...this.deployed(environment, frontier)], job),
        job,
      })
    }
    this.checks.set(gate, id)
    if (gate.advisory === true) return []
    push(this.proofs, proof, id)
    return [id]
  }

  /** The deployments to an environment that are in the past. */
  private deployed(environment: string, frontier: Frontier): readonly string[] {
    return (this.deploys.get(environment) ?? []).filter(this.nodes.past(frontier))
  }

  /** An environment with all that it names: its gates, and the environments before it. Each is read once: they name each other. */
  private environment(definition: EnvironmentDefinition): Environment {
    const known = this.definitions.get(definition) ?? this.read(definition)
    this.definitions.set(definition, known)
    return known
  }

  private read(definition: EnvironmentDefinition): Environment {
    const requirement = (gate: GateDefinition): Requirement => {
      if (gate.environment !== undefined) this.environment(gate.environment)
      const known = this.table.register(gate)
      return { proof: known.proof, gate: known.gate.id }
    }
    const before = definition.after.map((environment) => ({
      proof: `deployed to ${this.environment(environment).name}`,
    }))
    const made: Environment = {
      name: definition.name,
      tier: definition.tier,
      ...(definition.url === undefined ? {} : { url: definition.url }),
      requires: [...before, ...definition.requires.map(requirement)],
      ...(definition.hotfix === undefined
        ? {}
        : { hotfix: { ...definition.hotfix, requires: definition.hotfix.requires.map(requirement) } }),
      ...(definition.freeze === undefined ? {} : { freeze: definition.freeze }),
      lock: definition.lock,
    }
    const key = JSON.stringify(made)
    const known = this.environments.get(key)
    if (known !== undefined) return known
    const placed = { ...made, ...at(definition.at) }
    this.environments.set(key, placed)
    return placed
  }

  /** Who asks for a decision runs where the other jobs run. */
  private machine(place: Place | undefined): { readonly runner?: readonly string[] } {
    const { runner } = lowerJob({
      what: "the pipeline's defaults",
      path: "defaults",
      steps: [],
      options: {},
      defaults: this.defaults.runner === undefined ? {} : { runner: this.defaults.runner },
      place,
    })
    return runner === undefined ? {} : { runner }
  }

  private needs(frontier: Frontier, job: Job): readonly string[] {
    const builds = usedArtifacts(job).flatMap((artifact) => this.builds.get(artifact) ?? [])
    const built = builds.length === 0 ? [] : builds.filter(this.nodes.past(frontier))
    return this.nodes.inOrder(new Set([...frontier, ...built]))
  }

  private add(frontier: Frontier, node: Draft): void {
    this.nodes.add(node.id, node, [...frontier, ...node.needs])
  }
}

/** The id of a gate's node: a name may begin with a digit, an id may not. */
const idOf = (proof: string): string => slug(proof).replace(/^(?![a-z])/, "gate-")

const push = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

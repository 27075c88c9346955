import type { Lane, Node, Plan } from "../../src/plan/index.js"

export interface Mutation {
  readonly what: string
  readonly plan: Plan
}

type Change<T> = readonly (readonly [string, T | undefined])[]

/** The plan with one of a list changed, or left out. */
const each = <T extends { readonly id?: string; readonly name?: string }>(
  plan: Plan,
  key: "nodes" | "gates" | "environments",
  changes: (thing: T) => Change<T>,
): readonly Mutation[] => {
  const list = plan[key] as unknown as readonly T[] // the key says which of the three lists it is
  return list.flatMap((thing, index) =>
    changes(thing).map(([what, changed]) => ({
      what: `${key}.${thing.id ?? thing.name}: ${what}`,
      plan: {
        ...plan,
        [key]: list.flatMap((one, at) => (at !== index ? [one] : changed === undefined ? [] : [changed])),
      },
    })),
  )
}

const lanes: readonly Lane[] = ["release", "hotfix", "promote", "rollback"]

/** The keys that each kind has beside those of all. */
const kinds: { readonly [kind: string]: readonly string[] } = {
  build: ["artifact", "job"],
  check: ["gate", "proof", "job"],
  approval: ["gate", "proof"],
  soak: ["gate", "environment", "proof", "duration"],
  deploy: ["environment", "proof", "proofs", "job"],
  verify: ["gate", "environment", "proof", "job"],
}

/** A node as another kind, well formed; what it lacks for that it takes from the plan. */
const ofKind = (kind: string, node: Node, plan: Plan): Node => {
  const job = plan.nodes.flatMap((one) => ("job" in one ? [one.job] : []))[0]
  const [environment, gate, artifact] = [
    plan.environments[0]?.name,
    plan.gates[0]?.id,
    plan.artifacts[0]?.name ?? "none",
  ]
  const given: { readonly [key: string]: unknown } = {
    artifact,
    job,
    gate,
    proof: "x",
    environment,
    duration: 1,
    proofs: [],
    ...node,
  }
  const { id, title, needs, lanes: own } = node
  const keys = kinds[kind] ?? []
  return { kind, id, title, needs, lanes: own, ...Object.fromEntries(keys.map((key) => [key, given[key]])) } as Node // a node of that kind
}

/** Every small change of a plan: something is left out, or one fact is another. */
export const mutations = (plan: Plan): readonly Mutation[] => {
  const ids = plan.nodes.map(({ id }) => id)
  const gateIds = plan.gates.map(({ id }) => id)
  const places = plan.environments.map(({ name }) => name)
  const proofs = [...new Set(plan.nodes.flatMap((node) => ("proof" in node ? [node.proof] : [])))]

  const nodes = each<Node>(plan, "nodes", (node) => {
    const change = (what: string, changed: object) => [what, { ...node, ...changed } as Node] as const // as wrong as it may be
    const others = <T>(all: readonly T[], own: T) => all.filter((one) => one !== own)
    return [
      ["left out", undefined],
      ...node.needs.map((need) => change(`does not need ${need}`, { needs: others(node.needs, need) })),
      ...others(ids, node.id).map((id) => change(`needs ${id} alone`, { needs: [id] })),
      ...lanes.map((lane) =>
        node.lanes.includes(lane)
          ? change(`not in ${lane}`, { lanes: others(node.lanes, lane) })
          : change(`in ${lane}`, { lanes: [...node.lanes, lane] }),
      ),
      ...others(Object.keys(kinds), node.kind).map((kind) => [`is of kind ${kind}`, ofKind(kind, node, plan)] as const),
      ...("gate" in node ? others(gateIds, node.gate).map((gate) => change(`runs gate ${gate}`, { gate })) : []),
      ...("environment" in node
        ? others(places, node.environment).map((environment) => change(`is on ${environment}`, { environment }))
        : []),
      ...("proof" in node ? others(proofs, node.proof).map((proof) => change(`proves ${proof}`, { proof })) : []),
      ...(node.kind === "soak" ? [change("is over at once", { duration: 1 })] : []),
      ...("job" in node ? [change("runs nothing", { job: { ...node.job, steps: [] } })] : []),
      ...(node.kind === "deploy"
        ? node.proofs.flatMap(({ proof, node: by }) => [
            change(`without the proof ${proof}`, { proofs: node.proofs.filter((one) => one.proof !== proof) }),
            ...others(ids, by).map((id) =>
              change(`has ${proof} by ${id}`, {
                proofs: node.proofs.map((one) => (one.proof === proof ? { proof, node: id } : one)),
                needs: others(node.needs, by),
              }),
            ),
          ])
        : []),
    ]
  })
  const gates = each<Plan["gates"][number]>(plan, "gates", (gate) => [
    ["left out", undefined],
    ["advisory", { ...gate, advisory: true }],
    ["never waivable", { ...gate, waivable: false }],
    ...(gate.duration === undefined ? [] : [["over at once", { ...gate, duration: 1 }] as const]),
    ...(["check", "approval", "contract", "environment", "soak"] as const)
      .filter((kind) => kind !== gate.kind)
      .map((kind) => [`is of kind ${kind}`, { ...gate, kind }] as const),
    ...gateIds.filter((id) => id !== gate.id).map((id) => [`implements ${id}`, { ...gate, implements: id }] as const),
    ...gateIds.filter((id) => id !== gate.id).map((id) => [`has the id ${id}`, { ...gate, id }] as const),
  ])
  const environments = each<Plan["environments"][number]>(plan, "environments", (environment) => {
    const { hotfix: _hotfix, ...without } = environment
    return [
      ["left out", undefined],
      ["without a hotfix policy", without],
      ["with an empty hotfix policy", { ...environment, hotfix: { requires: [] } }],
      ...environment.requires.map(
        (requirement) =>
          [
            `${requirement.proof} of no gate`,
            {
              ...environment,
              requires: environment.requires.map((one) => (one === requirement ? { proof: one.proof } : one)),
            },
          ] as const,
      ),
      ...gateIds.map(
        (gate) =>
          [
            `requires ${gate} too`,
            { ...environment, requires: [...environment.requires, { proof: gate.replace(/ \(2\)$/, ""), gate }] },
          ] as const,
      ),
      ...places
        .filter((name) => name !== environment.name)
        .map((name) => [`is named ${name}`, { ...environment, name }] as const),
    ]
  })
  return [...nodes, ...gates, ...environments]
}

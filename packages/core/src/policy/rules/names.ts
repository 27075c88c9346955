import type { Problem } from "../../errors/problem.js"
import type { Place } from "../../plan/place.js"
import type { Gate, Plan } from "../../plan/plan.js"
import { slug } from "../../plan/slug.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

interface Named {
  readonly name: string
  readonly at?: Place
}

/** One name, one thing: artifacts, gates and environments each. Ids are unique without regard to case. */
export const names: Rule = (plan) => [
  ...twice("artifacts", "artifacts", plan.artifacts),
  ...twice(
    "gates",
    "gates",
    plan.gates.map((gate) => ({ ...gate, name: proofOf(gate, plan) })),
  ),
  ...twice("environments", "environments", plan.environments),
  ...alike(plan),
  ...twice(
    "nodes",
    "nodes",
    plan.nodes.map((node) => ({ ...node, name: node.id.toLowerCase() })),
  ),
]

/** Where an environment's records are kept goes by its slug; and a platform may compare its name without regard to case. */
const alike = (plan: Plan): readonly Problem[] => {
  const seen = new Map<string, string>()
  return plan.environments.flatMap((environment) => {
    const { name } = environment
    const id = slug(name.toLowerCase())
    const first = seen.get(id) ?? name
    seen.set(id, first)
    return first === name
      ? []
      : [
          problemAt(
            environment,
            "SL2006",
            `environments.${name}`,
            `'${first}' and '${name}' would share one ledger: their names differ only in case, spaces or punctuation`,
            "Give each its own name, or use one value for both.",
          ),
        ]
  })
}

/** Two gates of one name have the ids `unit` and `unit (2)`. What fulfils a contract shares its name rightly. */
const proofOf = (gate: Gate, plan: Plan): string => {
  const first = /^(.*) \(\d+\)$/.exec(gate.id)?.[1]
  if (gate.implements !== undefined || first === undefined) return gate.id
  const known =
    gate.kind === "environment" || gate.kind === "soak"
      ? plan.environments.map(({ name }) => `${gate.name} on ${name}`)
      : [gate.name]
  return known.includes(gate.id) || !known.includes(first) ? gate.id : first
}

const twice = (path: string, what: string, things: readonly Named[]) => {
  const seen = new Map<string, Named>()
  return things.flatMap((thing) => {
    const first = seen.get(thing.name)
    if (first === undefined) {
      seen.set(thing.name, thing)
      return []
    }
    const other = first.at === undefined ? "" : ` The other one is at ${first.at.file}:${first.at.line}.`
    return [
      problemAt(
        thing,
        "SL2006",
        `${path}.${thing.name}`,
        `two different ${what} are named '${thing.name}'`,
        `Give each its own name, or use one value for both.${other}`,
      ),
    ]
  })
}

import type { Place } from "./place.js"
import type { Plan } from "./plan.js"

const placeless = <T extends { readonly at?: Place }>({ at: _, ...rest }: T): Omit<T, "at"> => rest

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/**
 * A plan as text that is the same on every machine, whatever the order of its keys and wherever its program lies. Its
 * sha256 is the pipeline's digest in the ledger: it says which version of the program decided.
 */
export const planText = (plan: Plan): string =>
  JSON.stringify(
    {
      ...placeless(plan),
      artifacts: plan.artifacts.map(placeless),
      gates: plan.gates.map(placeless),
      environments: plan.environments.map(placeless),
      nodes: plan.nodes.map(placeless),
    },
    sorted,
  )

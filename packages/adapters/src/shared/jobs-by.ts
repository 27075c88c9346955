import type { Node, NodeKind, NodeOf, Plan } from "@shipline/core/plan"

interface Reached {
  readonly plan: Plan
  /** How each node's job is reached, by the node's id; a node that no run reaches has none. */
  readonly passages: ReadonlyMap<string, unknown>
}

type JobTable<S, J> = { readonly [K in NodeKind]: (node: NodeOf<K>, scope: S) => readonly J[] }

/** Writes the jobs of a plan by a platform's table, in the order of the plan: those that some run can reach. */
export const jobsBy =
  <S extends Reached, J>(table: JobTable<S, J>) =>
  (scope: S): readonly J[] =>
    scope.plan.nodes.flatMap((node) => {
      const write = table[node.kind] as (node: Node, scope: S) => readonly J[] // the table is total by its type
      return scope.passages.has(node.id) ? write(node, scope) : []
    })

import type { Plan, Problem } from "@shipline/core"
import type { Adapter } from "./adapter.js"

/** SL3001 for each node of a kind that the platform does not know. */
export const unsupported = (
  plan: Plan,
  { name, capabilities }: Pick<Adapter, "name" | "capabilities">,
): readonly Problem[] =>
  plan.nodes
    .filter((node) => !capabilities.nodes[node.kind])
    .map((node) => ({
      code: "SL3001",
      path: `nodes.${node.id}`,
      message: `'${node.title}' is a ${node.kind}, which the adapter for ${name} does not know`,
      hint: "Leave it out for this platform.",
      ...(node.at === undefined ? {} : { at: node.at }),
    }))

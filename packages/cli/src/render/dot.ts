import type { NodeKind } from "@shipline/core/plan"
import type { Drawing } from "./reduced-graph.js"

const quote = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`

const shapes: Readonly<Record<NodeKind, string>> = {
  build: "component",
  check: "ellipse",
  approval: "hexagon",
  soak: "hexagon",
  deploy: "box",
  verify: "ellipse",
}

/** The language of Graphviz. */
export const dot = ({ name, nodes }: Drawing): string => {
  const boxes = nodes.map(({ node }) => `  ${quote(node.id)} [label=${quote(node.title)} shape=${shapes[node.kind]}];`)
  const arrows = nodes.flatMap(({ node, after }) => after.map(({ id }) => `  ${quote(id)} -> ${quote(node.id)};`))
  return `${[`digraph ${quote(name)} {`, "  rankdir=LR;", ...boxes, ...arrows, "}"].join("\n")}\n`
}

import type { Drawing } from "./reduced-graph.js"
import { table } from "./table.js"

/** One line for each node: what it directly waits for stands above it. */
export const graphText = ({ name, nodes }: Drawing): string => {
  const rows = nodes.map(({ node, after }) => [
    node.title,
    after.length === 0 ? "" : `← ${after.map(({ title }) => title).join(", ")}`,
  ])
  return `${name}\n${table(rows)}`
}

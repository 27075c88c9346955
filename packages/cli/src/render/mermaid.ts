import type { NodeKind } from "@shipline/core/plan"
import type { Drawing } from "./reduced-graph.js"

/** What a label of Mermaid could take for something else, as the numbers of its characters. */
const escapeLabel = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:/_-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`)

const shapes: Readonly<Record<NodeKind, readonly [string, string]>> = {
  build: ["[[", "]]"],
  check: ["(", ")"],
  approval: ["{{", "}}"],
  soak: ["{{", "}}"],
  deploy: ["[", "]"],
  verify: ["(", ")"],
}

/** A flow chart that GitHub, GitLab and editors draw. Nodes have neutral names: an id may be a word of the language. */
export const mermaid = ({ nodes }: Drawing): string => {
  const names = new Map(nodes.map(({ node }, index) => [node.id, `n${index}`]))
  const boxes = nodes.map(({ node }) => {
    const [open, close] = shapes[node.kind]
    return `  ${names.get(node.id)}${open}"${escapeLabel(node.title)}"${close}`
  })
  const arrows = nodes.flatMap(({ node, after }) =>
    after.map(({ id }) => `  ${names.get(id)} --> ${names.get(node.id)}`),
  )
  return `${["flowchart LR", ...boxes, ...arrows].join("\n")}\n`
}

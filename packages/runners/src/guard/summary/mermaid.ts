/** What a label of Mermaid could take for something else, as the numbers of its characters. */
const label = (text: string): string =>
  text
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} .,/-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`)

/** A graph from what a deployment rests on, through it, to what has to be checked then; in a block of Markdown. */
export const proofGraph = (proofs: readonly string[], deployment: string, checks: readonly string[]): string => {
  const before = proofs.map((proof, index) => `  p${index}("${label(proof)}") --> d`)
  const after = checks.map((proof, index) => `  d --> c${index}("${label(proof)}")`)
  return ["```mermaid", "flowchart LR", `  d["${label(deployment)}"]`, ...before, ...after, "```"].join("\n")
}

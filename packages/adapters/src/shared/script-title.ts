import type { Step } from "@shipline/core/plan"
import { environmentOf, type JobNode } from "./facts.js"

type Role = Extract<Step, { kind: "script" }>["role"]

const place = (node: JobNode): string => environmentOf(node) ?? node.title

/** What a person reads beside a script of the program. */
export const scriptTitle: { readonly [R in Role]: (node: JobNode) => string } = {
  build: (node) => `Build ${node.kind === "build" ? node.artifact : node.title}`,
  check: (node) => `Run ${node.title}`,
  migrate: (node) => `Migrate ${place(node)}`,
  deploy: (node) => `Deploy to ${place(node)}`,
}

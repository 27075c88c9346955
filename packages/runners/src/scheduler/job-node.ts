import type { Node, NodeOf } from "@shipline/core/plan"

/** A node that runs steps. */
export type JobNode = NodeOf<"build" | "check" | "deploy" | "verify">

/** Whether a node runs steps. */
export const isJobNode = (node: Node): node is JobNode => "job" in node

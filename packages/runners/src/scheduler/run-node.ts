import type { Node, NodeKind, NodeOf } from "@shipline/core/plan"
import type * as Effect from "effect/Effect"
import type { Approver } from "./approver.js"
import type { Deployments } from "./deployments.js"
import type { Jobs } from "./jobs.js"
import type { Locks } from "./locks.js"
import type { Outcome } from "./outcome.js"
import type { Reporter } from "./reporter.js"
import { runApproval } from "./run-approval.js"
import type { RunContext } from "./run-context.js"
import { runDeploy } from "./run-deploy.js"
import { runJob } from "./run-job.js"
import { runSoak } from "./run-soak.js"
import { runVerify } from "./run-verify.js"
import type { Stop } from "./stop.js"

/** What the scheduler needs: with other layers and a virtual clock it is a dry run. */
export type Services = Approver | Deployments | Jobs | Locks | Reporter | Stop

type RunNode<K extends NodeKind> = (run: RunContext, node: NodeOf<K>) => Effect.Effect<Outcome, never, Services>

/** How each kind of node is run: total, so that a new kind fails to compile here. */
const table: { readonly [K in NodeKind]: RunNode<K> } = {
  build: (run, node) => runJob(run, node),
  check: (run, node) => runJob(run, node),
  verify: runVerify,
  approval: runApproval,
  soak: runSoak,
  deploy: runDeploy,
}

/** Runs a node whose needs have passed. */
export const runNode = <K extends NodeKind>(run: RunContext, node: Node & { readonly kind: K }) => {
  const runKind: RunNode<K> = table[node.kind]
  // The table's entry for a kind takes that kind's node; TypeScript cannot follow a union through the index.
  return runKind(run, node as NodeOf<K>)
}

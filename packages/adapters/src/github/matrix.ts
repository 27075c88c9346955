import { literal } from "./expression.js"
import { limits } from "./limits.js"
import type { WorkflowJob } from "./model.js"
import { type JobScope, subject } from "./scope.js"

const wrongKey = (key: string, sharded: boolean): string | undefined => {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return "which GitHub cannot name in an expression"
  if (key === "include" || key === "exclude") return "which has another meaning on GitHub"
  return key === "shard" && sharded ? "which the shards take" : undefined
}

/** The jobs that a node becomes: one for each combination of its axes and, where it has shards, for each shard. */
export const matrix = (scope: JobScope): WorkflowJob["matrix"] => {
  const { node, job, report } = scope
  const sharded = job.shards !== undefined
  for (const { key } of job.matrix) {
    const wrong = wrongKey(key, sharded)
    if (wrong !== undefined) report.add("SL3113", subject(node), key, wrong)
  }
  const axes = job.matrix.map(
    ({ key, values }) => [key, values.map((value) => (typeof value === "string" ? literal(value) : value))] as const,
  )
  const shards = sharded ? [["shard", Array.from({ length: job.shards }, (_, index) => index + 1)] as const] : []
  const count = [...axes, ...shards].reduce((product, [, values]) => product * values.length, 1)
  if (count > limits.matrixJobs) report.add("SL3114", subject(node), node.title, count)
  if (count > 1 && (node.kind === "build" || node.kind === "deploy")) report.add("SL3115", subject(node), node.title)
  return [...axes, ...shards]
}

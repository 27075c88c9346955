import { literal } from "./expression.js"
import { limits } from "./limits.js"
import type { WorkflowJob } from "./model.js"
import { type JobScope, subject } from "./scope.js"

/** GitHub takes two keys that differ in case alone for one. `others` are those before it, in lower case. */
const wrongKey = (key: string, others: readonly string[], sharded: boolean): string | undefined => {
  const lower = key.toLowerCase()
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return "which GitHub cannot name in an expression"
  if (lower === "include" || lower === "exclude") return "which has another meaning on GitHub"
  if (others.includes(lower)) return "which differs from another one in case alone"
  return lower === "shard" && sharded ? "which the shards take" : undefined
}

/** The jobs that a node becomes: one for each combination of its axes and, where it has shards, for each shard. */
export const matrix = (scope: JobScope): WorkflowJob["matrix"] => {
  const { node, job, report } = scope
  const sharded = job.shards !== undefined
  const keys = job.matrix.map(({ key }) => key.toLowerCase())
  for (const [index, { key }] of job.matrix.entries()) {
    const wrong = wrongKey(key, keys.slice(0, index), sharded)
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

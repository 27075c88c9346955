import { subject } from "../shared/facts.js"
import { limits } from "./limits.js"
import type { Parallel } from "./model.js"
import { jobKey, matrixVariable } from "./names.js"
import type { JobScope } from "./scope.js"

/** How many jobs a node becomes. */
export const legsOf = ({ job }: Pick<JobScope, "job">): number =>
  job.matrix.reduce((product, { values }) => product * values.length, job.shards ?? 1)

/** Whether GitLab makes several jobs of a node, also where that several is one. */
export const isParallel = ({ job }: Pick<JobScope, "job">): boolean => job.matrix.length > 0 || job.shards !== undefined

/** The jobs that a node becomes: one for each combination of its axes and, where it has shards, for each shard. */
export const parallel = (scope: JobScope): Parallel | undefined => {
  const { node, job, report, plan } = scope
  if (!isParallel(scope)) return undefined
  const count = legsOf(scope)
  if (count > limits.matrixJobs) report.add("SL3314", subject(node), node.title, count)
  if (count > 1 && (node.kind === "build" || node.kind === "deploy")) report.add("SL3315", subject(node), node.title)
  if (job.matrix.length === 0) return { count }
  for (const { key } of job.matrix)
    if (!/^\w+$/.test(key) || (job.shards !== undefined && key === "shard")) report.add("SL3313", subject(node), key)
  const axes = job.matrix.map(({ key, values }) => [matrixVariable(key), values.map(String)] as const)
  for (const [, values] of axes)
    for (const value of values)
      if (/\$/.test(value)) report.add("SL3317", subject(node), `the value '${value}' of a matrix`)
  const shards =
    job.shards === undefined
      ? []
      : [[matrixVariable("shard"), Array.from({ length: job.shards }, (_, index) => String(index + 1))] as const]
  const all = [...axes, ...shards]
  const longest = all.reduce((sum, [, values]) => sum + 2 + Math.max(...values.map((value) => value.length)), 4)
  const name = jobKey(plan, node.id)
  if (name.length + longest > limits.legName) report.add("SL3326", subject(node), name, name.length + longest)
  return { matrix: all }
}

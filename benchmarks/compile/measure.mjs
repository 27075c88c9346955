import { existsSync, readFileSync } from "node:fs"
import { parse } from "yaml"
import { requireBuilt } from "../lib/paths.mjs"
import { peakMemory, roundRobin, time } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { ratios, summary } from "../lib/statistics.mjs"
import { tools, yardstick } from "./tools.mjs"

const jobs = [
  "lint",
  "unit",
  "build-shop",
  "scan",
  "deploy-dev",
  "smoke-on-dev",
  "deploy-staging",
  "smoke-on-staging",
  "deploy-production",
  "smoke-on-production",
]

/**
 * A tool counts only if its file holds the ten jobs, four shards and three environments. Shipline writes a job more for each
 * environment, which brings promotions and rollbacks there: that is its own work, measured with the rest.
 */
const check = ({ name, output }) => {
  if (output === undefined) return undefined
  if (!existsSync(output)) throw new Error(`${name} has written no ${output}`)
  const text = readFileSync(output, "utf8")
  const written = parse(text).jobs
  const found = Object.keys(written).filter((id) => !id.startsWith("redeploy-"))
  const shards = written.unit?.strategy?.matrix?.shard?.length
  const environments = found.filter((id) => written[id].environment !== undefined).length
  if (found.join() !== jobs.join() || shards !== 4 || environments !== 3)
    throw new Error(`${name} wrote other jobs: ${found.join(", ")} (${shards} shards, ${environments} environments)`)
  return { jobs: found.length, bytes: Buffer.byteLength(text) }
}

/** Ten jobs, written by each tool: whole processes in turn. */
export const measureCompile = ({ rounds }) => {
  requireBuilt("@shipline/core", "@shipline/adapters", "shipline")
  const entries = tools()
  for (const entry of entries) {
    entry.before?.(0)
    time(entry)
    entry.file = check(entry)
  }
  const times = roundRobin(entries, { rounds, report: progress("compile") })
  for (const entry of entries) check(entry)
  const base = times.get(yardstick)
  return {
    rounds,
    yardstick,
    tools: entries.map((entry) => ({
      name: entry.name,
      label: entry.label,
      note: entry.note,
      milliseconds: summary(times.get(entry.name)),
      ratio: ratios(times.get(entry.name), base),
      peakMemoryMiB: peakMemory(entry, rounds + 1),
      ...(entry.file === undefined ? {} : { file: entry.file }),
    })),
  }
}

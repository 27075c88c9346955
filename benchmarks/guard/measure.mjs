import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { repository } from "../lib/paths.mjs"
import { roundRobin } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { ratios, summary } from "../lib/statistics.mjs"

const file = join(repository, "packages", "runners", "dist", "guard.mjs")

/** The guard from its start until it has understood what it is asked for, beside Node alone. */
export const measureGuard = ({ rounds }) => {
  if (!existsSync(file)) throw new Error("the guard: not built. In the repository's root: npm ci && npm run build")
  const entries = [
    { name: "node", command: process.execPath, args: ["-e", "0"] },
    { name: "guard", command: process.execPath, args: [file, "--version"] },
  ]
  const times = roundRobin(entries, { rounds, report: progress("guard") })
  const [node, guard] = ["node", "guard"].map((name) => times.get(name))
  return {
    rounds,
    bytes: statSync(file).size,
    node: summary(node),
    milliseconds: summary(guard),
    ratio: ratios(guard, node),
  }
}

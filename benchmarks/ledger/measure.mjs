import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, join } from "node:path"
import { freshFolder, here, repository as root } from "../lib/paths.mjs"
import { read, roundRobin } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { ratios, summary } from "../lib/statistics.mjs"

const records = 10_000

/** The store as one file, as the command and the guard hold it. */
const bundle = (folder) => {
  const { buildSync } = createRequire(join(root, "package.json"))("esbuild")
  const outfile = join(folder, "ledger-main.cjs")
  buildSync({
    entryPoints: [join(here, "ledger", "ledger-main.ts")],
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    tsconfig: join(root, "tsconfig.json"),
    outfile,
  })
  return outfile
}

/** How often a command calls git: a git first on the path that counts. */
const gitCalls = (folder, entry) => {
  const calls = join(folder, "calls")
  const git = read({ name: "git", command: "sh", args: ["-c", "command -v git"] }).trim()
  writeFileSync(join(folder, "git"), `#!/bin/sh\necho call >> '${calls}'\nexec '${git}' "$@"\n`)
  chmodSync(join(folder, "git"), 0o755)
  rmSync(calls, { force: true })
  read({ ...entry, env: { PATH: `${folder}${delimiter}${process.env.PATH}` } })
  return existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n").length : 0
}

/** A chain of ten thousand records, asked by whole processes, beside what any answer costs: Node's start and git's. */
export const measureLedger = ({ rounds }) => {
  const folder = freshFolder("ledger")
  const main = bundle(folder)
  const [long, short] = ["long", "short"].map((name) => {
    const path = join(folder, name)
    read({ name, command: "git", args: ["init", "--quiet", path] })
    return path
  })
  const entry = (name, repository, ...args) => ({ name, command: process.execPath, args: [main, repository, ...args] })
  read(entry("build", long, "build", String(records)))
  const tasks = [
    { ...entry("tip", long, "tip"), label: "the end of one chain" },
    { ...entry("status", long, "status"), label: "the ends of all chains" },
    { ...entry("history", long, "history", "20"), label: "the last 20 records" },
    { ...entry("verify", long, "verify"), label: "the whole chain, verified" },
  ]
  const yardsticks = [
    { name: "node", command: process.execPath, args: ["-e", "0"] },
    { name: "git", command: "git", args: ["--version"] },
  ]
  const times = roundRobin([...yardsticks, ...tasks], { rounds, report: progress("ledger") })
  const [node, git] = ["node", "git"].map((name) => times.get(name))
  // What no answer is quicker than: Node's start, and one git that does nothing.
  const least = node.map((taken, round) => taken + git[round])
  const calls = (repository, count) => gitCalls(folder, entry("append", repository, "append", String(count)))
  return {
    rounds,
    records,
    node: summary(node),
    git: summary(git),
    tasks: tasks.map(({ name, label }) => ({
      name,
      label,
      milliseconds: summary(times.get(name)),
      ratio: ratios(times.get(name), least),
      calls: gitCalls(
        folder,
        tasks.find((one) => one.name === name),
      ),
    })),
    appendCalls: [
      { records: 0, drafts: 1, calls: calls(short, 1) },
      { records, drafts: 1, calls: calls(long, 1) },
      { records, drafts: 4, calls: calls(long, 4) },
    ],
  }
}

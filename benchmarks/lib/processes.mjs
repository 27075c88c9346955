import { spawnSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { work } from "./paths.mjs"

const meter = join(dirname(fileURLToPath(import.meta.url)), "peak-memory.cjs")

/** The surroundings of every measured process: nothing that changes how Node starts. */
const environment = (more = {}) => {
  const { NODE_OPTIONS: _options, NODE_COMPILE_CACHE: _cache, FORCE_COLOR: _color, ...rest } = process.env
  return { ...rest, NO_COLOR: "1", ...more }
}

const fail = ({ name, command, args }, { status, signal, error, stderr, stdout }) => {
  const what = error?.message ?? `it ended with ${signal ?? status}`
  throw new Error(`${name}: ${what}\n$ ${[command, ...args].join(" ")}\n${stdout ?? ""}${stderr ?? ""}`)
}

/** Runs a command and gives what it wrote; not measured. */
export const read = (entry) => {
  const result = spawnSync(entry.command, entry.args, {
    cwd: entry.cwd,
    env: environment(entry.env),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  })
  return result.status === 0 ? result.stdout : fail(entry, result)
}

/** Wall time of a whole process in milliseconds. Its output goes nowhere, so that nobody waits for a reader. */
export const time = (entry) => {
  const start = process.hrtime.bigint()
  const result = spawnSync(entry.command, entry.args, { cwd: entry.cwd, env: environment(entry.env), stdio: "ignore" })
  const end = process.hrtime.bigint()
  if (result.status !== 0) fail(entry, result)
  return Number(end - start) / 1e6
}

/** The largest resident memory, in MiB, of the Node processes that a command starts. Not measured together with time. */
export const peakMemory = (entry, round) => {
  entry.before?.(round)
  const file = join(work, "peak-memory")
  rmSync(file, { force: true })
  read({ ...entry, env: { ...entry.env, NODE_OPTIONS: `--require=${meter}`, PEAK_MEMORY_FILE: file } })
  const peaks = readFileSync(file, "utf8").trim().split("\n").map(Number)
  return Math.round(Math.max(...peaks) / 1024)
}

/**
 * Times of several commands that run in turn, A B C A B C, so that a slow minute of the machine meets all of them.
 * `before` of an entry runs ahead of each of its runs and is not measured.
 */
export const roundRobin = (entries, { rounds, warmUps = 1, report }) => {
  const times = new Map(entries.map(({ name }) => [name, []]))
  for (let round = -warmUps; round < rounds; round++) {
    for (const entry of entries) {
      entry.before?.(round + warmUps)
      const taken = time(entry)
      if (round >= 0) times.get(entry.name).push(taken)
    }
    report?.(round + 1, rounds)
  }
  return times
}

import { readFileSync } from "node:fs"
import { hostname } from "node:os"
import { errno } from "../../errors/file-error.js"

/** Who holds a lock. `started` tells a process from a later one of the same number, where the system says it. */
export interface Owner {
  readonly run: string
  readonly host: string
  readonly pid: number
  readonly started?: string
}

/** When a process started, in the system's own ticks; undefined where the system does not say. */
const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name of the program stands in brackets and may hold anything; the 20th field after it is the start.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]
  } catch {
    return undefined
  }
}

/** This process as an owner. */
export const self = (run: string): Owner => {
  const started = startOf(process.pid)
  const owner = { run, host: hostname(), pid: process.pid }
  return started === undefined ? owner : { ...owner, started }
}

const isOwner = (value: unknown): value is Owner =>
  typeof value === "object" &&
  value !== null &&
  ["run", "host"].every((key) => typeof Reflect.get(value, key) === "string") &&
  typeof Reflect.get(value, "pid") === "number"

/** Reads an owner. What is not readable, as after a power cut, is nobody. */
export const parseOwner = (text: string): Owner | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isOwner(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether an owner may still be at work. Of another machine nothing is known, so it counts as alive. */
export const isAlive = (owner: Owner): boolean => {
  if (owner.host !== hostname()) return true
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    return errno(error) !== "ESRCH"
  }
  const started = startOf(owner.pid)
  return started === undefined || owner.started === undefined || started === owner.started
}

/** An owner in words. */
export const ownerName = (owner: Owner): string =>
  `run ${owner.run} (process ${owner.pid}${owner.host === hostname() ? "" : ` on ${owner.host}`})`

import { readdirSync, readFileSync } from "node:fs"
import { errno } from "../../errors/file-error.js"

/** Signals a whole process group; false where none of it is left. Signal 0 only asks. */
export const signalGroup = (leader: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-leader, signal)
    return true
  } catch (error) {
    // EPERM: what is left belongs to somebody else or is only waiting to be reaped.
    if (errno(error) === "ESRCH" || errno(error) === "EPERM") return false
    throw error
  }
}

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}

const entries = (path: string): readonly string[] => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** The state and the group of a process: the fields after its name, which stands in brackets and may hold anything. */
const stateOf = (pid: string): { readonly state: string; readonly group: number } | undefined => {
  const stat = read(`/proc/${pid}/stat`)
  const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  return state === undefined || group === undefined ? undefined : { state, group: Number(group) }
}

/**
 * Whether something of a process group still runs. Signals also reach processes that have ended and that nobody has
 * reaped, for ever in a container without an init; where the system lists its processes, those are not counted.
 */
export const groupLives = (leader: number): boolean => {
  if (!signalGroup(leader, 0)) return false
  const pids = entries("/proc").filter((name) => /^\d+$/.test(name))
  if (pids.length === 0) return true
  return pids.some((pid) => {
    const found = stateOf(pid)
    return found !== undefined && found.group === leader && found.state !== "Z" && found.state !== "X"
  })
}

import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"

const LINUX = process.platform === "linux"

/**
 * The command line of a running process; nothing when there is none. A process that has ended and that nobody
 * has collected yet has no command line either, so it counts as gone.
 *
 * @param {number} pid
 */
export function commandLineOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const text = LINUX ? readProc(pid) : ps(["-p", String(pid), "-o", "args="]).trim()
  return text === "" ? undefined : text
}

/**
 * Finds processes by their command line.
 *
 * @param {(commandLine: string) => boolean} matches
 * @returns {number[]}
 */
export function findProcesses(matches) {
  const all = LINUX ? allInProc() : allByPs()
  return all.flatMap(([pid, line]) => (pid !== process.pid && matches(line) ? [pid] : []))
}

/** @returns {[number, string][]} */
function allInProc() {
  const pids = readdirSync("/proc").map(Number)
  return pids.filter((pid) => pid > 0).map((pid) => [pid, readProc(pid)])
}

/** @returns {[number, string][]} */
function allByPs() {
  const lines = ps(["-A", "-o", "pid=,args="]).split("\n")
  return lines.map((line) => [Number.parseInt(line, 10), line.replace(/^\s*\d+\s/, "")])
}

/** @param {number} pid */
function readProc(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()
  } catch {
    return ""
  }
}

/** What machines without `/proc` have. @param {string[]} args */
const ps = (args) => spawnSync("ps", ["-ww", ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }).stdout ?? ""

import { Problem } from "./problem.mjs"
import { commandLineOf } from "./processes.mjs"
import { waitUntil } from "./wait-until.mjs"

/** How long a process may take to stop before it is killed; longer than a server grants its own requests. */
const PATIENCE = 8000

/**
 * Ends a process, by force if it does not stop by itself.
 *
 * @param {number} pid
 * @param {string} word  what is on its command line: without it, the number belongs to somebody else by now
 */
export async function endProcess(pid, word) {
  const runs = () => commandLineOf(pid)?.includes(word) === true
  const gone = () => waitUntil(() => (runs() ? undefined : true), { within: PATIENCE, pause: 20 })
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGKILL"])) {
    if (runs()) send(pid, signal)
    if (await gone()) return
  }
  throw new Problem(`process ${pid} does not end`)
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It has ended since it was found.
    if (/** @type {any} */ (error).code !== "ESRCH") throw error
  }
}

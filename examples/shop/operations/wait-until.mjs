import { setTimeout as sleep } from "node:timers/promises"

/**
 * Asks again and again until there is an answer or the time is up. An attempt gets the milliseconds that are
 * left, so that no single attempt can outlive the deadline. The last one still gets a pause's worth of time: one that
 * had none would fail for that reason and hide the real one.
 *
 * @template T
 * @param {(left: number) => T | undefined | Promise<T | undefined>} attempt
 * @param {{ within: number, pause?: number, signal?: AbortSignal | undefined }} options
 * @returns {Promise<T | undefined>}  nothing when the time is up
 */
export async function waitUntil(attempt, { within, pause = 50, signal }) {
  const deadline = performance.now() + within
  for (;;) {
    signal?.throwIfAborted()
    const result = await attempt(deadline - performance.now())
    if (result !== undefined) return result
    if (deadline - performance.now() < 2 * pause) return undefined
    await sleep(pause)
  }
}

import { spawn } from "node:child_process"
import { join } from "node:path"
import { SOURCE } from "./source.mjs"

/** @typedef {{ code: number | null, stdout: string, stderr: string }} Outcome */

/**
 * Starts one of the shop's scripts, with the options as flags and no variable of this process that it would read.
 *
 * @param {string} script
 * @param {Record<string, string>} [flags]
 * @param {Record<string, string>} [env]
 */
export function start(script, flags = {}, env = {}) {
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, [join(SOURCE, "scripts", `${script}.mjs`), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, ...env },
  })
  const output = { stdout: "", stderr: "" }
  for (const name of /** @type {const} */ (["stdout", "stderr"]))
    child[name].on("data", (chunk) => {
      output[name] += chunk
    })
  /** @type {PromiseWithResolvers<Outcome>} */
  const { promise, resolve } = Promise.withResolvers()
  child.once("close", (code) => resolve({ code, ...output }))
  return { child, output, done: promise }
}

/** @param {Parameters<typeof start>} what */
export const run = (...what) => start(...what).done

import { Problem } from "./problem.mjs"

/**
 * Runs a command: its words go to stderr, and the exit code says how it went (0 done, 1 failed, 2 wrong usage).
 *
 * @param {string} name
 * @param {(say: (line: string) => void) => void | Promise<void>} run
 */
export async function command(name, run) {
  // Whoever reads the output may be gone before the work is done; that is no reason to leave it half done.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
  try {
    await run((line) => process.stderr.write(`${name}: ${line}\n`))
  } catch (error) {
    const text = error instanceof Problem ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${name}: ${text}\n`)
    process.exitCode = error instanceof Problem ? error.exitCode : 1
  }
}

import { spawn } from "node:child_process"

/** Runs commands one after the other with the terminal's streams. Ctrl-C reaches the one that runs, and it ends what it started. */
export const commands = (defaults) => {
  let running
  let interrupted = false
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
      interrupted = true
      running?.kill(signal)
    })
  const run = (command, args, options) =>
    new Promise((resolve, reject) => {
      running = spawn(command, args, { ...defaults, stdio: "inherit", ...options })
      running.once("error", reject)
      running.once("exit", (code, signal) => resolve(signal === null ? code : 1))
    })
  return {
    interrupted: () => interrupted,
    /** Runs a command that must end with the code `wanted`, and says how long it took: milliseconds. */
    expect: async (wanted, what, command, args, options = {}) => {
      const started = performance.now()
      const code = await run(command, args, options)
      if (interrupted) throw new Error("interrupted")
      if (code !== wanted) throw new Error(`${what}: exit code ${code}, expected ${wanted}`)
      return performance.now() - started
    },
  }
}

import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import type { Looked } from "./watched.js"
import { watchedEnvironment } from "./watched.js"

export interface Once {
  readonly child: ChildProcess
  readonly done: Promise<{ readonly code: number; readonly looked: Looked | undefined }>
}

/** One compilation in a process of its own: modules are loaded anew, and what the program does cannot harm the watcher. */
export const runOnce = (argv: readonly string[]): Once => {
  const [script = ""] = process.argv.slice(1)
  const child = spawn(process.execPath, [...process.execArgv, script, ...argv], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: watchedEnvironment(),
  })
  let looked: Looked | undefined
  child.on("message", (message: Looked) => {
    looked = message
  })
  const done = once(child, "close").then(([code]) => ({ code: typeof code === "number" ? code : 1, looked }))
  return { child, done }
}

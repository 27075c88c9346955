import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { bin } from "./built.js"
import type { Project } from "./project.js"

export interface Result {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Options {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
}

export interface Running {
  readonly child: ChildProcess
  readonly result: Promise<Result>
  /** Waits until a text has come on stderr. */
  readonly says: (text: string, times?: number) => Promise<void>
}

/** Starts the command as a user does: as a process, with its streams connected to pipes. */
export const start = ({ path }: Project, args: readonly string[], options: Options = {}): Running => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env }
  const child = spawn(process.execPath, [bin, ...args], { cwd: options.cwd ?? path, env })
  let [stdout, stderr] = ["", ""]
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text
  })
  child.stdin.on("error", () => {}) // it may end without reading
  child.stdin.end(options.input ?? "")
  const result = once(child, "close").then(([code, signal]): Result => ({ code, signal, stdout, stderr }))
  const says = (text: string, times = 1) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (stderr.split(text).length > times) resolve()
      }
      child.stderr.on("data", look) // after the listener above, which has the text by then
      child.once("close", () => reject(new Error(`it ended without saying ${JSON.stringify(text)}:\n${stderr}`)))
      look()
    })
  return { child, result, says }
}

export const shipline = (project: Project, args: readonly string[], options: Options = {}): Promise<Result> =>
  start(project, args, options).result

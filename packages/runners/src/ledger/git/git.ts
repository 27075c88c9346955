import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process"
import { noGit } from "../ledger-problem.js"
import { gitEnvironment, gitWords, settings, type Variables } from "./git-environment.js"

/** How a git command ended. */
export interface Ended {
  readonly ok: boolean
  /** The exit code; null where a signal ended it, or it took too long. */
  readonly code: number | null
  readonly stdout: string
  /** What it said, in one line, without credentials. */
  readonly words: string
}

/** Git in one repository. */
export interface Git {
  readonly folder: string
  /** Starts a command and leaves its streams to the caller. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams
  /** Runs a command to its end. It is rejected only where git cannot be started. */
  run(args: readonly string[], input?: string): Promise<Ended>
}

/** Longer than any honest answer of a remote. */
const patience = 180_000

export const gitIn = (folder: string, variables: Variables = process.env): Git => {
  const env = gitEnvironment(variables)
  const start = (args: readonly string[]) =>
    spawn("git", ["-C", folder, ...settings, ...args], { env, timeout: patience, killSignal: "SIGKILL" })
  return {
    folder,
    start,
    run: (args, input = "") =>
      new Promise((resolve, reject) => {
        const child = start(args)
        const out: Buffer[] = []
        const err: Buffer[] = []
        child.stdout.on("data", (chunk: Buffer) => out.push(chunk))
        child.stderr.on("data", (chunk: Buffer) => err.push(chunk))
        // A git that ends early closes its ear; how it ended says more than the broken pipe.
        child.stdin.on("error", () => {})
        child.once("error", (error) => reject(noGit(error.message)))
        child.once("close", (code) => {
          const said = Buffer.concat(err).toString("utf8")
          const words = code === null && said.trim() === "" ? "git was ended by a signal" : gitWords(said, env)
          resolve({ ok: code === 0, code, stdout: Buffer.concat(out).toString("utf8"), words })
        })
        child.stdin.end(input)
      }),
  }
}

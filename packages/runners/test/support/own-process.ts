import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { RunEvent } from "@shipline/runners"
import { afterAll } from "vitest"

const repository = fileURLToPath(new URL("../../../../", import.meta.url))
const script = fileURLToPath(new URL("./own-process-main.ts", import.meta.url))

const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill("SIGKILL")
})

/** What the other process is to run: a pipeline of `pipelines.ts` by name, with its folder of handshakes. */
export interface Order {
  readonly pipeline: string
  readonly signs: string
  readonly root: string
  readonly allow: readonly string[]
  /** Runs it by Effect's own `runMain`, which interrupts the program at the first signal. */
  readonly runMain?: true
}

export interface OwnProcess {
  readonly child: ChildProcess
  readonly events: readonly RunEvent[]
  /** Waits for its end: the exit code, or the signal. */
  readonly ended: Promise<number | string>
}

/** Runs a pipeline in a process of its own, which a test may signal or kill. `before` is shell code. */
export const ownProcess = (order: Order, before = ""): OwnProcess => {
  const command = `${before} exec node --import tsx "$0" "$1"`
  const child = spawn("sh", ["-c", command, script, JSON.stringify(order)], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TSX_TSCONFIG_PATH: `${repository}/tsconfig.json` },
  })
  started.push(child)
  const events: RunEvent[] = []
  const told = createInterface({ input: child.stdout })
  told.on("line", (line) => events.push(JSON.parse(line)))
  const ended = Promise.all([once(child, "exit"), once(told, "close")]).then(([[code, signal]]) => code ?? signal)
  return { child, events, ended }
}

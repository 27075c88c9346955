import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { RecordDraft } from "@shipline/core/ledger"
import { build } from "esbuild"
import { afterAll } from "vitest"
import type { Tip } from "../../src/ledger/ledger-store.js"
import { tempFolder } from "../support/project.js"

export interface Task {
  readonly repository: string
  readonly remote?: string
}

export type Order =
  | {
      readonly kind: "deploy" | "finish"
      readonly environment: string
      readonly deployment: string
      readonly minutes: number
    }
  | { readonly kind: "append"; readonly environment: string; readonly drafts: readonly RecordDraft[]; readonly on: Tip }

export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "admitted" | "finished"; readonly deployment: string }
  | { readonly kind: "refused"; readonly deployment: string; readonly codes: readonly string[] }
  | { readonly kind: "appended"; readonly appended: boolean; readonly number: number }
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  /** It ended without an answer. */
  | { readonly kind: "gone" }

export interface Worker {
  ask(order: Order): Promise<Answer>
  /** Closes its ear and waits for its end. */
  end(): Promise<void>
}

let bundle: Promise<string> | undefined

/** One file, so that a process starts in a moment. */
const bundled = (): Promise<string> => {
  const outfile = join(tempFolder(), "worker.mjs")
  const entry = fileURLToPath(new URL("./worker-main.ts", import.meta.url))
  const tsconfig = fileURLToPath(new URL("../../../../tsconfig.json", import.meta.url))
  const options = { bundle: true, platform: "node", format: "esm", target: "node22" } as const
  bundle ??= build({ ...options, entryPoints: [entry], tsconfig, outfile }).then(() => outfile)
  return bundle
}

const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill("SIGKILL")
})

/** A process of its own, in a process group of its own, with its first answer heard. */
export const worker = async (task: Task, env: Readonly<Record<string, string>> = {}): Promise<Worker> => {
  const child = spawn(process.execPath, [await bundled(), JSON.stringify(task)], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...env },
    detached: true,
  })
  started.push(child)
  child.stdin.on("error", () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const exit = once(child, "exit")
  const next = async (): Promise<Answer> => {
    const { done, value } = await lines.next()
    return done === true ? { kind: "gone" } : JSON.parse(value)
  }
  await next()
  return {
    ask: (order) => {
      child.stdin.write(`${JSON.stringify(order)}\n`)
      return next()
    },
    end: async () => {
      child.stdin.end()
      await exit
    },
  }
}

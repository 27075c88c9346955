import { createInterface } from "node:readline/promises"
import type { Ask } from "@shipline/runners"
import * as Effect from "effect/Effect"

/** Whether somebody is there to be asked: the question is on stderr, the answer comes from stdin. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

const question = ({ title, version, opens }: Parameters<Ask>[0]): string => {
  const then = opens.length === 0 ? "" : ` Opens: ${opens.join(", ")}.`
  return `\nApprove '${title}' for ${version}?${then} [y/N] `
}

/** Asks on the terminal. Only `y` or `yes` is a yes; the end of the input is a no. */
export const ask: Ask = (asked) =>
  Effect.promise(async (signal) => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    // The terminal is in charge of Ctrl-C while it asks: hand it on to whoever stops the run.
    terminal.on("SIGINT", () => void process.kill(process.pid, "SIGINT"))
    try {
      const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")))
      const answer = await Promise.race([terminal.question(question(asked), { signal }), closed])
      return /^\s*y(?:es)?\s*$/i.test(answer)
    } catch (error) {
      if (signal.aborted) return false
      throw error
    } finally {
      terminal.close()
    }
  })

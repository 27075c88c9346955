import { createInterface } from "node:readline"
import { gitStore } from "../../src/ledger/git/git-store.js"
import { LedgerError } from "../../src/ledger/ledger-error.js"
import { finished, open } from "./drafts.js"
import type { Answer, Order, Task } from "./worker.js"

/** A process that appends to a ledger as it is told, a line of JSON for each task, and answers with a line each. */
const task: Task = JSON.parse(process.argv[2] ?? "")
const store = gitStore({ repository: task.repository, ...(task.remote === undefined ? {} : { remote: task.remote }) })

/** Asks, appends, and asks again where somebody was faster: what a runner does. */
const deploy = async (environment: string, deployment: string, minutes: number): Promise<Answer> => {
  for (;;) {
    const tip = await store.tip(environment)
    const { admission, drafts } = open(tip, deployment, minutes)
    const { appended } = await store.append(environment, drafts, tip)
    if (!appended) continue
    return admission.admitted
      ? { kind: "admitted", deployment }
      : { kind: "refused", deployment, codes: admission.reasons.map(({ code }) => code) }
  }
}

const finish = async (environment: string, deployment: string, minutes: number): Promise<Answer> => {
  for (;;) {
    const tip = await store.tip(environment)
    const { appended } = await store.append(environment, [finished(environment, deployment, minutes)], tip)
    if (appended) return { kind: "finished", deployment }
  }
}

const carryOut = async (order: Order): Promise<Answer> => {
  switch (order.kind) {
    case "deploy":
      return deploy(order.environment, order.deployment, order.minutes)
    case "finish":
      return finish(order.environment, order.deployment, order.minutes)
    case "append": {
      await store.tip(order.environment)
      const { appended, tip } = await store.append(order.environment, order.drafts, order.on)
      return { kind: "appended", appended, number: tip.state.number }
    }
  }
}

const tell = (answer: Answer) => process.stdout.write(`${JSON.stringify(answer)}\n`)
tell({ kind: "ready" })
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await carryOut(JSON.parse(line)).catch(
    (error: unknown): Answer => ({
      kind: "failed",
      code: error instanceof LedgerError ? error.problem.code : String(error),
      message: String(error),
    }),
  )
  tell(answer)
}

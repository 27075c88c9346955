import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { RunError, runLocally, runLocallyPromise } from "@shipline/runners"
import type { Order } from "./own-process.js"
import { pipelines } from "./pipelines.js"
import { plainEnv } from "./run.js"

const order: Order = JSON.parse(process.argv[2] ?? "")
const pipeline = pipelines(order.signs)[order.pipeline]
if (pipeline === undefined) throw new Error(`there is no pipeline ${order.pipeline}`)

const tell = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
const options = { root: order.root, allow: order.allow, env: plainEnv, jobs: 4, onEvent: tell }

if (order.runMain === true) NodeRuntime.runMain(runLocally(pipeline.plan, options))
else
  await runLocallyPromise(pipeline.plan, options).then(
    (summary) => {
      process.exitCode = summary.verdict === "passed" ? 0 : 1
    },
    (error: unknown) => {
      tell({ kind: "refused", problems: error instanceof RunError ? error.problems : String(error) })
      process.exitCode = 2
    },
  )

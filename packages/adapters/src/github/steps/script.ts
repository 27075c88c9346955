import type { Script } from "@shipline/core/plan"
import { isHoldable } from "../../shared/text.js"
import { limits } from "../limits.js"
import type { RunStep } from "../model.js"
import { type JobScope, subject } from "../scope.js"
import { retryScript } from "../scripts/retry.js"
import { scriptEnv } from "../variables.js"

/** A script of the program as a step. Its text holds no expression, its values arrive by `env`. */
export const scriptStep = (name: string, script: Script, scope: JobScope): RunStep => {
  const { shell, retries, timeout } = scope.job
  const what = `the script '${name}' of '${scope.node.title}'`
  if (script.run.includes("${{")) scope.report.add("SL3102", subject(scope.node), what)
  if (!isHoldable(script.run)) scope.report.add("SL3103", subject(scope.node), what)
  const run = retries === 0 ? script.run : retryScript(script.run, shell, retries, Math.ceil(timeout / 1000))
  if (run.length > limits.script) scope.report.add("SL3117", subject(scope.node), what, run.length)
  return { kind: "run", name, env: scriptEnv(script.variables, scope), run }
}

import type { Shell } from "../../prove/hides-failure.js"
import { at, scalarsOf, textAt } from "../../yaml/look.js"
import type { FileJob, FileStep, WorkflowFile } from "./workflow-file.js"

const windows: Shell = { kind: "windows", stops: false, pipefail: false }
const posix: Shell = { kind: "posix", stops: true, pipefail: false }

/** The shells that GitHub knows by name, each with the options that it gives them. */
const named: { readonly [name: string]: Shell } = {
  bash: { ...posix, pipefail: true },
  sh: posix,
  pwsh: windows,
  powershell: windows,
  cmd: windows,
}

const isOnWindows = (job: FileJob): boolean => {
  const runsOn = scalarsOf(at(job.node, "runs-on")).map(({ value }) => String(value))
  const values = runsOn.some((one) => /\bmatrix\b/.test(one)) ? scalarsOf(at(job.node, "strategy", "matrix")) : []
  return [...runsOn, ...values.map(({ value }) => String(value))].some((one) => /^windows\b/i.test(one))
}

/** The shell of a step. Without a word on it bash stops at failures, and takes the last of a pipe for the whole. */
export const shellOf = (file: WorkflowFile, job: FileJob, step: FileStep): Shell => {
  const given =
    textAt(step.node, "shell") ??
    textAt(job.node, "defaults", "run", "shell") ??
    textAt(file.node, "defaults", "run", "shell")
  if (given === undefined) return isOnWindows(job) ? windows : posix
  const known = Object.hasOwn(named, given) ? named[given] : undefined
  if (known !== undefined) return known
  // Which shell it is cannot be told: as little is known as of one that stops at no failure.
  if (given.includes("${{")) return windows
  if (!/^(?:\S*\/)?(?:ba|z|da|k|a)?sh\b/.test(given)) return { kind: "other", stops: true, pipefail: false }
  return { kind: "posix", stops: /\s-[a-z]*e|errexit/.test(given), pipefail: given.includes("pipefail") }
}

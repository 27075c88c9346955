import { type Hiding, worst } from "../../prove/hides-failure.js"
import { at, entriesOf } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import { ofSteps, parseExpression, template } from "./condition.js"
import { environmentName, matrixValues } from "./environment-name.js"
import { hidingOf } from "./steps.js"
import { pathOf } from "./usages.js"
import { type FileJob, isFalse, type WorkflowFile } from "./workflow-file.js"

/** What a workflow does for a job that calls it, and all that it calls itself. */
export interface CalledWorkflow {
  /** The environments that it names, undefined for one whose name is made when it runs. */
  readonly environments: readonly (string | undefined)[]
  /** Whether it passes although something in it has not. */
  readonly hiding: Hiding
  /** Its jobs, by id. */
  readonly jobs: ReadonlySet<string>
  /** A job of it that names an environment waits for others of it, or asks something. */
  readonly waits: boolean
}

/** What a job calls; undefined for a workflow that nobody has given to read. */
export type Called = (job: FileJob) => CalledWorkflow | undefined

const local = (uses: string): string => uses.replace(/^\.\//, "")

/** The values that an input may have; undefined for what is made when the workflow runs. */
type Inputs = (name: string) => readonly (string | undefined)[]

const sole = (node: YamlNode | undefined): readonly string[] | undefined => {
  if (node?.kind !== "scalar") return undefined
  const read = template(String(node.value ?? ""))
  if ("text" in read) return undefined
  const expression = "refused" in read ? read : parseExpression(read.expression, ofSteps)
  return "refused" in expression ? undefined : pathOf(expression)
}

/** What a text of a file may be, where it is one or only an input or a part of a matrix. */
const textsOf = (node: YamlNode, job: FileJob, inputs: Inputs): readonly (string | undefined)[] => {
  if (node.kind !== "scalar") return [undefined]
  const read = template(String(node.value ?? ""))
  if ("text" in read) return [read.text]
  const [context, name = "", ...more] = sole(node) ?? []
  if (context === "inputs" && more.length === 0) return inputs(name)
  if (context === "matrix" && more.length === 0) return matrixValues(job, name) ?? [undefined]
  return [undefined]
}

/** What a called workflow finds as its inputs: what the job gives, or what it takes otherwise. */
const given = (caller: FileJob, inputs: Inputs, file: WorkflowFile): Inputs => {
  const passed = new Map(entriesOf(at(caller.node, "with")).map(({ key, value }) => [key.toLowerCase(), value]))
  const declared = file.triggers.find(({ event }) => event === "workflow_call")?.node
  const defaults = new Map(
    entriesOf(at(declared, "inputs")).map(({ key, value }) => [key.toLowerCase(), at(value, "default")]),
  )
  return (name) => {
    const node = passed.get(name) ?? defaults.get(name)
    return node === undefined ? [""] : textsOf(node, caller, inputs)
  }
}

const ofItself =
  /^(?:\$\{\{)?\s*!?(?:always|success|failure|cancelled)\(\)(?:\s*\|\|\s*(?:success|failure)\(\))*\s*(?:\}\})?$/

/** Whether a job may be left out where nothing has failed. */
const mayBeLeftOut = ({ condition }: FileJob): boolean =>
  condition?.value.kind === "scalar" && condition.value.value !== null && !ofItself.test(String(condition.value.value))

/** What the workflows that were given do for those that call them. */
export const calledAmong = (files: readonly WorkflowFile[]): Called => {
  const byPath = new Map(files.map((file) => [file.path.replace(/^\.\//, ""), file]))
  const reached = (caller: FileJob, inputs: Inputs, open: readonly string[]): CalledWorkflow | undefined => {
    const path = local(caller.uses ?? "")
    const file = byPath.get(path)
    if (file === undefined || open.includes(path)) return undefined
    const mine = given(caller, inputs, file)
    const environments: (string | undefined)[] = []
    const hidings: Hiding[] = []
    const jobs = new Set<string>()
    let waits = false
    for (const job of file.jobs) {
      jobs.add(job.id)
      const name = environmentName(job)
      const named =
        name === undefined || (name.kind === "scalar" && name.value === null) ? [] : textsOf(name, job, mine)
      const inner = job.uses === undefined ? undefined : reached(job, mine, [...open, path])
      if (job.uses !== undefined && inner === undefined) return undefined
      const all = [...named.filter((one) => one !== ""), ...(inner?.environments ?? [])]
      environments.push(...all)
      if (all.length > 0 && (job.needs.length > 0 || job.condition !== undefined || inner?.waits === true)) waits = true
      for (const id of inner?.jobs ?? []) jobs.add(id)
      hidings.push(
        isFalse(at(job.node, "continue-on-error")) ? hidingOf(file, job, new Set()) : "surely",
        inner?.hiding ?? "no",
        mayBeLeftOut(job) ? "maybe" : "no",
      )
    }
    return { environments, hiding: worst(hidings), jobs, waits }
  }
  return (job) => (job.uses === undefined ? undefined : reached(job, () => [undefined], []))
}

/** The workflows that only others start, each of them in this list: what they do is judged where they are called. */
export const onlyCalled = (files: readonly WorkflowFile[]): ReadonlySet<WorkflowFile> => {
  const called = new Set(
    files.flatMap((file) => file.jobs.flatMap(({ uses }) => (uses === undefined ? [] : [local(uses)]))),
  )
  return new Set(
    files.filter(
      (file) =>
        called.has(file.path.replace(/^\.\//, "")) &&
        file.triggers.every(({ event }) => event === "workflow_call") &&
        at(file.node, "on") !== undefined,
    ),
  )
}

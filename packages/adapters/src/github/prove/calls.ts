import { at } from "../../yaml/look.js"
import { template } from "./condition.js"
import { environmentName } from "./touches.js"
import type { WorkflowFile } from "./workflow-file.js"

/**
 * The environments that a called workflow names, undefined for one whose name is made when it runs; undefined altogether
 * for a workflow that nobody has given to read.
 */
export type Called = (uses: string) => readonly (string | undefined)[] | undefined

const local = (uses: string): string => uses.replace(/^\.\//, "")

/** What the workflows that were given name, with what they call themselves. */
export const calledAmong = (files: readonly WorkflowFile[]): Called => {
  const byPath = new Map(files.map((file) => [file.path.replace(/^\.\//, ""), file]))
  const reached = (uses: string, open: readonly string[]): ReturnType<Called> => {
    const path = local(uses)
    const file = byPath.get(path)
    if (file === undefined || open.includes(path)) return undefined
    const found: (string | undefined)[] = []
    for (const job of file.jobs) {
      const name = environmentName(job)
      if (name?.kind === "scalar" && name.value !== null) {
        const read = template(String(name.value))
        found.push("text" in read ? read.text : undefined)
      }
      const inner = job.uses === undefined ? [] : reached(job.uses, [...open, path])
      if (inner === undefined) return undefined
      found.push(...inner)
    }
    return found
  }
  return (uses) => reached(uses, [])
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

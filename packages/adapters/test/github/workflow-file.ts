import { type CompileOptions, github } from "@shipline/adapters"
import type { Plan } from "@shipline/core"
import { parse } from "yaml"

/** A step of a workflow as a reader of YAML sees it. */
export interface ReadStep {
  readonly name: string
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: { readonly [key: string]: unknown }
  readonly env?: { readonly [name: string]: string }
  readonly "working-directory"?: string
}

export interface ReadJob {
  readonly name: string
  readonly if?: string
  readonly needs?: readonly string[]
  readonly env?: { readonly [name: string]: string }
  readonly permissions: { readonly [scope: string]: string }
  readonly "timeout-minutes": number
  readonly "continue-on-error"?: boolean
  readonly environment?: { readonly name: string; readonly url?: string; readonly deployment?: boolean }
  readonly concurrency?: { readonly group: string }
  readonly defaults?: { readonly run: { readonly [key: string]: string } }
  readonly strategy?: { readonly matrix: { readonly [key: string]: readonly unknown[] } }
  readonly services?: {
    readonly [name: string]: { readonly options?: string; readonly env?: { readonly [name: string]: string } }
  }
  readonly steps: readonly ReadStep[]
}

export interface ReadWorkflow {
  readonly name: string
  readonly on: { readonly [event: string]: unknown }
  readonly concurrency: { readonly group: string }
  readonly jobs: { readonly [id: string]: ReadJob }
}

export const textOf = (plan: Plan, options?: CompileOptions): string => {
  const { files, problems } = github.compile(plan, options)
  const [file] = files
  if (file === undefined) throw new Error(problems.map(({ code, message }) => `${code} ${message}`).join("\n"))
  return file.text
}

export const read = (text: string): ReadWorkflow => parse(text) as ReadWorkflow // the judges check the shape

export const workflowOf = (plan: Plan, options?: CompileOptions): ReadWorkflow => read(textOf(plan, options))

export const jobOf = (plan: Plan, id: string): ReadJob => {
  const found = workflowOf(plan).jobs[id]
  if (found === undefined) throw new Error(`no job ${id}`)
  return found
}

/** The step of that name or, by `#id`, of that id. */
export const stepOf = (plan: Plan, job: string, step: string): ReadStep => {
  const found = jobOf(plan, job).steps.find(({ name, id }) =>
    step.startsWith("#") ? id === step.slice(1) : name === step,
  )
  if (found === undefined) throw new Error(`no step ${step} in ${job}`)
  return found
}

export const codesOf = (plan: Plan, options?: CompileOptions): readonly string[] =>
  github.compile(plan, options).problems.map(({ code }) => code)

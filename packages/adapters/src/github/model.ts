import type { Yaml } from "../yaml/data.js"

/** A workflow before it is text. Values may hold `${{ }}`, text of users in them is literal already; names are text. */
export interface Workflow {
  readonly header: readonly string[]
  readonly name: string
  readonly on: readonly Trigger[]
  readonly group: string
  readonly cancels: boolean
  readonly env: readonly EnvEntry[]
  readonly jobs: readonly WorkflowJob[]
}

export interface Trigger {
  readonly event: "push" | "pull_request" | "schedule" | "workflow_dispatch"
  readonly filters: readonly (readonly [string, readonly string[]])[]
  /** What a person says when starting it. */
  readonly inputs?: readonly TriggerInput[]
}

/** Text, or one of the options. */
export interface TriggerInput {
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly options: readonly string[]
  readonly initial?: string
}

export interface WorkflowJob {
  readonly id: string
  readonly note?: string
  readonly name: string
  readonly needs: readonly string[]
  readonly condition?: string
  readonly runsOn: readonly string[]
  readonly container?: string
  readonly services: readonly WorkflowService[]
  readonly environment?: { readonly name: string; readonly url?: string; readonly deployment: boolean }
  readonly lock?: string
  readonly permissions: readonly Permission[]
  readonly minutes: number
  readonly advisory: boolean
  readonly matrix: readonly (readonly [string, readonly (string | number)[]])[]
  readonly shell: "bash" | "sh"
  readonly workingDirectory?: string
  readonly env: readonly EnvEntry[]
  readonly outputs: readonly (readonly [string, string])[]
  readonly steps: readonly WorkflowStep[]
}

export interface WorkflowService {
  readonly name: string
  readonly image: string
  readonly env: readonly EnvEntry[]
  readonly ports: readonly string[]
  readonly options?: string
}

export interface Permission {
  readonly scope: "actions" | "contents" | "id-token" | "packages"
  readonly access: "read" | "write"
  readonly why: string
}

export interface EnvEntry {
  readonly name: string
  readonly value: string
}

interface StepBase {
  readonly name: string
  readonly id?: string
  readonly condition?: string
  /** Why the condition is what it is, for people. */
  readonly conditionNote?: string
  readonly env?: readonly EnvEntry[]
}

export interface RunStep extends StepBase {
  readonly kind: "run"
  readonly run: string
  /** One of Shipline's own scripts: it runs at the root of the repository, wherever the job's scripts run. */
  readonly own?: true
}

export interface UsesStep extends StepBase {
  readonly kind: "uses"
  readonly uses: string
  readonly tag?: string
  readonly with: readonly (readonly [string, Yaml])[]
}

export type WorkflowStep = RunStep | UsesStep

import type { Problem } from "@shipline/core"
import type { Place } from "@shipline/core/plan"
import type { Condition } from "./condition.js"
import type { Input } from "./inputs.js"
import type { Demand, Presence } from "./load.js"

export type When = "on_success" | "on_failure" | "always" | "manual" | "delayed" | "never"

export interface Need {
  readonly job: string
  readonly optional: boolean
  readonly place: Place
}

/** One rule of a job or of the workflow. What is undefined the job decides. */
export interface Rule {
  readonly place: Place
  readonly if?: Condition
  /**
   * It asks which files have changed, or which exist, each of them; `paths` are the same text where the same files are asked
   * for. `always`: it names what is compared with, so that it asks in every pipeline.
   */
  readonly asksFiles?: readonly {
    readonly kind: "changes" | "exists"
    readonly paths: string
    readonly always: boolean
  }[]
  readonly when?: When
  readonly allowFailure?: boolean
  readonly needs?: readonly Need[]
  readonly interruptible: boolean
  /** The variables that it sets. */
  readonly variables: ReadonlyMap<string, string>
}

/** `only` or `except`: each key that it has asks for one of its values. */
export interface Policy {
  readonly place: Place
  readonly refs?: readonly string[]
  readonly variables?: readonly Condition[]
  /** It asks for changed files or a cluster, which the file does not tell. */
  readonly asksMore: boolean
}

export interface JobEnvironment {
  /** May hold variables and inputs. */
  readonly name: string
  readonly action: string
  readonly place: Place
}

export interface Line {
  readonly text: string
  readonly place: Place
}

export interface Job {
  readonly name: string
  readonly place: Place
  readonly stage: string
  readonly when: When
  /** `codes`: only some ways of failing are allowed. */
  readonly allowFailure: boolean | "codes"
  readonly rules: readonly Rule[] | undefined
  readonly only: Policy | undefined
  readonly except: Policy | undefined
  readonly needs: readonly Need[] | undefined
  readonly environment: JobEnvironment | undefined
  readonly before: readonly Line[]
  readonly script: readonly Line[]
  readonly variables: ReadonlyMap<string, string>
  /** Variables of which each part of `parallel:matrix` has a value of its own; undefined for one that is no plain text. */
  readonly varied: ReadonlyMap<string, readonly string[] | undefined>
  /** It has the variables of the file. */
  readonly inheritsVariables: boolean
  readonly interruptible: boolean
  readonly resourceGroup: string | undefined
  /** It starts another pipeline. */
  readonly triggers: boolean
  /** It hands variables on to the jobs after it. */
  readonly dotenv: boolean
  /** The rules by which its file is included. */
  readonly presence: Presence
}

/** What GitLab reads from a repository's files. */
export interface GitlabFile {
  readonly root: string
  readonly inputs: readonly Input[]
  readonly demands: readonly Demand[]
  readonly stages: readonly string[]
  readonly workflow: readonly Rule[] | undefined
  readonly variables: ReadonlyMap<string, string>
  readonly jobs: readonly Job[]
  readonly problems: readonly Problem[]
}

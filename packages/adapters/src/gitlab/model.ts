import type { Mapping } from "../yaml/data.js"

/** What a person says when starting a pipeline: one of the options, or text that the expression admits. */
export interface Input {
  readonly name: string
  readonly description: string
  readonly options: readonly string[]
  readonly regex?: string
  readonly initial: string
}

/** The first rule whose condition holds decides. */
export interface Rule {
  readonly if: string
  /** In the place of the job's own. */
  readonly needs?: readonly string[]
  readonly when?: "on_success" | "manual" | "delayed" | "always"
  readonly startIn?: string
  readonly allowFailure?: false
}

/** A variable of a job, for GitLab to hand on as it stands unless `expands`. */
export interface Variable {
  readonly name: string
  readonly value: string
  readonly expands?: true
}

export interface Image {
  readonly name: string
  /** Whether its own entrypoint is set aside. */
  readonly bare: boolean
}

export interface GitlabService {
  readonly image: string
  readonly alias: string
  readonly variables: readonly Variable[]
}

interface GitlabEnvironment {
  readonly name: string
  readonly url?: string
  readonly tier?: string
  /** Only `start` deploys. */
  readonly action: "start" | "verify"
}

export interface GitlabCache {
  readonly prefix: string
  readonly files: readonly string[]
  readonly paths: readonly string[]
}

export type Parallel =
  | { readonly count: number }
  | { readonly matrix: readonly (readonly [string, readonly string[]])[] }

export interface GitlabJob {
  /** The node's id, or that of a job for no node. */
  readonly id: string
  readonly note?: string
  readonly stage: string
  readonly image?: Image
  readonly services: readonly GitlabService[]
  readonly tags: readonly string[]
  /** By ids. */
  readonly needs: readonly string[]
  readonly rules: readonly Rule[]
  readonly environment?: GitlabEnvironment
  readonly lock?: string
  readonly interruptible: boolean
  readonly minutes: number
  readonly retry?: number
  /** It may fail: nothing needs it. */
  readonly advisory: boolean
  readonly parallel?: Parallel
  /** The tokens by which a cloud knows the job: each with its audience. */
  readonly tokens: readonly (readonly [name: string, audience: string])[]
  readonly variables: readonly Variable[]
  readonly caches: readonly GitlabCache[]
  readonly script: readonly string[]
  readonly afterScript: readonly string[]
  readonly keeps: readonly string[]
  /** Whether the guard is called and says in a file what it has decided. */
  readonly guarded: boolean
  readonly reports?: Mapping
  readonly coverage?: string
}

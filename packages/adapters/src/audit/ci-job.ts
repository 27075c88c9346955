import type { Place } from "@shipline/core/plan"
import type { Pattern } from "./pattern.js"
import type { Command, Variables } from "./shell/word.js"

/** Something that a file says, as it is written there. */
export interface Said {
  readonly text: string
  readonly place: Place
}

/** Something that a file says of which parts may only be known when the job runs. `may` is all that it may turn out to be. */
export interface Open extends Said {
  readonly may: readonly Pattern[]
}

/** A script of a job. */
export interface CiScript {
  readonly text: string
  /** The folder in which it runs, from the root of the repository. */
  readonly folder: string
  readonly variables: Variables
  /** Where a command of it is written; `line` is that of the script, from 0. */
  readonly at: (line: number, command?: Command) => Place
  /** The files over which one comes to it: a composite action's. */
  readonly through: readonly string[]
}

/** A power of a job that starts by itself or by others than the pipeline's own events. */
export interface Around {
  readonly events: readonly string[]
  readonly powers: readonly string[]
  readonly place: Place
}

/** What an audit reads of a job, the same for every platform. */
export interface CiJob {
  readonly file: string
  /** Absent for what a file says for all of its jobs. */
  readonly name?: string
  readonly place: Place
  readonly environments: readonly Open[]
  /** The secrets that it reads; where `may` is anything, it reads whichever it likes, or all of them. */
  readonly secrets: readonly Open[]
  /** The platform hands every secret of the project to every job: whoever mentions one has it. */
  readonly hasAllSecrets?: true
  /** All text that the job holds, for what is known by its very text. */
  readonly texts: readonly Said[]
  /** Logins at a cloud whose identity the file does not say. */
  readonly logins: readonly (Said & { readonly cloud: string })[]
  /** Audiences of its tokens, where these alone open a role. */
  readonly audiences: readonly Said[]
  /** The groups of which one job runs at a time. */
  readonly locks: readonly Open[]
  /** The group that the platform's own adapter makes of a plan's lock. */
  readonly lockName: (lock: string) => string
  readonly scripts: readonly CiScript[]
  readonly actions: readonly Said[]
  /** Files of other pipelines that it starts; without a file, whatever the project has. */
  readonly starts: readonly (Said & { readonly file?: string })[]
  readonly around?: Around
}

/** Of a job that does none of it. */
export const nothing = {
  environments: [],
  secrets: [],
  texts: [],
  logins: [],
  audiences: [],
  locks: [],
  scripts: [],
  actions: [],
  starts: [],
} as const satisfies Partial<CiJob>

/** Why something cannot be read, with its place. */
export type Unreadable = Said

/** A job of another file that has the name of a pipeline's own. */
export interface Override extends Said {
  readonly over: string
}

/** The jobs of a platform's files. `outside` is what they name of other repositories, which nobody here can read. */
export interface CiFiles {
  readonly jobs: readonly CiJob[]
  readonly unreadable: readonly Unreadable[]
  readonly overrides: readonly Override[]
  readonly outside: readonly Said[]
  /** The files that were read. */
  readonly files: readonly string[]
}

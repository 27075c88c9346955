import type { Problem } from "@shipline/core"
import type { Lane } from "@shipline/core/plan"
import type { NeededJob } from "../input/needs.js"
import type { JobStatus } from "../input/request.js"
import type { Run } from "../input/run.js"
import type { Variables } from "../input/variables.js"

/** Of which jobs a deployment wants to know how they ended. */
export interface Wanted {
  readonly lane: Lane
  readonly jobs: readonly string[]
}

/** Where the repository of the ledger is, and which addresses get to see who asks. */
export interface Remote {
  /** All addresses below it get the credentials. */
  readonly server: string
  readonly url: string
}

/** A name and a word, as git sends them. */
export interface Login {
  readonly user: string
  readonly token: string
}

/** How a job speaks to the platform: each function makes the text of a log that it takes for what it is. */
export interface Voice {
  /** One line that is text only, whatever it holds. */
  line(text: string): string
  /** Why something was not done, and below it what helps. */
  error(problem: Problem): string
  warning(text: string): string
  /** The variable with the file of the job's summary, and the one with the file of its outputs. */
  readonly files: { readonly summary: string; readonly outputs: string }
  /** An output in that file. */
  output(entry: readonly [name: string, value: string]): string
}

/** What a hint has to call by the platform's own words. */
export interface Words {
  readonly history: string
  readonly checkout: string
  readonly dropped: string
}

/** What the guard has to know of the platform whose job calls it. */
export interface Platform {
  readonly voice: Voice
  readonly words: Words
  /** The variable with the folder below which archives lie. */
  readonly work: string
  /** How a job may have ended, by the platform's words and by Shipline's. */
  readonly endings: Readonly<Record<string, JobStatus>>
  run(variables: Variables): Run
  /** The commit that this run is of. `head` says which one is checked out. */
  commit(variables: Variables, head: () => Promise<string>): Promise<string>
  /** The tag that this run is of, and how a message calls it. */
  tag(variables: Variables): { readonly tag: string; readonly ref: string } | undefined
  jobs(variables: Variables, wanted: Wanted): ReadonlyMap<string, NeededJob>
  /** `origin` is from where the source was cloned, as far as the clone says it. */
  remote(variables: Variables, origin: string | undefined): Remote
  login(variables: Variables): Login
  /** What must not be seen anywhere, as far as it is known. */
  logins(variables: Variables): readonly Login[]
}

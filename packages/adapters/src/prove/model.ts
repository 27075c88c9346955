import type { Problem } from "@shipline/core"
import type { Place } from "@shipline/core/plan"
import type { Choice, Diagram, Diagrams } from "./diagrams.js"

/**
 * How a job that has started ends. `hidden` is a failure that the platform reports as a success, `idle` a success of a job
 * that has left out each step that would have checked something.
 */
export type Outcome = "success" | "failure" | "cancelled" | "hidden" | "idle"

/** What a choice of a model decides. */
export type Subject =
  /** What the run is: its event, its reference, an input, a variable. `name` is what a person reads. */
  | { readonly kind: "context"; readonly name: string }
  /** What a job hands on, where a condition reads it. */
  | { readonly kind: "output"; readonly job: string; readonly name: string }
  | { readonly kind: "outcome"; readonly job: string; readonly values: readonly Outcome[] }
  /** Whether the run is cancelled just before it is decided whether this job starts. */
  | { readonly kind: "cancel"; readonly job: string }
  /** Anything else that may happen to a job: it is played by hand, tried again. `name` says what. */
  | { readonly kind: "act"; readonly job: string; readonly name: string }

/** One thing that differs between runs. */
export interface ModelChoice {
  readonly choice: Choice
  readonly subject: Subject
  /** What each value is called: `push`, `refs/heads/main`, `another branch`. */
  readonly values: readonly string[]
  /** What a person reads of each value where that is more than the name and the value: `its name does not match /^v1/`. */
  readonly told?: readonly string[]
  /** The runs that have it at all: on a push there is no input of whoever starts it by hand. Absent: every run. */
  readonly exists?: Diagram
  /** How far each value is from an ordinary run: the shortest counterexample is the cheapest. */
  readonly costs: readonly number[]
  /** The value that it has where all goes well, of what may go well or not. */
  readonly usual?: number
  /** Nobody knows which values there really are: it stands for a text that cannot be judged. */
  readonly guess?: true
}

/** What a job can reach of an environment. */
export interface Touch {
  /** Undefined where the file does not say it: the name is made when the job runs, so it may be any. */
  readonly environment: string | undefined
  /** A deployment is recorded as one by the platform; a user only reads the environment's secrets, or waits for its rules. */
  readonly how: "deploys" | "uses"
  /** On which runs: a name that is made may be this environment on some of them. Absent: on all on which the job starts. */
  readonly when?: Diagram
}

export interface ModelJob {
  readonly id: string
  /** What a person reads. */
  readonly name: string
  readonly place: Place
  /** Its direct needs, by id. */
  readonly needs: readonly string[]
  /** The runs on which it starts. */
  readonly starts: Diagram
  /** The runs that are cancelled by the time at which it is decided whether it starts. */
  readonly afterCancel: Diagram
  /** The runs on which it has started and really passed, whatever the platform reports of it. */
  readonly passed: Diagram
  /** The runs on which it has started and ended as each outcome: a run on which none holds skips it. */
  readonly ended: ReadonlyMap<Outcome, Diagram>
  readonly touches: readonly Touch[]
  /** It asks the guard before anything of the program runs, unconditionally, and nothing runs where the guard says no. */
  readonly admitted: boolean
}

/** A property that the text of a file has or lacks, whatever a run does. A rule a file, one of these for each place where it is broken. */
export interface Finding {
  /** The rule's name: `deploy is never cancelled`. */
  readonly rule: string
  readonly job?: string
  readonly environment?: string
  readonly problem: Problem
}

/** What a platform makes of its files: every run that can be, and what starts in it. */
export interface Model {
  readonly platform: string
  readonly diagrams: Diagrams
  /** In the order in which they are decided: the run's context, then job by job with its needs before it. */
  readonly choices: readonly ModelChoice[]
  /** The runs that exist. */
  readonly possible: Diagram
  /** The runs of each lane. Runs of no lane (an event that the plan does not know) are in none of them. */
  readonly lanes: ReadonlyMap<string, Diagram>
  /** What begins the runs of each lane: each of them must be able to deploy what the lane allows. */
  readonly begins?: ReadonlyMap<string, readonly { readonly name: string; readonly when: Diagram }[]>
  /** The runs for which a person chose an environment, by its name. */
  readonly chosen?: ReadonlyMap<string, Diagram>
  /** The runs on a reference from which the requirements let deploy; all of them where they say nothing. */
  readonly home: Diagram
  readonly jobs: readonly ModelJob[]
  /** The rules that were looked at, kept or broken, in their order. */
  readonly rules: readonly string[]
  readonly findings: readonly Finding[]
  /** What cannot be judged: with any of these, nothing is proved. */
  readonly problems: readonly Problem[]
  /** Everything of the files has been seen in spite of its problems: what does not start in the model never starts. */
  readonly isWhole: boolean
  /** What the proof takes for granted, a sentence each. */
  readonly assumptions: readonly string[]
}

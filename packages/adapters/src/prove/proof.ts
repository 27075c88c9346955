import type { Problem } from "@shipline/core"
import type { Place } from "@shipline/core/plan"
import type { Outcome } from "./model.js"

/**
 * `safety`: a deployment starts only in a lane that allows it, and only if each required gate has really passed.
 * `reachability`: each lane that allows it can start it, and does where everything before it passes.
 * `non-interference`: no other job touches the environment or its secrets.
 * Any other name is a rule that the text keeps whatever a run does, such as `deploy is never cancelled`.
 */
export type PropertyName = "safety" | "reachability" | "non-interference" | (string & {})

/** Something that must hold of the files, and whether it does. */
export interface Property {
  readonly name: PropertyName
  /** The environment that it is about; absent for a rule of the text. */
  readonly environment?: string
  /** The lane that it is about; absent where it is about all of them, or about what is in none. */
  readonly lane?: string
  /** The id of the job that it is about. */
  readonly job?: string
  /** False too where it cannot be judged: then there is a problem and no counterexample. */
  readonly holds: boolean
}

/** How a job ended in a run that shows what is wrong. */
export interface JobStory {
  readonly job: string
  readonly name: string
  readonly outcome: Outcome | "skipped"
  /** It was decided after the run had been cancelled. */
  readonly afterCancel?: true
}

/** The shortest run that shows that a property does not hold. */
export interface Counterexample {
  readonly property: PropertyName
  readonly environment?: string
  /** The lane that the run is in; absent where it is in none, or where the text alone shows it. */
  readonly lane?: string
  /** What the run is, by what is read: event, reference, inputs. Only what matters. */
  readonly run: readonly { readonly name: string; readonly value: string }[]
  /** The jobs before the one that starts, in order. */
  readonly jobs: readonly JobStory[]
  /** The job before whose decision the run is cancelled; absent where it is not. */
  readonly cancelled?: string
  /** What jobs hand on, where it matters. */
  readonly outputs?: readonly { readonly job: string; readonly name: string; readonly value: string }[]
  /** Anything else that happens, in order: a job is played by hand, tried again. */
  readonly acts: readonly { readonly job: string; readonly name: string; readonly value: string }[]
  /** The job that starts and must not, or that never starts and should. */
  readonly job?: string
  /** The gates that have not passed, by id. */
  readonly missing: readonly string[]
  /** Where the file says so. */
  readonly place?: Place
  /** What is wrong, as any other problem. */
  readonly problem: Problem
  /** The same told in sentences, in the order in which things happen. */
  readonly story: readonly string[]
}

/** What came out of a proof: the verdict, everything that was asked, and what speaks against it. */
export interface Proof {
  /** The name of the adapter. */
  readonly platform: string
  /** `undecided`: something in the file cannot be judged, and nothing else speaks against it. */
  readonly verdict: "proved" | "refuted" | "undecided"
  readonly properties: readonly Property[]
  /** The shortest for each property that does not hold. */
  readonly counterexamples: readonly Counterexample[]
  /** What could not be judged. */
  readonly problems: readonly Problem[]
  /** What the proof takes for granted, a sentence each. */
  readonly assumptions: readonly string[]
}

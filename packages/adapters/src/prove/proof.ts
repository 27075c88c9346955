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

export interface Property {
  readonly name: PropertyName
  readonly environment?: string
  readonly lane?: string
  readonly job?: string
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

export interface Proof {
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

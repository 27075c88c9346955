/** How a job of a story ended. A hidden failure is one that the platform calls a success. */
export type Ending = "failure" | "cancelled" | "skipped" | "hidden" | "absent" | "waiting"

/** Where a mistake is put, and what it is about there. */
export interface Place {
  readonly pipeline: string
  /** The job that the mistake lets start, or keeps from starting. */
  readonly job: string
  /** The job whose passing the mistake makes worthless. */
  readonly gate?: string
  /** The lane in which it shows. */
  readonly lane?: string
}

/** A deployment starts that must not, in a story that is about this gate, lane or event. */
export interface Unsafe {
  readonly caught: "safety"
  readonly job: string
  /** The gate that had not passed. Left out: whichever comes first. */
  readonly gate?: string
  readonly ends?: readonly Ending[]
  readonly lane?: string
  /** What starts the run; `"none of the lanes"` where it is a run that is no lane. */
  readonly event?: string
  /** The run was cancelled before. */
  readonly cancelled?: true
}

/** A deployment cannot start, or does not although everything passed, in this lane. */
export interface Stuck {
  readonly caught: "reachability"
  readonly job: string
  readonly lane?: string
}

/** Another job comes at the environment or its secrets. */
export interface Intruding {
  readonly caught: "non-interference"
  /** Left out: any job, where the mistake is in all of them. */
  readonly job?: string
}

/** Something that no order of jobs shows and that a rule forbids. */
export interface Forbidden {
  readonly caught: "rule"
  /** The rule's name. */
  readonly rule: RegExp
  readonly job?: string
}

/** The platform would refuse the file, or nobody can say what it does: it is not proved, with this in the words. */
export interface Unreadable {
  readonly caught: "unreadable"
  readonly says: RegExp
}

/**
 * No run of the file breaks a promise: the simulator plays every one of it, unless all that decides which jobs start is as
 * in the golden file.
 */
export interface Harmless {
  readonly harmless: string
}

export type Expectation = Unsafe | Stuck | Intruding | Forbidden | Unreadable | Harmless

/** A mistake that people make, put into files that are sound. */
export interface Mutation<File> {
  /** Its number in the list of pitfalls. */
  readonly pitfall: number
  readonly name: string
  readonly places: readonly Place[]
  /** Changes the parsed file in place. */
  readonly apply: (file: File, place: Place) => void
  readonly expects: (place: Place) => Expectation
}

/** One changed file, with what is expected of it. */
export interface Mutant<Text> {
  readonly name: string
  readonly pitfall: number
  readonly place: Place
  readonly text: Text
  readonly expects: Expectation
}

import type { Place } from "@shipline/core/plan"
import type { CiJob, Said } from "../ci-job.js"
import type { Guarded } from "../guarded.js"
import type { Body, Met, Unread } from "../shell/follow.js"
import { wordsText } from "../shell/word.js"
import type { SideChannelCode } from "../side-channel.js"

/** With where it is written in the job's file, or called from there. */
export interface Placed {
  readonly place: Place
}

/** A command of a job. */
export type JobCommand = Met & Placed

/** What a rule may look at. */
export interface Sight {
  readonly job: CiJob
  readonly guarded: Guarded
  /** The commands of the job's scripts and of what these call. */
  readonly commands: readonly JobCommand[]
  /** The files that these call. */
  readonly bodies: readonly (Body & Placed)[]
  readonly unread: readonly Unread[]
}

/** What a rule has found in a job. */
export interface Hit {
  readonly subject: string
  readonly found: string
  readonly place: Place
  readonly environments: readonly string[]
  readonly through?: readonly string[]
  /** What the sentence of its code says of the job: a name, or what it does. */
  readonly what: string
}

/** Finds one kind of side channel in a job. */
export type Rule = (sight: Sight) => readonly Hit[]

/** The codes that a rule finds; the others are about files. */
export type RuleCode = Exclude<SideChannelCode, "SL3509" | "SL3510" | "SL3511">

type About = Pick<Hit, "subject" | "environments" | "what">

/** A hit in what a command does, if there is one that does it. */
export const inCommand = (one: JobCommand | undefined, about: About): readonly Hit[] =>
  one === undefined ? [] : [{ ...about, found: wordsText(one.command), place: one.place, through: one.through }]

/** A hit in what a file says, if it does. */
export const inText = (said: Said | undefined, about: About): readonly Hit[] =>
  said === undefined ? [] : [{ ...about, found: said.text, place: said.place }]

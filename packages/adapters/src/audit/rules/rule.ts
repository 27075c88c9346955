import type { Place } from "@shipline/core/plan"
import type { CiJob } from "../ci-job.js"
import type { Guarded } from "../guarded.js"
import type { Body, Met, Unread } from "../shell/follow.js"
import { type SideChannel, type SideChannelCode, sentences } from "../side-channel.js"

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

/** Finds one kind of side channel in a job. */
export type Rule = (sight: Sight) => readonly SideChannel[]

export const nameOf = ({ name, file }: CiJob): string => (name === undefined ? `all of ${file}` : `the job '${name}'`)

export interface Hit {
  readonly subject: string
  readonly found: string
  readonly place: Place
  readonly environments: readonly string[]
  readonly through?: readonly string[]
}

/** A finding in the words of its code. A place in another file than the job's becomes the job's own, and a way to it. */
export const sideChannel = <C extends SideChannelCode>(
  code: C,
  { file, name, place: own }: Pick<CiJob, "file" | "name" | "place">,
  { subject, found, place, environments, through = [] }: Hit,
  ...details: Parameters<(typeof sentences)[C]>
): SideChannel => {
  const write = sentences[code] as (...details: readonly string[]) => ReturnType<(typeof sentences)[C]> // they fit the code
  const [kind, message, why, hint] = write(...details)
  const at = place.file === file ? place : own
  return {
    code,
    kind,
    file,
    line: at.line,
    column: at.column,
    ...(name === undefined ? {} : { job: name }),
    environments,
    subject,
    found: found.trim().replace(/\s+/g, " ").slice(0, 200),
    through: place.file === file ? through : [`${place.file}:${place.line}`, ...through],
    message,
    why,
    hint,
  }
}

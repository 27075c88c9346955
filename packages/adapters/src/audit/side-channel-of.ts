import type { CiJob } from "./ci-job.js"
import type { Hit } from "./rules/rule.js"
import type { Sentence, SideChannel, SideChannelCode } from "./side-channel.js"

/** A finding in the words of its code. A place in another file than the job's becomes the job's own, and a way to it. */
export const sideChannelOf = (
  code: SideChannelCode,
  [kind, message, why, hint]: Sentence,
  { file, name, place: own }: Pick<CiJob, "file" | "name" | "place">,
  { subject, found, place, environments, through = [] }: Omit<Hit, "what">,
): SideChannel => {
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

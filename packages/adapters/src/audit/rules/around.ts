import { nameOf, type Rule, sideChannel } from "./rule.js"

/** Jobs that start without anybody pushing to a branch of the pipeline, and may write. */
export const around: Rule = ({ job, guarded }) => {
  if (job.around === undefined || guarded.environments.length === 0) return []
  const { events, powers, place } = job.around
  const subject = events.join(", ")
  return [
    sideChannel(
      "SL3505",
      job,
      { subject, found: subject, place, environments: guarded.environments },
      nameOf(job),
      `${powers.join(", ")} on ${subject}`,
    ),
  ]
}

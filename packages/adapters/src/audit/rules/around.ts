import { inText, type Rule } from "./rule.js"

/** Jobs that start without anybody pushing to a branch of the pipeline, and may write. */
export const around: Rule = ({ job, guarded: { environments } }) => {
  if (job.around === undefined || environments.length === 0) return []
  const { events, powers, place } = job.around
  const subject = events.join(", ")
  return inText({ text: subject, place }, { subject, environments, what: `${powers.join(", ")} on ${subject}` })
}

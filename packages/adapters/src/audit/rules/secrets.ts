import { exactly, mayBe } from "../pattern.js"
import { nameOf, type Rule, sideChannel } from "./rule.js"

/** Jobs that read a secret of a managed environment, or secrets of which nobody can say which they are. */
export const secrets: Rule = (sight) => [...named(sight), ...mentioned(sight)]

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?:\\$\\{?|%|\\bprintenv\\s+|\\benv:|\\benv[.[]["']?)${name}\\b`, "i").test(text)

/** Where every job has every secret, a file that is called may use one, too. */
const mentioned: Rule = ({ job, guarded, bodies }) =>
  job.hasAllSecrets !== true
    ? []
    : guarded.secrets.flatMap(({ text, environments }) => {
        const body = bodies.find((one) => mentions(one.text, text))
        return body === undefined
          ? []
          : [
              sideChannel(
                "SL3502",
                job,
                { subject: text, found: `$${text}`, place: body.place, environments, through: body.through },
                nameOf(job),
                `the secret ${text} of ${environments.join(", ")}`,
              ),
            ]
      })

const named: Rule = ({ job, guarded }) =>
  job.secrets.flatMap((said) => {
    const met = guarded.secrets.filter(({ text }) => said.may.some((pattern) => mayBe(pattern, text)))
    const sure = met.filter(({ text }) => said.may.some((one) => exactly(one) !== undefined && mayBe(one, text)))
    if (sure.length > 0)
      return sure.map(({ text, environments }) =>
        sideChannel(
          "SL3502",
          job,
          { subject: text, found: said.text, place: said.place, environments },
          nameOf(job),
          `the secret ${text} of ${environments.join(", ")}`,
        ),
      )
    if (met.length === 0) return []
    const names = met.map(({ text }) => text).join(", ")
    const environments = [...new Set(met.flatMap((one) => one.environments))]
    return [
      sideChannel(
        "SL3502",
        job,
        { subject: said.text.trim(), found: said.text, place: said.place, environments },
        nameOf(job),
        `secrets that it does not name, by ${said.text.trim()}: ${names} may be among them`,
      ),
    ]
  })

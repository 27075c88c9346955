import { exactly, mayBe } from "../pattern.js"
import { inText, type Rule } from "./rule.js"

/** Jobs that read a secret of a managed environment, or secrets of which nobody can say which they are. */
export const secrets: Rule = (sight) => [...named(sight), ...mentioned(sight)]

const mentions = (text: string, name: string): boolean =>
  new RegExp(`(?:\\$\\{?|%|\\bprintenv\\s+|\\benv:|\\benv[.[]["']?)${name}\\b`, "i").test(text)

const secretOf = (name: string, environments: readonly string[]): string =>
  `the secret ${name} of ${environments.join(", ")}`

/** Where every job has every secret, a file that is called may use one, too. */
const mentioned: Rule = ({ job, guarded, bodies }) =>
  job.hasAllSecrets !== true
    ? []
    : guarded.secrets.flatMap(({ text, environments }) => {
        const body = bodies.find((one) => mentions(one.text, text))
        if (body === undefined) return []
        const { place, through } = body
        return [{ subject: text, found: `$${text}`, place, through, environments, what: secretOf(text, environments) }]
      })

const named: Rule = ({ job, guarded }) =>
  job.secrets.flatMap((said) => {
    const met = guarded.secrets.filter(({ text }) => said.may.some((pattern) => mayBe(pattern, text)))
    const sure = met.filter(({ text }) => said.may.some((one) => exactly(one) !== undefined && mayBe(one, text)))
    if (sure.length > 0)
      return sure.flatMap(({ text, environments }) =>
        inText(said, { subject: text, environments, what: secretOf(text, environments) }),
      )
    if (met.length === 0) return []
    const subject = said.text.trim()
    const names = met.map(({ text }) => text).join(", ")
    const environments = [...new Set(met.flatMap((one) => one.environments))]
    const what = `secrets that it does not name, by ${subject}: ${names} may be among them`
    return inText(said, { subject, environments, what })
  })

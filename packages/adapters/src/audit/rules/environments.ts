import { exactly, mayBe } from "../pattern.js"
import { inText, type Rule } from "./rule.js"

/** Jobs that name a managed environment, or one whose name is only known when they run. */
export const environments: Rule = ({ job, guarded }) =>
  job.environments.flatMap((said) => {
    const text = said.text.trim()
    const names = guarded.environments.filter((name) => said.may.some((pattern) => mayBe(pattern, name)))
    const sure = names.filter((name) =>
      said.may.some((pattern) => exactly(pattern) !== undefined && mayBe(pattern, name)),
    )
    if (sure.length > 0)
      return sure.flatMap((name) => {
        const what = text === name ? `'${name}'` : `'${name}', as ${text}`
        return inText(said, { subject: name, environments: [name], what })
      })
    if (names.length === 0) return []
    const what = `${text}, which may turn out to be ${names.map((name) => `'${name}'`).join(" or ")}`
    return inText(said, { subject: text, environments: names, what })
  })

import { exactly, mayBe } from "../pattern.js"
import { nameOf, type Rule, sideChannel } from "./rule.js"

/** Jobs that name a managed environment, or one whose name is only known when they run. */
export const environments: Rule = ({ job, guarded }) =>
  job.environments.flatMap((said) => {
    const hit = (environment: string) => said.may.some((pattern) => mayBe(pattern, environment))
    const names = guarded.environments.filter(hit)
    const sure = names.filter((name) =>
      said.may.some((pattern) => exactly(pattern) !== undefined && mayBe(pattern, name)),
    )
    if (sure.length > 0)
      return sure.map((name) =>
        sideChannel(
          "SL3501",
          job,
          { subject: name, found: said.text, place: said.place, environments: [name] },
          nameOf(job),
          said.text.trim() === name ? `'${name}'` : `'${name}', as ${said.text.trim()}`,
        ),
      )
    if (names.length === 0) return []
    return [
      sideChannel(
        "SL3501",
        job,
        { subject: said.text.trim(), found: said.text, place: said.place, environments: names },
        nameOf(job),
        `${said.text.trim()}, which may turn out to be ${names.map((name) => `'${name}'`).join(" or ")}`,
      ),
    ]
  })

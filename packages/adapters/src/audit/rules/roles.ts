import { nameOf, type Rule, sideChannel } from "./rule.js"

const clouds: { readonly [provider: string]: string } = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" }

/** The name ends where it does in the text: `deploy` is not in `deploy-docs`. */
const holds = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!/[\w/-]/.test(text[at + name.length] ?? "")) return true
  return false
}

/** Jobs that can become who the pipeline is in a cloud. */
export const roles: Rule = ({ job, guarded }) => {
  const named = guarded.roles.flatMap(({ text, environments }) => {
    const inText = job.texts.find((said) => holds(said.text, text))
    const place = inText?.place
    return inText === undefined || place === undefined
      ? []
      : [sideChannel("SL3503", job, { subject: text, found: inText.text, place, environments }, nameOf(job), text)]
  })
  const open = job.logins.flatMap(({ cloud, text, place }) => {
    const environments = guarded.clouds.get(cloud)
    return environments === undefined
      ? []
      : [
          sideChannel(
            "SL3503",
            job,
            { subject: text.trim(), found: text, place, environments },
            nameOf(job),
            `${text.trim()} of ${clouds[cloud] ?? cloud}, which may turn out to be that of ${environments.join(", ")}`,
          ),
        ]
  })
  const tokens = job.audiences.flatMap(({ text, place }) => {
    const environments = guarded.audiences.find((audience) => audience.text === text)?.environments ?? []
    return environments.length === 0
      ? []
      : [
          sideChannel(
            "SL3503",
            job,
            { subject: text, found: text, place, environments },
            nameOf(job),
            `of ${environments.join(", ")}: its token is for ${text}`,
          ),
        ]
  })
  return [...named, ...open, ...tokens]
}

import { inText, type Rule } from "./rule.js"

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
    const said = job.texts.find((one) => holds(one.text, text))
    return inText(said, { subject: text, environments, what: text })
  })
  const open = job.logins.flatMap((login) => {
    const environments = guarded.clouds.get(login.cloud)
    if (environments === undefined) return []
    const subject = login.text.trim()
    const of = `of ${clouds[login.cloud] ?? login.cloud}, which may turn out to be that of ${environments.join(", ")}`
    return inText(login, { subject, environments, what: `${subject} ${of}` })
  })
  const tokens = job.audiences.flatMap((said) => {
    const { text } = said
    const environments = guarded.audiences.find((audience) => audience.text === text)?.environments
    if (environments === undefined) return []
    return inText(said, {
      subject: text,
      environments,
      what: `of ${environments.join(", ")}: its token is for ${text}`,
    })
  })
  return [...named, ...open, ...tokens]
}

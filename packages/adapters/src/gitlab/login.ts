import type { Step } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import type { Part } from "./part.js"
import { awsScript, azureScript, gcpScript, type Settings } from "./scripts/clouds.js"
import { hold } from "./value.js"

type Login = Extract<Step, { kind: "login" }>

interface Cloud {
  readonly title: string
  readonly settings: readonly string[]
  readonly script: (settings: Settings) => string
  /** For whom the job's token is. */
  readonly audience: (texts: ReadonlyMap<string, string>) => string
}

const clouds: { readonly [P in Login["provider"]]: Cloud } = {
  aws: { title: "AWS", settings: ["role", "region"], script: awsScript, audience: () => "sts.amazonaws.com" },
  gcp: {
    title: "Google Cloud",
    settings: ["provider", "serviceAccount"],
    script: gcpScript,
    audience: (texts) => `https://iam.googleapis.com/${texts.get("provider") ?? ""}`,
  },
  azure: {
    title: "Azure",
    settings: ["clientId", "tenantId", "subscriptionId"],
    script: azureScript,
    audience: () => "api://AzureADTokenExchange",
  },
}

/** The variable in which a job finds its token for a cloud. */
const tokenName = (provider: Login["provider"]): string => `SHIPLINE_${provider.toUpperCase()}_TOKEN`

/** The settings of a login, each as a word for double quotes. */
const settingsOf = (step: Login, part: Part): Settings => {
  const { title, settings } = clouds[step.provider]
  return new Map(
    step.settings.map(({ name, value }) => {
      if (!settings.includes(name))
        part.report.add("SL3324", subject(part.node), part.node.title, `the setting '${name}' of ${title}`)
      const held = hold(value, part)
      const variable = `SHIPLINE_${step.provider.toUpperCase()}_${name.replace(/[^A-Za-z]/g, "").toUpperCase()}`
      return [name, held.kind === "shell" ? held.words : `$${part.variables.keep(variable, held.text)}`]
    }),
  )
}

/** Short-lived credentials of a cloud, by the job's own identity, for all scripts behind. */
export const loginLines = (step: Login, part: Part): string =>
  clouds[step.provider].script(settingsOf(step, part).set("token", tokenName(step.provider)))

/** The tokens that a job's logins ask for. */
export const tokensOf = (steps: readonly Step[], part: Part): readonly (readonly [string, string])[] =>
  steps.flatMap((step) => {
    if (step.kind !== "login") return []
    const texts = new Map(
      step.settings.flatMap(({ name, value }) => (value.kind === "text" ? [[name, value.text] as const] : [])),
    )
    const audience = clouds[step.provider].audience(texts)
    if (audience.includes("$"))
      part.report.add("SL3317", subject(part.node), `the audience of the login of '${part.node.title}'`)
    return [[tokenName(step.provider), audience] as const]
  })

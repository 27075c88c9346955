import type { Step } from "../plan/job.js"
import type { Value, Variable } from "../plan/value.js"
import { type Defined, definition, definitionReader } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { deepFreeze } from "./deep-freeze.js"
import { type Ref, refValue } from "./ref.js"
import { refuse } from "./refuse.js"

/** A login to a cloud by OIDC: short-lived credentials, no key to keep. */
export interface Identity {
  readonly provider: "aws" | "gcp" | "azure"
}

type Text = string | Ref

/**
 * Logs a rollout in to AWS as a role. The job gets `id-token: write` and nothing else for it.
 * The role's trust policy should name the environment in its condition on `sub`.
 * Source: docs.github.com, "Configuring OpenID Connect in Amazon Web Services".
 *
 * @throws SL1006 for a setting that is empty.
 * @example
 * ```ts
 * import { identity, rollout, sh } from "@shipline/core"
 *
 * export const ecs = rollout({
 *   login: identity.aws({ role: "arn:aws:iam::123456789012:role/deploy", region: "eu-central-1" }),
 *   deploy: (target) => sh`./deploy.sh ${target.name}`,
 * })
 * ```
 */
function aws(settings: { readonly role: Text; readonly region: Text }): Identity {
  return make(aws, "aws", settings, ["role", "region"])
}

/**
 * Logs a rollout in to Google Cloud through a workload identity provider.
 * @throws SL1006 for a setting that is empty.
 * @example
 * ```ts
 * import { identity } from "@shipline/core"
 *
 * export const cloud = identity.gcp({
 *   provider: "projects/1/locations/global/workloadIdentityPools/ci/providers/github",
 *   serviceAccount: "deploy@shop.iam.gserviceaccount.com",
 * })
 * ```
 */
function gcp(settings: { readonly provider: Text; readonly serviceAccount: Text }): Identity {
  return make(gcp, "gcp", settings, ["provider", "serviceAccount"])
}

/**
 * Logs a rollout in to Azure as an application with a federated credential.
 * @throws SL1006 for a setting that is empty.
 * @example
 * ```ts
 * import { identity, secret } from "@shipline/core"
 *
 * export const cloud = identity.azure({
 *   clientId: secret("AZURE_CLIENT_ID"),
 *   tenantId: secret("AZURE_TENANT_ID"),
 *   subscriptionId: secret("AZURE_SUBSCRIPTION_ID"),
 * })
 * ```
 */
function azure(settings: {
  readonly clientId: Text
  readonly tenantId: Text
  readonly subscriptionId: Text
}): Identity {
  return make(azure, "azure", settings, ["clientId", "tenantId", "subscriptionId"])
}

/** Logins to clouds by OIDC: `identity.aws`, `identity.gcp`, `identity.azure`. */
export const identity: { readonly aws: typeof aws; readonly gcp: typeof gcp; readonly azure: typeof azure } =
  Object.freeze({
    aws,
    gcp,
    azure,
  })

type Door = (...args: never[]) => unknown
type LoginStep = Extract<Step, { kind: "login" }>

const make = <K extends string>(
  door: Door,
  provider: LoginStep["provider"],
  settings: { readonly [N in K]: Text },
  names: readonly K[],
): Identity => {
  const variables = names.map(
    (name): Variable => ({ name, value: settingValue(door, provider, name, settings?.[name]) }),
  )
  const step: LoginStep = { kind: "login", provider, settings: variables }
  const made: Identity & Defined<LoginStep> = { provider, [definition]: deepFreeze(step) }
  return Object.freeze(made)
}

const settingValue = (door: Door, provider: string, name: string, text: unknown): Value => {
  if (typeof text === "string" && text.trim() !== "" && !/\p{Cc}/u.test(text)) return { kind: "text", text }
  const value = refValue(text)
  if (value !== undefined) return value
  return refuse(
    "SL1006",
    `identity.${provider}`,
    `the login to ${provider} has no ${name}`,
    "Give it as text of one line or as a secret.",
    capturePlace(door),
  )
}

export const loginStep = definitionReader<LoginStep>((found) => found.kind === "login")

import type { Step } from "@shipline/core/plan"
import type { UsesStep } from "../model.js"
import type { ActionName } from "../pins.js"
import { type JobScope, subject } from "../scope.js"
import { hold } from "../value.js"

type Login = Extract<Step, { kind: "login" }>

interface Cloud {
  readonly title: string
  readonly action: ActionName
  /** The action's input for each setting of the plan. */
  readonly inputs: { readonly [setting: string]: string }
}

const clouds: { readonly [P in Login["provider"]]: Cloud } = {
  aws: {
    title: "AWS",
    action: "aws-actions/configure-aws-credentials",
    inputs: { role: "role-to-assume", region: "aws-region" },
  },
  gcp: {
    title: "Google Cloud",
    action: "google-github-actions/auth",
    inputs: { provider: "workload_identity_provider", serviceAccount: "service_account" },
  },
  azure: {
    title: "Azure",
    action: "azure/login",
    inputs: { clientId: "client-id", tenantId: "tenant-id", subscriptionId: "subscription-id" },
  },
}

/** Short-lived credentials of a cloud, by the job's own identity. */
export const loginStep = (step: Login, scope: JobScope): UsesStep => {
  const cloud = clouds[step.provider]
  const inputs = step.settings.map(({ name, value }) => {
    const input = Object.hasOwn(cloud.inputs, name) ? cloud.inputs[name] : undefined
    if (input === undefined)
      scope.report.add("SL3124", subject(scope.node), scope.node.title, `the setting '${name}' of ${cloud.title}`)
    return [input ?? name, hold(value, scope).text] as const
  })
  return { kind: "uses", name: `Log in to ${cloud.title}`, ...scope.action(cloud.action), with: inputs }
}

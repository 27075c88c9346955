import type { NodeOf } from "@shipline/core/plan"
import { checkPolicy, deployPolicy } from "../../shared/deploy-policy.js"
import { expression } from "../expression.js"
import { jsonText } from "../guard/json-text.js"
import { minutes } from "../minutes.js"
import type { EnvEntry, RunStep } from "../model.js"
import { jobId } from "../names.js"
import type { JobScope, Scope } from "../scope.js"

type Command = "find" | "admit" | "record" | "check"

/** A call of the guard, the file beside the workflow that decides on deployments and keeps the ledger. */
const call = (command: Command, name: string, env: readonly EnvEntry[]): RunStep => ({
  kind: "run",
  name,
  env: [...env, { name: "SHIPLINE_TOKEN", value: "${{ github.token }}" }],
  run: `node .shipline/guard.mjs ${command}`,
  own: true,
})

/** What a person said when starting the run. */
const said = ({ events }: Scope): readonly EnvEntry[] =>
  events.menu.length === 0
    ? []
    : [
        { name: "SHIPLINE_REASON", value: expression("inputs.reason") },
        { name: "SHIPLINE_INCIDENT", value: expression("inputs.incident") },
        { name: "SHIPLINE_OVERRIDE", value: expression("inputs.override") },
      ]

export const admitId = "admit"
export const findId = "find"

/** What names the deployment to the steps and jobs that come after it. */
export const deployment = `steps.${admitId}.outputs.deployment`

/** What all calls of a deployment's job are told. What no person started is a release. */
export const policyEnv = (node: NodeOf<"deploy">, scope: JobScope): readonly EnvEntry[] => [
  {
    name: "SHIPLINE_LANE",
    value: scope.events.menu.length === 0 ? "release" : expression("inputs.lane || 'release'"),
  },
  {
    name: "SHIPLINE_POLICY",
    value: jsonText(deployPolicy(node, { ...scope, minutes: minutes(scope), nameOf: jobId })),
  },
]

/** Looks up in the ledger what a promotion or a rollback would bring. */
export const find: RunStep = {
  ...call("find", "Find the release in the ledger", [
    { name: "SHIPLINE_VERSION", value: expression("inputs.version") },
  ]),
  id: findId,
}

/** Asks whether the candidate may enter, and fails where it may not: nothing of the program runs before it. */
export const admit = (node: NodeOf<"deploy">, scope: JobScope): RunStep => ({
  ...call("admit", `Admit to ${node.environment}`, [
    scope.origin.kind === "ledger"
      ? { name: "SHIPLINE_VERSION", value: expression(`steps.${findId}.outputs.version`) }
      : { name: "SHIPLINE_NEEDS", value: expression("toJSON(needs)") },
    ...said(scope),
  ]),
  id: admitId,
})

/** Writes down how the deployment ended. */
export const record: RunStep = {
  ...call("record", "Record the deployment", [
    { name: "SHIPLINE_DEPLOYMENT", value: expression(deployment) },
    { name: "SHIPLINE_STATUS", value: expression("job.status") },
  ]),
  condition: `always() && ${deployment} != ''`,
  conditionNote: "one that failed or was cancelled is recorded too",
}

/** Writes down how a check ended, of the deployment by the one of the jobs that has run. `status` is an expression. */
export const check = (node: NodeOf<"verify">, deployed: readonly string[], status: string): RunStep =>
  call("check", "Record the verdict", [
    { name: "SHIPLINE_POLICY", value: jsonText(checkPolicy(node.environment, node.proof)) },
    {
      name: "SHIPLINE_DEPLOYMENT",
      value: expression(deployed.map((id) => `needs.${id}.outputs.deployment`).join(" || ")),
    },
    { name: "SHIPLINE_STATUS", value: expression(status) },
  ])

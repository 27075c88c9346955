import type { Json } from "@shipline/core"
import { type NodeOf, planText } from "@shipline/core/plan"
import { sha256 } from "../sha256.js"
import { checkPolicy, deployPolicy } from "../shared/deploy-policy.js"
import { jsonText } from "../shared/json-text.js"
import { minutes } from "./minutes.js"
import { nameOf } from "./names.js"
import type { JobScope, Scope } from "./scope.js"
import { setUpAfterScript } from "./scripts/set-up.js"
import type { Constant, Variables } from "./variables.js"

/** Each of these in a policy is an escape of JSON: no variable and no input of GitLab begins there, and no word of a shell ends. */
const evaluated = /[$']/g

/** How a job knows its lane. */
export const laneOf = ({ events }: Scope): "release" | "menu" => (events.menu.length === 0 ? "release" : "menu")

const input = (name: string): string => `$[[ inputs.${name} ]]`

const policy = (value: Json): Constant => ({
  name: "SHIPLINE_POLICY",
  text: jsonText(value, evaluated),
  exported: true,
})

/** What all calls of a deployment's job are told, of what is known before the pipeline begins. */
export const policyConstants = (node: NodeOf<"deploy">, scope: JobScope): readonly Constant[] => [
  { name: "SHIPLINE_OVERRIDE", text: laneOf(scope) === "menu" ? input("override") : "none", exported: true },
  { name: "SHIPLINE_PIPELINE_DIGEST", text: sha256(planText(scope.plan)), exported: true },
  policy(deployPolicy(node, { ...scope, minutes: minutes(scope), nameOf })),
]

/** What people typed when starting the pipeline, which GitLab holds against a pattern, and what the runner is told. */
export const addPolicyVariables = ({ add }: Variables, scope: Scope): void => {
  if (laneOf(scope) === "menu") {
    add({ name: "SHIPLINE_REASON", value: input("reason") })
    add({ name: "SHIPLINE_INCIDENT", value: input("incident") })
  }
  // The guard counts and lists commits.
  add({ name: "GIT_DEPTH", value: "0" })
}

export const checkConstants = (node: NodeOf<"verify">): readonly Constant[] => [
  policy(checkPolicy(node.environment, node.proof)),
]

/** Looks up in the ledger what a promotion or a rollback would bring. */
export const findScript = (version: string): string => `# Find the release in the ledger
SHIPLINE_VERSION="$${version}" node .shipline/guard.mjs find
`

/** Asks whether the candidate may enter, and fails where it may not: nothing of the program runs before it. */
export const admitScript = (environment: string, found: boolean): string => `# Admit to ${environment}
${found ? 'SHIPLINE_VERSION="$(told version)" ' : ""}node .shipline/guard.mjs admit
`

/** Writes down that the deployment has succeeded, before the receipt says so. */
export const recordScript = `# Record the deployment
SHIPLINE_DEPLOYMENT="$(told deployment)" SHIPLINE_STATUS=success node .shipline/guard.mjs record
`

/** Writes down how a deployment ended that did not succeed. */
export const recordAfterScript = (environment: string, scope: Scope): string =>
  `# A deployment that failed or was cancelled is recorded too
${setUpAfterScript(laneOf(scope), [policy({ policy: { environment } })])}deployment="$(sed -n 's/^deployment=//p' "$SHIPLINE_OUTPUT" 2> /dev/null | tail -n 1 || true)"
if [ "$CI_JOB_STATUS" != success ] && [ -n "$deployment" ]; then
  SHIPLINE_DEPLOYMENT="$deployment" SHIPLINE_STATUS="$CI_JOB_STATUS" node .shipline/guard.mjs record
fi
`

/** Sets `deployment` to the deployment that one of the jobs has made, and leaves it empty where none has. */
export const deploymentScript = (deployed: readonly string[]): string =>
  `deployment=""
for job in ${deployed.join(" ")}; do
  deployment="$deployment$(receipt "$job" deployment 2> /dev/null || true)"
done
`

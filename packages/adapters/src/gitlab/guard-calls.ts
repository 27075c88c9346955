import type { NodeOf } from "@shipline/core/plan"
import { checkPolicy, deployPolicy } from "../shared/deploy-policy.js"
import { jsonText } from "../shared/json-text.js"
import { minutes } from "./minutes.js"
import type { Variable } from "./model.js"
import { nameOf } from "./names.js"
import type { JobScope, Scope } from "./scope.js"
import { setUpAfterScript } from "./scripts/set-up.js"

/** Every `$` of a policy is an escape of JSON: no variable and no input of GitLab begins there. */
const evaluated = /\$/g

/** How a job knows its lane. */
export const laneOf = ({ events }: Scope): "release" | "menu" => (events.menu.length === 0 ? "release" : "menu")

const input = (name: string): string => `$[[ inputs.${name} ]]`

/** What a person said when starting the pipeline. GitLab holds it against a pattern, the guard holds the rest. */
const said = ({ events }: Scope): readonly Variable[] =>
  events.menu.length === 0
    ? []
    : [
        { name: "SHIPLINE_REASON", value: input("reason") },
        { name: "SHIPLINE_INCIDENT", value: input("incident") },
        { name: "SHIPLINE_OVERRIDE", value: input("override") },
      ]

/** What all calls of a deployment's job are told. */
export const policyVariables = (node: NodeOf<"deploy">, scope: JobScope, digest: string): readonly Variable[] => [
  { name: "SHIPLINE_PIPELINE_DIGEST", value: digest },
  {
    name: "SHIPLINE_POLICY",
    value: jsonText(deployPolicy(node, { ...scope, minutes: minutes(scope), nameOf }), evaluated),
  },
  ...said(scope),
  // The guard counts and lists commits.
  { name: "GIT_DEPTH", value: "0" },
]

export const checkVariables = (node: NodeOf<"verify">): readonly Variable[] => [
  { name: "SHIPLINE_POLICY", value: jsonText(checkPolicy(node.environment, node.proof), evaluated) },
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
export const recordAfterScript = (scope: Scope): string => `# A deployment that failed or was cancelled is recorded too
${setUpAfterScript(laneOf(scope))}deployment="$(sed -n 's/^deployment=//p' "$SHIPLINE_OUTPUT" 2> /dev/null | tail -n 1 || true)"
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

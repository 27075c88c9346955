import type { VerifyNode } from "@shipline/core/plan"
import { all, any, written } from "../../shared/condition-test.js"
import type { WorkflowJob } from "../model.js"
import { recording } from "../permissions.js"
import type { Scope } from "../scope.js"
import { checkout } from "../steps/checkout.js"
import { check } from "../steps/guard.js"
import { machine } from "./base.js"

const succeeded = (id: string): string => `needs.${id}.result == 'success'`

/**
 * Records the verdict of a check that runs in several parts: each part knows of itself alone, and the last one to pass
 * would speak for one that failed. GitHub has one result for all of them.
 */
export const verdictJob = (
  node: VerifyNode,
  { id, name }: WorkflowJob,
  deployed: readonly string[],
  scope: Scope,
): WorkflowJob => {
  const result = `needs.${id}.result`
  const ended = ["success", "failure", "cancelled"].map((one) => `${result} == '${one}'`)
  return {
    id: scope.verdicts.get(node.id) ?? `verdict-${id}`,
    name: `verdict of ${name}`,
    needs: [...deployed, id],
    condition: written(all("!cancelled()", any(...deployed.map(succeeded)), any(...ended))),
    runsOn: machine,
    services: [],
    permissions: recording(
      [{ scope: "contents", access: "read", why: "to check out the source" }],
      "record the verdict",
    ),
    minutes: 5,
    advisory: false,
    matrix: [],
    shell: "bash",
    env: [],
    outputs: [],
    steps: [checkout(scope), check(node, deployed, result)],
  }
}

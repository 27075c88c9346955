import type { VerifyNode } from "@shipline/core/plan"
import { checkConstants, deploymentScript, laneOf } from "../guard-calls.js"
import { usualImage } from "../image.js"
import { isParallel, legsOf } from "../matrix.js"
import type { GitlabJob } from "../model.js"
import { receiptPath } from "../names.js"
import type { Part } from "../part.js"
import { rulesOf } from "../reach.js"
import { readReceipts, receiptScript } from "../scripts/receipt.js"
import { setUpScript } from "../scripts/set-up.js"

/** Whether each part of a check has left its receipt. */
const verdictScript = (
  node: VerifyNode,
  parts: readonly string[],
  deployed: readonly string[],
): string => `# Record the verdict
${readReceipts}${deploymentScript(deployed)}status=success
for part in ${parts.join(" ")}; do
  receipt "$part" commit > /dev/null 2>&1 || status=failed
done
if [ -n "$deployment" ]; then
  SHIPLINE_DEPLOYMENT="$deployment" SHIPLINE_STATUS="$status" node .shipline/guard.mjs check
else
  echo "Nothing was deployed to ${node.environment.replace(/[^\w ./-]/g, "")}: there is no verdict."
fi
`

/**
 * Records the verdict of a check that runs in several parts, or without Node.js. It starts when all of them have ended,
 * however they did, and the receipts say who has passed. It deploys nothing and nothing waits for it.
 */
export const verdictJob = (node: VerifyNode, part: Part, deployed: readonly string[]): GitlabJob => {
  const id = part.verdicts.get(node.id) ?? `verdict-${node.id}`
  const passage = part.passages.get(node.id)
  const parts = isParallel(part)
    ? Array.from({ length: legsOf(part) }, (_, index) => `${node.id}.${index + 1}`)
    : [node.id]
  const needs = (of: readonly string[]): readonly string[] => [...of.filter((one) => deployed.includes(one)), node.id]
  return {
    id,
    note: `The verdict of ${node.title}, whether it has passed or not.`,
    stage: part.stages.of(node),
    image: { name: usualImage, bare: false },
    services: [],
    tags: [],
    needs: needs(passage?.needs ?? []),
    rules: rulesOf(passage?.rules ?? [], { when: "always" }).map((rule) =>
      rule.needs === undefined ? rule : { ...rule, needs: needs(rule.needs) },
    ),
    interruptible: false,
    minutes: 5,
    advisory: false,
    tokens: [],
    variables: [],
    caches: [],
    script: [
      setUpScript({ id, lane: laneOf(part), guarded: true, constants: checkConstants(node) }),
      verdictScript(node, parts, deployed),
      receiptScript(id),
    ],
    afterScript: [],
    keeps: [receiptPath(id)],
    guarded: true,
  }
}

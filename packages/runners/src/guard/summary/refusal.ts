import type { Problem } from "@shipline/core"
import type { Evidence } from "@shipline/core/ledger"
import { plain } from "./markdown.js"
import { proofTable } from "./proof-table.js"

const reasonLine = ({ code, message, hint }: Problem): string => `- **${code}** ${plain(message)}  \n  ${plain(hint)}`

/** Why nothing was deployed. */
export const refusal = (
  environment: string,
  version: string,
  reasons: readonly Problem[],
  proofs: readonly Evidence[],
): string =>
  [
    `### ⛔ ${plain(environment)} does not admit ${plain(version)}`,
    reasons.map(reasonLine).join("\n"),
    "What is known of this candidate:",
    proofTable(proofs),
    "",
  ].join("\n\n")

/** Why nothing could be decided. */
export const failure = (command: string, { code, message, hint }: Problem): string =>
  [`### ⛔ Nothing is deployed: ${plain(command)}`, reasonLine({ code, message, hint, path: "" }), ""].join("\n\n")

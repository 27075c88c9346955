import type { FinishedDraft, Running } from "@shipline/core/ledger"
import { code, link, plain, table } from "./markdown.js"
import { proofGraph } from "./mermaid.js"
import { proofTable } from "./proof-table.js"

const titles = {
  succeeded: (what: string, where: string) => `### ✅ ${what} runs in ${where}`,
  failed: (what: string, where: string) => `### ❌ ${what} could not be deployed to ${where}`,
  cancelled: (what: string, where: string) => `### ❌ The deployment of ${what} to ${where} was cancelled`,
} as const

/** What was deployed where, and on which proofs. */
export const deploymentSummary = (
  environment: string,
  { deployment, lane, release, by, run, proofs, checks, reason, incident }: Running,
  result: FinishedDraft["result"],
): string => {
  const { version, number, commit, artifacts } = release
  const rows: readonly (readonly [string, string])[] = [
    ["environment", plain(environment)],
    ["version", `${code(version)}, number ${number}`],
    ["commit", code(commit)],
    ...artifacts.map(({ name, ref }) => [plain(name), code(ref)] as const),
    ["lane", lane],
    ...(reason === undefined ? [] : [["reason", plain(reason)] as const]),
    ...(incident === undefined ? [] : [["incident", plain(incident)] as const]),
    ["by", plain(by.name ?? by.subject)],
    ["deployment", run === undefined ? code(deployment) : link(deployment, run.url)],
    ["result", result],
  ]
  const uncertain =
    result === "succeeded" ? [] : [`What runs in ${plain(environment)} is uncertain until a deployment succeeds.`]
  return [
    titles[result](plain(version), plain(environment)),
    ...uncertain,
    table(["", ""], rows),
    proofTable(proofs),
    proofGraph(
      proofs.filter(({ verdict }) => verdict === "passed").map(({ proof }) => proof),
      `${version} in ${environment}`,
      result === "succeeded" ? checks : [],
    ),
    "",
  ].join("\n\n")
}

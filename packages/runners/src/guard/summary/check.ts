import type { GateVerdict } from "@shipline/core/ledger"
import { code, plain, table } from "./markdown.js"
import { marks } from "./proof-table.js"

/** What a check found of what runs in an environment. */
export const checkSummary = (environment: string, proof: string, verdict: GateVerdict, version: string): string =>
  `${table(
    ["environment", "version", "proof", "verdict"],
    [[plain(environment), code(version), plain(proof), `${marks[verdict]} ${verdict}`]],
  )}\n`

import type { Evidence } from "@shipline/core/ledger"
import { link, plain, table } from "./markdown.js"

/** What the eye finds first. */
export const marks = { passed: "✅", failed: "❌", inconclusive: "❔", errored: "❔" } as const

/** What a decision rested on, one proof a line. */
export const proofTable = (proofs: readonly Evidence[]): string =>
  proofs.length === 0
    ? "Nothing has been proved of it."
    : table(
        ["proof", "verdict", "when", "by", "run"],
        proofs.map(({ proof, verdict, at, by, run }) => [
          plain(proof),
          `${marks[verdict]} ${verdict}`,
          plain(at),
          plain(by?.name ?? by?.subject ?? ""),
          run === undefined ? "" : link(run.id, run.url),
        ]),
      )

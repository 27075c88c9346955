import type { RecordOf } from "@shipline/core/ledger"
import { visibleLine } from "./visible.js"

/** What a deployment brought, compared with what ran there before. */
export const cameFrom = ({ from, commits, release, lane }: RecordOf<"started">): string => {
  if (from === undefined) return "the first one here"
  if (from === release.version) return "once more"
  if (lane === "rollback") return `back from ${visibleLine(from)}`
  return `${commits.count} commit${commits.count === 1 ? "" : "s"} since ${visibleLine(from)}`
}

import { admission, type Problem } from "@shipline/core"
import { emptyState } from "@shipline/core/ledger"
import type { LocalSettings } from "./settings.js"

/** What is wrong with the asking itself, whatever is deployed. */
const ofAsking: ReadonlySet<string> = new Set(["SL6009", "SL6011"])

/** What an admission will say of the reason and the overrides, said before anything is built: SL6009, SL6011. */
export const checkAsked = ({ lane, environment, reason, overrides }: LocalSettings): readonly Problem[] => {
  const name = environment ?? "environment"
  const decision = admission({
    policy: { environment: name, requires: [], hotfix: [], checks: [] },
    lane,
    now: 0,
    release: { version: "", number: 0, commit: "", artifacts: [] },
    evidence: [],
    state: emptyState(name),
    overrides: overrides.map((rule) => ({ rule, reason: reason ?? "" })),
    ...(reason === undefined ? {} : { reason }),
  })
  return decision.admitted
    ? []
    : decision.reasons.filter(({ code }) => ofAsking.has(code)).map((problem) => ({ ...problem, path: "" }))
}

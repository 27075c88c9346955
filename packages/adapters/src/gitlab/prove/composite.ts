import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import type { When } from "../read/types.js"

/**
 * How a job stands to those that wait for it, each of these in other runs; in none of them it is not in the pipeline.
 * `passed`: it succeeded, or was allowed to fail. `ignored`: it was skipped, or waits for a click that nobody needs.
 * `waits`: it has not ended and will not by itself.
 */
export interface Standing {
  readonly passed: Diagram
  readonly failed: Diagram
  readonly cancelled: Diagram
  readonly ignored: Diagram
  readonly waits: Diagram
}

/** What several jobs are together, to one that waits for them. In no run of these it goes on waiting. */
export interface Composite {
  readonly success: Diagram
  readonly skipped: Diagram
  readonly cancelled: Diagram
  readonly failed: Diagram
}

/** As GitLab's own `composite`: by needs, any job that did not run makes the whole skipped; by stages they are passed over. */
export const composite = (diagrams: Diagrams, jobs: readonly Standing[], byNeeds: boolean): Composite => {
  const { and, or, not } = diagrams
  const any = (key: keyof Standing): Diagram => or(...jobs.map((one) => one[key]))
  const [passed, failed, cancelled, ignored, waits] = [
    any("passed"),
    any("failed"),
    any("cancelled"),
    any("ignored"),
    any("waits"),
  ]
  const over = not(waits)
  if (byNeeds) {
    const all = not(ignored)
    return {
      success: and(all, over, not(failed), not(cancelled)),
      skipped: ignored,
      cancelled: and(all, over, not(failed), cancelled),
      failed: and(all, over, failed),
    }
  }
  const nothing = and(over, not(failed), not(cancelled))
  return {
    success: and(nothing, or(passed, not(ignored))),
    skipped: and(nothing, ignored, not(passed)),
    cancelled: and(over, not(failed), cancelled),
    failed: and(over, failed),
  }
}

/** Where a job goes on, of what came before it. */
export const goesOn = (
  diagrams: Diagrams,
  before: Composite,
  start: Exclude<When, "never">,
  byNeeds: boolean,
): Diagram => {
  if (start === "on_failure") return before.failed
  if (start === "always") return diagrams.or(before.success, before.failed, before.skipped)
  return byNeeds ? before.success : diagrams.or(before.success, before.skipped)
}

/** Where it is passed over instead. */
export const isOver = (diagrams: Diagrams, { success, skipped, cancelled, failed }: Composite): Diagram =>
  diagrams.or(success, skipped, cancelled, failed)

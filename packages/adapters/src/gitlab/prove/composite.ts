import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import type { When } from "../read/types.js"
import { lazy } from "./lazy.js"

/**
 * How a job stands to those that wait for it, each of these in other runs; in none of them it is not in the pipeline.
 * `passed`: it succeeded, or was allowed to fail. `ignored`: it was skipped, or waits for a click that nobody needs.
 * `waits`: it has not ended and will not by itself.
 */
export interface Standing {
  readonly exists: Diagram
  readonly passed: Diagram
  readonly failed: () => Diagram
  readonly cancelled: () => Diagram
  readonly ignored: () => Diagram
  readonly waits: () => Diagram
}

/** What several jobs are together, to one that waits for them. */
export interface Composite {
  /** Where a job behind them goes on. */
  readonly goesOn: (start: Exclude<When, "never">) => Diagram
  /** Where it is decided whether it does: else it goes on waiting. */
  readonly isOver: () => Diagram
}

/**
 * As GitLab's own `composite`: by needs, any job that did not run makes the whole skipped; by stages they are passed over.
 * What is asked of every job is computed as such: the diagrams of that stay small.
 */
export const composite = (diagrams: Diagrams, jobs: readonly Standing[], byNeeds: boolean): Composite => {
  const { and, or, not } = diagrams
  // The last job's questions stand first in a diagram.
  const last = [...jobs].reverse()
  const any = (key: "failed" | "cancelled" | "ignored" | "waits"): (() => Diagram) =>
    lazy(() => or(...last.map((one) => one[key]())))
  const [ignored, waits, someFailed] = [any("ignored"), any("waits"), any("failed")]
  const success = lazy(() =>
    and(...last.map(({ passed, exists, ignored: own }) => or(passed, not(exists), byNeeds ? diagrams.no : own()))),
  )
  const failed = (): Diagram => and(byNeeds ? not(ignored()) : diagrams.yes, not(waits()), someFailed())
  const goesOn: Composite["goesOn"] = (start) => {
    if (start === "on_failure") return failed()
    if (start === "always") return or(success(), failed(), byNeeds ? ignored() : diagrams.no)
    return success()
  }
  return { goesOn, isOver: lazy(() => or(byNeeds ? ignored() : diagrams.no, not(waits()))) }
}

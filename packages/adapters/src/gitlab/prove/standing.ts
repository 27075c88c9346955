import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import type { Outcome } from "../../prove/model.js"
import type { Composite, Standing } from "./composite.js"
import type { Variant } from "./creation.js"
import type { JobChoices } from "./job-choices.js"
import { lazy } from "./lazy.js"

/** A job as one of its variants, to those that look at it at some time. */
export interface Turn {
  /** The runs in which it starts, where it finds those before it as they are looked at here. */
  readonly starts: Diagram
  readonly ended: ReadonlyMap<Outcome, Diagram>
  readonly standing: Omit<Standing, "exists">
}

export interface Given {
  readonly diagrams: Diagrams
  readonly variant: Variant
  readonly chosen: JobChoices
  /** What it waits for. */
  readonly before: Composite
}

/** How a job's ways to end stand to those after it. */
const endings = ({ diagrams: { and, or, not, yes, no }, variant, chosen: { ends, allowed } }: Given) => {
  const mayFail = variant.allowFailure === true ? yes : no
  const failsFine = or(mayFail, variant.allowFailure === "codes" ? allowed : no)
  return {
    mayFail,
    failsFine,
    fine: or(ends("success"), ends("hidden"), and(ends("failure"), failsFine)),
    fails: and(ends("failure"), not(failsFine)),
  }
}

/** Each job runs once, when its turn has come. */
export const once = (given: Given): Turn => {
  const { diagrams, variant, chosen, before } = given
  const { and, or, not, yes } = diagrams
  const { when, start } = variant
  const { mayFail, fine, fails } = endings(given)
  const enabled = and(when, before.goesOn(start))
  const starts = and(enabled, start === "manual" ? chosen.played : yes)
  const unplayed = lazy(() => and(enabled, not(starts)))
  const cancelled = or(chosen.ends("cancelled"), chosen.rests)
  return {
    starts,
    ended: new Map(
      chosen.outcomes.map((outcome) => [
        outcome,
        and(starts, outcome === "cancelled" ? cancelled : chosen.ends(outcome)),
      ]),
    ),
    standing: {
      ignored: lazy(() => or(and(when, before.isOver(), not(enabled)), and(unplayed(), mayFail))),
      waits: lazy(() => or(and(when, not(before.isOver())), and(unplayed(), not(mayFail)))),
      passed: and(starts, or(fine, and(cancelled, mayFail))),
      failed: lazy(() => and(starts, fails)),
      cancelled: lazy(() => and(starts, cancelled, not(mayFail))),
    },
  }
}

/** The same to one that looks later: it may have been run again after it had passed, and have failed. */
export const later = (given: Given, { standing, starts }: Turn): Omit<Standing, "exists"> => {
  const { diagrams, chosen } = given
  const { and, or, not } = diagrams
  const fallsBack = and(chosen.ends("success"), chosen.again, not(endings(given).failsFine))
  return {
    ...standing,
    passed: and(standing.passed, not(fallsBack)),
    failed: lazy(() => or(standing.failed(), and(starts, fallsBack))),
  }
}

/**
 * People run jobs again as often as it takes, and cancel the pipeline between. So a job that can ever start has ended in
 * any way, whatever those before it have become since; what waits may have been cancelled. Only what was skipped is
 * looked at again whenever something before it changes.
 */
export const often = (given: Given, isOfJob: (choice: number) => boolean): Turn => {
  const { diagrams, variant, chosen, before } = given
  const { and, or, not, yes, no } = diagrams
  const { when, start } = variant
  const { mayFail, fine, fails } = endings(given)
  const enabled = and(when, before.goesOn(start))
  const ever = diagrams.some(enabled, isOfJob)
  const isPlayed = start === "manual" ? chosen.played : yes
  const looksLast = start !== "manual" && start !== "delayed"
  const cancelled = and(when, chosen.ends("cancelled"))
  const ran = and(ever, isPlayed, not(chosen.rests), not(chosen.ends("cancelled")))
  const rests = lazy(() => and(when, not(ran), not(cancelled)))
  const unplayed = lazy(() => (start === "manual" ? and(rests(), ever, not(isPlayed)) : no))
  const skipped = lazy(() => and(rests(), not(unplayed()), before.isOver(), not(enabled)))
  return {
    starts: looksLast ? enabled : and(ever, isPlayed),
    ended: new Map(
      chosen.outcomes.map((outcome) => [outcome, outcome === "cancelled" ? cancelled : and(ran, chosen.ends(outcome))]),
    ),
    standing: {
      ignored: lazy(() => or(skipped(), and(unplayed(), mayFail))),
      waits: lazy(() => and(rests(), not(skipped()), not(and(unplayed(), mayFail)))),
      passed: or(and(ran, fine), and(cancelled, mayFail)),
      failed: lazy(() => and(ran, fails)),
      cancelled: lazy(() => and(cancelled, not(mayFail))),
    },
  }
}

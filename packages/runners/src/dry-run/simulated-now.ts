import type { Problem } from "@shipline/core"
import { runProblem } from "../errors/run-problem.js"
import { lastMoment, type SimulatedLedger } from "./simulated-ledger.js"

/** A Thursday at noon: no usual freeze holds. */
const usual = Date.parse("2026-01-15T12:00:00Z")
const hour = 3_600_000

const inZone = /T.*(?:Z|[+-]\d{2}:\d{2})$/

const momentOf = (now: Date | number | string): number => {
  if (typeof now === "string") return inZone.test(now) ? Date.parse(now) : Number.NaN
  return Number(now)
}

/** When a simulation begins, in milliseconds since 1970; NaN where that cannot be told. */
export const simulatedNow = (now: Date | number | string | undefined, ledger: SimulatedLedger): number => {
  if (now !== undefined) return momentOf(now)
  const last = lastMoment(ledger)
  return last === undefined ? usual : last + hour
}

/** SL4007 for what is no moment, SL4603 for one before the ledger's end. */
export const checkNow = (now: SimulatedNow, ledger: SimulatedLedger): readonly Problem[] => {
  const moment = simulatedNow(now, ledger)
  if (!Number.isFinite(new Date(moment).getTime())) {
    const hint = 'Give a Date, milliseconds since 1970, or a text with its time zone: "2026-12-24T18:00:00Z".'
    return [runProblem("SL4007", "", `'${String(now)}' is not a moment`, hint)]
  }
  const last = lastMoment(ledger)
  if (last === undefined || last <= moment) return []
  const words = `the simulation begins at ${new Date(moment).toISOString()}, and its ledger ends at ${new Date(last).toISOString()}`
  return [runProblem("SL4603", "", words, "Begin later, or leave `now` out.")]
}

type SimulatedNow = Date | number | string | undefined

import type { FreezeWindow } from "../plan/freeze-window.js"
import type { Place } from "../plan/place.js"
import { type Defined, definition, definitionReader, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { deepFreeze } from "./deep-freeze.js"
import { refuse } from "./refuse.js"

/** A time in which an environment is frozen. */
export interface Window {
  readonly [type]: { kind: "window" }
}

type Weekday = "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
type Time = `${number}:${number}`
type Day = `${number}-${number}-${number}`
type Moment = Day | `${Day}T${Time}` | `${Weekday} ${Time}` | Time

/**
 * A time in which nothing is deployed to an environment, by the clock on the wall in a time zone. `from` belongs to it,
 * `to` does not. Use it for holidays, weekends and nights: `environment("production", { freeze: [window(...)] })`.
 *
 * Both ends have one form: once, `"2026-12-23"` (its midnight) or `"2026-12-23T18:00"`; each week, `"Friday 16:00"`; each
 * day, `"22:00"`. A window that recurs may reach over midnight or over the end of the week. The clock is read at the moment
 * of a deployment; a rollback is let through unless `rollback` is true.
 *
 * @throws SL1006 for an end that is no moment, ends that do not fit together, and a zone that nobody knows.
 * @example
 * ```ts
 * import { environment, window } from "@shipline/core"
 *
 * export const production = environment("production", {
 *   freeze: [
 *     window({ from: "2026-12-23", to: "2027-01-02T08:00", zone: "Europe/Berlin", reason: "holidays" }),
 *     window({ from: "Friday 16:00", to: "Monday 08:00", zone: "Europe/Berlin" }),
 *   ],
 * })
 * ```
 */
export function window(options: {
  readonly from: Moment
  readonly to: Moment
  /** An IANA name: `"Europe/Berlin"`, `"UTC"`. */
  readonly zone: string
  /** What people are told. Default: nothing. */
  readonly reason?: string
  /** The window holds for rollbacks too. Default: false. */
  readonly rollback?: boolean
}): Window {
  const made: Defined<FreezeWindow> = { [definition]: deepFreeze(lower(options ?? {}, capturePlace(window))) }
  return Object.freeze(made) as unknown as Window // the brand exists in types only
}

export const windowPlan = definitionReader<FreezeWindow>(
  (found) => typeof found.recurs === "string" && typeof found.zone === "string",
)

type Given = { readonly [K in keyof Parameters<typeof window>[0]]?: unknown }
type End = Pick<FreezeWindow, "recurs"> & { readonly at: string }

const weekdays: readonly string[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
const forms = 'Write "2026-12-23", "2026-12-23T18:00", "Friday 16:00" or "22:00", both ends alike.'

const lower = (given: Given, place: Place | undefined): FreezeWindow => {
  const wrong = (message: string, hint: string): never => refuse("SL1006", "window", message, hint, place)
  const end = (key: "from" | "to"): End =>
    parse(given[key]) ??
    wrong(`a window ${key === "from" ? "begins" : "ends"} at '${String(given[key])}', which is no moment`, forms)
  const [from, to] = [end("from"), end("to")]
  if (from.recurs !== to.recurs)
    wrong(
      `a window begins at '${String(given.from)}' and ends at '${String(given.to)}', which are not of one form`,
      forms,
    )
  if (from.at === to.at)
    wrong(`a window begins and ends at '${String(given.from)}'`, "Let it end later than it begins.")
  if (from.recurs === "once" && from.at > to.at)
    wrong(`a window ends at '${String(given.to)}', before it begins`, "Let it end later than it begins.")
  const { zone, reason, rollback } = given
  if (!isZone(zone))
    return wrong(
      `a window has the zone '${String(zone)}', which nobody knows`,
      'Name it as IANA does: "Europe/Berlin".',
    )
  if (reason !== undefined && (typeof reason !== "string" || reason.trim() === "" || /\p{Cc}/u.test(reason)))
    return wrong("a window has a reason that is not one line of text", 'Write reason: "holidays", or leave it out.')
  if (rollback !== undefined && typeof rollback !== "boolean")
    wrong(`a window has rollback: ${String(rollback)}`, "Write rollback: true, or leave it out.")
  return {
    recurs: from.recurs,
    from: from.at,
    to: to.at,
    zone,
    ...(reason === undefined ? {} : { reason }),
    ...(rollback === true ? { rollback } : {}),
  }
}

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)

/** 30 February is a date that JavaScript makes 2 March of. */
const isDay = (text: string): boolean => {
  const midnight = new Date(`${text}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
  )
}

const parse = (text: unknown): End | undefined => {
  if (typeof text !== "string") return undefined
  if (isTime(text)) return { recurs: "daily", at: text }
  if (isDay(text)) return { recurs: "once", at: `${text}T00:00` }
  const [day, time] = [text.slice(0, -6), text.slice(-5)]
  if (!isTime(time)) return undefined
  if (text === `${day} ${time}` && weekdays.includes(day)) return { recurs: "weekly", at: text.toLowerCase() }
  return text === `${day}T${time}` && isDay(day) ? { recurs: "once", at: text } : undefined
}

/** An offset such as +02:00 is no zone: it does not know of summer. */
const isZone = (zone: unknown): zone is string => {
  if (typeof zone !== "string" || /^[+-]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone })
    return true
  } catch {
    return false
  }
}

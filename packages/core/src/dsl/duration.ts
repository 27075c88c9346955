import type { Place } from "../plan/place.js"
import { refuse } from "./refuse.js"

type Unit = "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days"

/** A time span in words: `"90 seconds"`, `"30 minutes"`, `"2 hours"`. */
export type Duration = `${number} ${Unit}`

const second = 1000
const units: ReadonlyMap<string, number> = new Map([
  ["second", second],
  ["minute", 60 * second],
  ["hour", 3600 * second],
  ["day", 86_400 * second],
])
const longest = 30 * 86_400 * second

/** A duration in milliseconds. */
export const milliseconds = (what: string, text: unknown, place: Place | undefined): number => {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?) (second|minute|hour|day)s?$/.exec(String(text)) ?? []
  const value = Math.round(Number(amount) * (units.get(unit) ?? Number.NaN))
  if (value >= second && value <= longest) return value
  return refuse(
    "SL1005",
    what,
    `${what} is '${String(text)}', which is not a duration`,
    'Write a number and a unit, from "1 second" to "30 days", such as "10 minutes".',
    place,
  )
}

import type { FreezeWindow } from "../plan/freeze-window.js"
import { type WallClock, wallClock } from "./wall-clock.js"

const weekdays: readonly string[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

/** `2026-12-24T18:30`, as `Date` shows it in UTC. */
const moment = (date: Date): string => date.toISOString().slice(0, "2026-12-24T18:30".length)
const time = (date: Date): string => moment(date).slice("2026-12-24T".length)

/** A time in a week as text that sorts: Friday 16:00 is `4 16:00`. */
const inWeek = (day: number, at: string): string => `${day} ${at}`
const read = (text: string): string => {
  const [name = "", at = ""] = text.split(" ")
  return inWeek(weekdays.indexOf(name), at)
}
const week = (date: Date): string => inWeek((date.getUTCDay() + 6) % 7, time(date))

/** A window that comes again: one whose end sorts before its beginning reaches over midnight, or into the next week. */
const again = (from: string, to: string, late: string, early: string): boolean =>
  from <= to ? from <= late && early < to : from <= late || early < to

const holds: { readonly [R in FreezeWindow["recurs"]]: (window: FreezeWindow, clock: WallClock) => boolean } = {
  once: ({ from, to }, { earliest, latest }) => from <= moment(latest) && moment(earliest) < to,
  daily: ({ from, to }, { earliest, latest }) => again(from, to, time(latest), time(earliest)),
  weekly: ({ from, to }, { earliest, latest }) => again(read(from), read(to), week(latest), week(earliest)),
}

/**
 * Whether a window holds at a moment, milliseconds since 1970, by the clock of its own zone. Where the clock is put back
 * it lasts from the first time that the clock shows its beginning to the last time that it shows its end.
 */
export const freezeAt = (window: FreezeWindow, now: number): boolean =>
  holds[window.recurs](window, wallClock(now, window.zone))

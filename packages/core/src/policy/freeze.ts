import type { FreezeWindow } from "../plan/freeze-window.js"

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const

/** The clock on the wall of a zone: `2026-12-24T18:30`, and the day of the week from 0 for Monday. */
const wallClock = (now: number, zone: string): { readonly moment: string; readonly day: number } => {
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      weekday: "long",
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ""
  const date = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`
  const day = weekdays.findIndex((name) => name === part("weekday").toLowerCase())
  return { moment: `${date}T${part("hour")}:${part("minute")}`, day }
}

/** Texts that sort as the moments do. */
const within = (from: string, to: string, at: string): boolean => (from <= to ? from <= at && at < to : from <= at || at < to)

/** `friday 16:00` so that it sorts: `4 16:00`. */
const inWeek = (text: string): string => {
  const [name = "", time = ""] = text.split(" ")
  return `${weekdays.findIndex((day) => day === name)} ${time}`
}

const holds: { readonly [R in FreezeWindow["recurs"]]: (window: FreezeWindow, moment: string, day: number) => boolean } = {
  once: ({ from, to }, moment) => from <= moment && moment < to,
  daily: ({ from, to }, moment) => within(from, to, moment.slice("2026-12-24T".length)),
  weekly: ({ from, to }, moment, day) =>
    within(inWeek(from), inWeek(to), `${day} ${moment.slice("2026-12-24T".length)}`),
}

/** Whether a window holds at a moment, milliseconds since 1970, by the clock of its own zone. */
export const freezeAt = (window: FreezeWindow, now: number): boolean => {
  const { moment, day } = wallClock(now, window.zone)
  return holds[window.recurs](window, moment, day)
}

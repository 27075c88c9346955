/** Over how long at most a clock is put back at once: two hours happen in Antarctica. */
const longest = 3 * 3_600_000
const minute = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one costs more than all that is asked of it. */
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
  formats.set(zone, made)
  return made
}

/** What the clock on the wall shows, to the minute, as if the zone were UTC. */
const shown = (now: number, zone: string): number => {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"))
}

/** The first minute in (from, to] at which the clock is ahead of UTC by another amount than at `from`. */
const changeWithin = (from: number, to: number, ahead: (at: number) => number): number => {
  let [before, after] = [from, to]
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute
    if (ahead(middle) === ahead(from)) before = middle
    else after = middle
  }
  return after
}

/** A moment by the clock of a zone; both ends are what `Date` reads as UTC. */
export interface WallClock {
  /** The earliest time that the clock shows from now on. */
  readonly earliest: Date
  /** The latest time that it has shown so far. */
  readonly latest: Date
}

/**
 * The clock on the wall of a zone, an IANA name, at a moment in milliseconds since 1970. Its two ends differ only in the
 * hours that a clock shows twice because it is put back: no matter how often it shows them, whatever lasts from one time
 * to another is then without a gap.
 */
export const wallClock = (now: number, zone: string): WallClock => {
  const at = Math.floor(now / minute) * minute
  const ahead = (moment: number): number => shown(moment, zone) - moment
  const own = shown(at, zone)
  const [before, after] = [at - longest, at + longest]
  const wasPutBack = ahead(before) > own - at
  const willBe = ahead(after) < own - at
  const latest = wasPutBack ? shown(changeWithin(before, at, ahead) - minute, zone) : own
  const earliest = willBe ? shown(changeWithin(at, after, ahead), zone) : own
  return { earliest: new Date(Math.min(earliest, own)), latest: new Date(Math.max(latest, own)) }
}

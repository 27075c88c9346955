const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
] as const

/** How long ago a moment is, in the largest unit that fits: `3 min ago`, `2 d ago`. Clocks differ: what is to come is `just now`. */
export const ago = (at: string, now: number): string => {
  const passed = now - Date.parse(at)
  for (const [unit, size] of units) {
    const count = Math.floor(passed / size)
    if (count > 0) return `${count} ${unit} ago`
  }
  return "just now"
}

/** `2026-11-23 10:15`, in UTC. A text that is no moment stays as it is. */
export const minuteOf = (at: string): string => {
  const moment = Date.parse(at)
  return Number.isNaN(moment) ? at : new Date(moment).toISOString().slice(0, 16).replace("T", " ")
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const

/** Milliseconds as people say them: the two largest units, `2 hours`, `1 day 4 hours`, `0 seconds`. Rounded down. */
export const inWords = (milliseconds: number): string => {
  let left = Math.max(0, milliseconds)
  const words: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? "" : "s"}`)
  }
  return words.length === 0 ? "0 seconds" : words.slice(0, 2).join(" ")
}

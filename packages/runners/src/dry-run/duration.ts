const units: ReadonlyMap<string, number> = new Map([
  ["second", 1_000],
  ["minute", 60_000],
  ["hour", 3_600_000],
  ["day", 86_400_000],
])

/** Milliseconds of a time in words, `5 minutes`; undefined where it is none. */
export const millisecondsOf = (text: unknown): number | undefined => {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?) (second|minute|hour|day)s?$/.exec(String(text)) ?? []
  const value = Math.round(Number(amount) * (units.get(unit) ?? Number.NaN))
  return Number.isSafeInteger(value) ? value : undefined
}

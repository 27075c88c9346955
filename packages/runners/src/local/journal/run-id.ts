const digits = (n: number) => String(n).padStart(2, "0")

/** The name of a run: when it began, in UTC, and what tells it from others of the same second. Sorts by time. */
export const runIdOf = (millis: number, random: string): string => {
  const time = new Date(millis)
  const day = `${time.getUTCFullYear()}${digits(time.getUTCMonth() + 1)}${digits(time.getUTCDate())}`
  const hour = `${digits(time.getUTCHours())}${digits(time.getUTCMinutes())}${digits(time.getUTCSeconds())}`
  return `${day}-${hour}-${random}`
}

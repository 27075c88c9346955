/** Text of which parts are only known when the job runs: `null` stands for such a part. */
export type Pattern = readonly (string | null)[]

/** Text of which nothing is known. */
export const anything: Pattern = [null]

/** The text of a pattern without an open part. */
export const exactly = (pattern: Pattern): string | undefined =>
  pattern.every((part) => part !== null) ? pattern.join("") : undefined

/** The most texts that one value is taken apart into; what has more may be anything. */
const most = 64

/** Every way of putting one of each together. */
export const together = (parts: readonly (readonly Pattern[])[]): readonly Pattern[] => {
  let made: readonly Pattern[] = [[]]
  for (const options of parts) {
    if (made.length * options.length > most) return [anything]
    made = made.flatMap((before) => options.map((option) => [...before, ...option]))
  }
  return made
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")

/** Whether a text may turn out to be this name. Names of environments, secrets and locks do not differ in case alone. */
export const mayBe = (pattern: Pattern, name: string): boolean =>
  new RegExp(`^${pattern.map((part) => (part === null ? "[\\s\\S]*" : escaped(part))).join("")}$`, "iu").test(name)

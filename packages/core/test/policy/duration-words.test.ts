import { expect, it } from "vitest"
import { inWords } from "../../src/policy/duration-words.js"

it.each([
  [0, "0 seconds"],
  [999, "0 seconds"],
  [1_000, "1 second"],
  [59_999, "59 seconds"],
  [60_000, "1 minute"],
  [61_000, "1 minute 1 second"],
  [7_200_000, "2 hours"],
  [7_199_999, "1 hour 59 minutes"],
  [86_400_000, "1 day"],
  [86_401_000, "1 day 1 second"],
  [14 * 86_400_000 + 3_600_000 + 61_000, "14 days 1 hour"],
  [-5_000, "0 seconds"],
  [Number.NaN, "0 seconds"],
])("says %d milliseconds as %s", (milliseconds, words) => {
  expect(inWords(milliseconds)).toBe(words)
})

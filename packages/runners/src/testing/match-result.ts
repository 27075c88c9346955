/** What a matcher found: what test runners with `expect.extend` take. */
export interface MatchResult {
  readonly pass: boolean
  /** Why the expectation does not hold, in either sense. */
  readonly message: () => string
}

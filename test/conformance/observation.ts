/** What a backend has made of a scenario, in the words of the plan: node ids, artifact names. Sorted, so that two can be compared. */
export interface Observation {
  /** The nodes that have begun. */
  readonly ran: readonly string[]
  /** Those that have given their proof. */
  readonly passed: readonly string[]
  /** `b after a`: of two that have begun, one waited for the other, a job. */
  readonly waits: readonly string[]
  /** `artifact → node`: what a node that has begun was given. */
  readonly handed: readonly string[]
}

export const observation = (parts: { readonly [K in keyof Observation]: Iterable<string> }): Observation => ({
  ran: [...new Set(parts.ran)].toSorted(),
  passed: [...new Set(parts.passed)].toSorted(),
  waits: [...new Set(parts.waits)].toSorted(),
  handed: [...new Set(parts.handed)].toSorted(),
})

const parts = ["ran", "passed", "waits", "handed"] as const

/** In what the second observation differs from the first: a line for each thing that one of them lacks. */
export const differences = (first: Observation, second: Observation): readonly string[] =>
  parts.flatMap((part) => [
    ...first[part].filter((one) => !second[part].includes(one)).map((one) => `${part} lacks ${one}`),
    ...second[part].filter((one) => !first[part].includes(one)).map((one) => `${part} has ${one}`),
  ])

import type { Proof } from "@shipline/adapters"

export type Verdict = "proved" | "refuted" | "undecided"

/** What came out for one environment, in one lane where lanes differ. */
export interface VerdictLine {
  readonly environment?: string
  readonly lane?: string
  /** What was asked: `nothing is deployed before its gates`, or the rule's own name. */
  readonly what: string
  readonly verdict: Verdict
}

/** What is said of the ways into an environment: a lane each, and what is in none. */
export const waysIn = "deployed only after its gates"

const words: Readonly<Record<string, string>> = {
  safety: waysIn,
  reachability: waysIn,
  "non-interference": "touched by no other job",
}

/**
 * A line for each environment and lane, one for each environment about the other jobs, and one for each rule of the text. A
 * proof that could not judge something has proved nothing; what it refuted is refuted all the same.
 */
export const verdictLines = ({ problems, properties, counterexamples }: Proof): readonly VerdictLine[] => {
  const shown = new Set(counterexamples.map((one) => JSON.stringify([one.property, one.environment, one.lane])))
  const lines = new Map<string, VerdictLine>()
  for (const { name, environment, lane, holds } of properties) {
    const what = words[name] ?? name
    const key = JSON.stringify([environment, lane, what])
    const before = lines.get(key)?.verdict
    const isShown = !holds && shown.has(JSON.stringify([name, environment, lane]))
    const isDoubtful = !holds || problems.length > 0
    const found: Verdict = isShown ? "refuted" : isDoubtful ? "undecided" : (before ?? "proved")
    lines.set(key, {
      ...(environment === undefined ? {} : { environment }),
      ...(lane === undefined ? {} : { lane }),
      what,
      verdict: before === "refuted" ? before : found,
    })
  }
  return [...lines.values()]
}

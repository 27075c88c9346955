import type { EnvironmentState } from "@shipline/core/ledger"
import type { EarlierProofs } from "./earlier-proofs.js"

const prefix = "deployed to "

/** The environments that a release had to be in before it came here, by the proofs that it came with. */
const before = ({ environment, current, running }: EnvironmentState, earlier: EarlierProofs): readonly string[] =>
  [...(current?.proofs ?? []), ...(running?.proofs ?? []), ...(earlier.get(environment) ?? [])].flatMap(({ proof }) =>
    proof.startsWith(prefix) && proof !== `${prefix}${environment}` ? [proof.slice(prefix.length)] : [],
  )

/** Environments in the order in which a release comes to them, and what comes directly after each. */
export interface Ordered {
  readonly states: readonly EnvironmentState[]
  readonly after: ReadonlyMap<string, readonly string[]>
}

const byName = (a: EnvironmentState, b: EnvironmentState): number => (a.environment < b.environment ? -1 : 1)

/**
 * Puts environments in order as far as the ledger knows it: no program is read for it. One that a release had to be in
 * before another comes first; otherwise names decide. Programs change, and old proofs may go round in a circle: then names
 * decide, too.
 */
export const inOrder = (unordered: readonly EnvironmentState[], earlier: EarlierProofs = new Map()): Ordered => {
  const waiting = [...unordered].sort(byName)
  const known = new Set(waiting.map(({ environment }) => environment))
  const needs = new Map(
    waiting.map((state) => [state.environment, new Set(before(state, earlier).filter((name) => known.has(name)))]),
  )
  const done = new Set<string>()
  const states: EnvironmentState[] = []
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ environment }) =>
      [...(needs.get(environment) ?? [])].every((one) => done.has(one)),
    )
    for (const state of waiting.splice(Math.max(0, free), 1)) {
      states.push(state)
      done.add(state.environment)
    }
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(needs.get(to) ?? [])].some((one) => one === from || (!seen.has(one) && reaches(from, one, seen.add(one))))
  const after = new Map(
    states.map(({ environment: from }) => {
      const later = states.flatMap(({ environment: to }) => (needs.get(to)?.has(from) === true ? [to] : []))
      return [from, later.filter((to) => !later.some((other) => other !== to && reaches(other, to)))]
    }),
  )
  return { states, after }
}

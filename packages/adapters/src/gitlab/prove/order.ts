import type { Job, When } from "../read/types.js"

/** What a job may wait for, in any of the pipelines that it is in. */
export interface Waits {
  /** By needs; undefined where it may wait for all earlier stages. */
  readonly lists: readonly (readonly string[] | undefined)[]
  readonly starts: readonly When[]
}

/** What the rules of a job say, whichever of them matches. */
export const waitsOf = ({ needs, rules, when }: Job): Waits => {
  const all = rules ?? [{ needs, when }]
  return {
    lists: all.map((rule) => {
      const own = rule.needs === undefined || (rule.needs.length === 0 && needs === undefined) ? needs : rule.needs
      return own?.map(({ job }) => job)
    }),
    starts: all.map((rule) => rule.when ?? when),
  }
}

/** The jobs with what they wait for before them; undefined where some wait for each other. */
export const orderOf = (jobs: readonly Job[], stages: readonly string[]): readonly Job[] | undefined => {
  const byName = new Map(jobs.map((one) => [one.name, one]))
  const state = new Map<string, "open" | "done">()
  const ordered: Job[] = []
  const visit = (one: Job): boolean => {
    const known = state.get(one.name)
    if (known !== undefined) return known === "done"
    state.set(one.name, "open")
    for (const list of waitsOf(one).lists)
      for (const need of list ?? []) {
        const other = byName.get(need)
        if (other !== undefined && !visit(other)) return false
      }
    state.set(one.name, "done")
    ordered.push(one)
    return true
  }
  const byStage = [...jobs].sort((one, other) => stages.indexOf(one.stage) - stages.indexOf(other.stage))
  return byStage.every(visit) ? ordered : undefined
}

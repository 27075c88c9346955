import type { Created } from "./creation.js"

/** The jobs with what they wait for before them; undefined where some wait for each other. */
export const orderOf = (jobs: readonly Created[], stages: readonly string[]): readonly Created[] | undefined => {
  const byName = new Map(jobs.map((one) => [one.job.name, one]))
  const state = new Map<string, "open" | "done">()
  const ordered: Created[] = []
  const visit = (one: Created): boolean => {
    const { name } = one.job
    if (state.has(name)) return state.get(name) === "done"
    state.set(name, "open")
    for (const { needs = [] } of one.variants)
      for (const need of needs) {
        const other = byName.get(need.job)
        if (other !== undefined && !visit(other)) return false
      }
    state.set(name, "done")
    ordered.push(one)
    return true
  }
  const byStage = [...jobs].sort((one, other) => stages.indexOf(one.job.stage) - stages.indexOf(other.job.stage))
  return byStage.every(visit) ? ordered : undefined
}

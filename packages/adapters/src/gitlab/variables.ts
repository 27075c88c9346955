import type { Variable } from "./model.js"

/**
 * The variables of one job. GitLab has one list of them for all scripts of a job: where two scripts want different
 * texts under one name, the second text stands under a name of its own.
 */
export interface Variables {
  /** Keeps a text, and says under which name. */
  readonly keep: (name: string, text: string) => string
  readonly add: (variable: Variable) => void
  readonly all: () => readonly Variable[]
}

export const startVariables = (): Variables => {
  const kept = new Map<string, Variable>()
  const keep = (name: string, value: string): string => {
    for (let count = 1; ; count++) {
      const own = count === 1 ? name : `${name}_${count}`
      const other = kept.get(own)
      if (other !== undefined && (other.value !== value || other.expands === true)) continue
      kept.set(own, { name: own, value })
      return own
    }
  }
  return { keep, add: (variable) => void kept.set(variable.name, variable), all: () => [...kept.values()] }
}

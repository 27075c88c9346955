import type { Variable } from "./model.js"

/** A text that a job's script sets for itself. */
export interface Constant {
  readonly name: string
  readonly text: string
  /** Whether commands of the script find it in their environment. */
  readonly exported?: true
}

/**
 * What the scripts of one job read. What is known when the file is written is set by the script: a variable of the file
 * gives way to one of the same name that somebody gives a pipeline.
 */
export interface Variables {
  /** Keeps a text for the script, and says under which name: a second text under one name stands under a name of its own. */
  readonly keep: (name: string, text: string) => string
  readonly constants: () => readonly Constant[]
  /** Hands a variable to the runner: what it needs before the script, and what people type. */
  readonly add: (variable: Variable) => void
  readonly all: () => readonly Variable[]
}

export const startVariables = (): Variables => {
  const given = new Map<string, Variable>()
  const kept = new Map<string, Constant>()
  const keep = (name: string, text: string): string => {
    for (let count = 1; ; count++) {
      const own = count === 1 ? name : `${name}_${count}`
      const other = kept.get(own)
      if (other !== undefined && other.text !== text) continue
      kept.set(own, { name: own, text })
      return own
    }
  }
  return {
    keep,
    constants: () => [...kept.values()],
    add: (variable) => void given.set(variable.name, variable),
    all: () => [...given.values()],
  }
}

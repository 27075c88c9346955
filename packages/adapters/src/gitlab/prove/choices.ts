import type { Choice, Diagram, Diagrams } from "../../prove/diagrams.js"
import type { ModelChoice, Subject } from "../../prove/model.js"

/** One thing that a run decides, made once. */
export interface Asked {
  /** The runs in which it is one of these values, by number. */
  readonly is: (...values: readonly number[]) => Diagram
}

/** The choices of a model as they are made. */
export interface Choices {
  readonly diagrams: Diagrams
  /** Adds a choice. The first value is the ordinary one unless costs say otherwise. */
  readonly add: (subject: Subject, values: readonly string[], costs?: readonly number[]) => Asked
  /** Yes or no about the run; the same name is the same question. `no` is the ordinary answer. */
  readonly ask: (name: string) => Diagram
  readonly all: () => readonly ModelChoice[]
}

export const startChoices = (diagrams: Diagrams): Choices => {
  const made: ModelChoice[] = []
  const asked = new Map<string, Diagram>()
  const add: Choices["add"] = (subject, values, costs) => {
    const choice: Choice = diagrams.choice(values.length)
    made.push({ choice, subject, values, costs: costs ?? values.map((_, index) => (index === 0 ? 0 : 1)) })
    return { is: (...wanted) => diagrams.is(choice, ...wanted) }
  }
  const ask: Choices["ask"] = (name) => {
    const known = asked.get(name)
    if (known !== undefined) return known
    const yes = add({ kind: "context", name }, ["no", "yes"]).is(1)
    asked.set(name, yes)
    return yes
  }
  return { diagrams, add, ask, all: () => made }
}

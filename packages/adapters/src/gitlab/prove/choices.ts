import type { Choice, Diagram, Diagrams } from "../../prove/diagrams.js"
import type { ModelChoice, Subject } from "../../prove/model.js"

/** One thing that a run decides, made once. */
export interface Asked {
  /** The runs in which it is one of these values, by number. */
  readonly is: (...values: readonly number[]) => Diagram
}

/** The choices of a model as they are made: first those of jobs, the last job's first of all, then those of the run. */
export interface Choices {
  readonly diagrams: Diagrams
  /** Adds a choice. The first value is the ordinary one unless costs say otherwise. */
  readonly add: (
    subject: Subject,
    values: readonly string[],
    costs?: readonly number[],
    more?: Pick<ModelChoice, "guess" | "told">,
  ) => Asked
  /** Whether something is so, and the same denied, which is the ordinary answer; the same words are the same question. */
  readonly ask: (so: string, notSo: string) => Diagram
  /** The same about a text that cannot be judged. */
  readonly guess: (name: string) => Diagram
  /** Whether a choice is one of a job, by its index. */
  readonly isOfJob: (choice: number) => boolean
  /** As things happen: the run's context, then job by job. */
  readonly all: () => readonly ModelChoice[]
}

export const startChoices = (diagrams: Diagrams): Choices => {
  const made: ModelChoice[] = []
  const asked = new Map<string, Diagram>()
  const ofJobs = new Set<number>()
  const add: Choices["add"] = (subject, values, costs, more = {}) => {
    const choice: Choice = diagrams.choice(values.length)
    if (subject.kind !== "context") ofJobs.add(choice.index)
    const usual = subject.kind === "context" ? {} : { usual: 0 }
    made.push({
      choice,
      subject,
      values,
      costs: costs ?? values.map((_, index) => (index === 0 ? 0 : 1)),
      ...more,
      ...usual,
    })
    return { is: (...wanted) => diagrams.is(choice, ...wanted) }
  }
  const question = (name: string, more: Pick<ModelChoice, "guess" | "told">): Diagram => {
    const known = asked.get(name)
    if (known !== undefined) return known
    const yes = add({ kind: "context", name }, ["no", "yes"], undefined, more).is(1)
    asked.set(name, yes)
    return yes
  }
  const ask: Choices["ask"] = (so, notSo) => question(so, { told: [notSo, so] })
  const guess: Choices["guess"] = (name) => question(name, { guess: true })
  const isContext = ({ subject }: ModelChoice): boolean => subject.kind === "context"
  // Those of the last job are made first.
  const all = () => [...made.filter(isContext), ...made.filter((one) => !isContext(one)).reverse()]
  const isOfJob = (choice: number): boolean => ofJobs.has(choice)
  return { diagrams, add, ask, guess, isOfJob, all }
}

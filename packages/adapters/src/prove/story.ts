import type { Assignment } from "./diagrams.js"
import type { Model, ModelJob, Outcome } from "./model.js"
import type { Counterexample, JobStory } from "./proof.js"
import type { Violation } from "./violations.js"

const ending: { readonly [O in JobStory["outcome"]]: string } = {
  success: "passes",
  failure: "fails",
  cancelled: "is cancelled",
  hidden: "fails, and is reported as passed",
  idle: "passes, and leaves out each step that checks something",
  skipped: "is skipped",
}

/** The jobs before a job, directly or not, in the model's order; with `more` beside them. */
const before = (model: Model, job: ModelJob | undefined, more: readonly string[]): readonly ModelJob[] => {
  const jobs = new Map(model.jobs.map((one) => [one.id, one]))
  const found = new Set<string>()
  const walk = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const need of jobs.get(id)?.needs ?? []) walk(need)
  }
  for (const id of [...(job?.needs ?? []), ...more]) walk(id)
  return model.jobs.filter(({ id }) => found.has(id) && id !== job?.id)
}

const isWell = (outcome: JobStory["outcome"]): boolean => outcome === "success"

/** A run that breaks a property, told. */
export const storyOf = (model: Model, violation: Violation, run: Assignment): Counterexample => {
  const { diagrams } = model
  const { property, environment, lane, job } = violation
  const holds = (one: Parameters<typeof diagrams.holds>[0]): boolean => diagrams.holds(one, run)
  const outcomeOf = (one: ModelJob): Outcome | "skipped" =>
    [...one.ended].find(([, when]) => holds(when))?.[0] ?? "skipped"

  const byId = new Map(model.jobs.map((one) => [one.id, one]))
  const missing = (violation.gates ?? []).filter((gate) => {
    const found = byId.get(gate.job)
    return found === undefined || !holds(found.passed)
  })
  const told = before(model, job, property === "safety" ? missing.map((gate) => gate.job) : []).map(
    (one): JobStory => ({
      job: one.id,
      name: one.name,
      outcome: outcomeOf(one),
      ...(holds(one.afterCancel) ? { afterCancel: true } : {}),
    }),
  )

  // What the runs in question have in common is not worth a word, but for what the run is at all.
  const asked = diagrams.asks(violation.when)
  const facts = model.choices.flatMap(({ choice, subject, values, told: words, exists, guess }, index) => {
    if (subject.kind !== "context" || guess === true) return []
    if (index > 0 && !asked.has(choice.index)) return []
    if (exists !== undefined && !holds(exists)) return []
    const chosen = run[choice.index] ?? 0
    const value = values[chosen] ?? ""
    return [{ name: subject.name, value, words: words?.[chosen] ?? `${subject.name} ${value}` }]
  })
  const outputs = model.choices.flatMap(({ choice, subject, values }) =>
    subject.kind === "output" && asked.has(choice.index)
      ? [{ job: subject.job, name: subject.name, value: values[run[choice.index] ?? 0] ?? "" }]
      : [],
  )
  const acts = model.choices.flatMap(({ choice, subject, values, usual }) => {
    const value = run[choice.index] ?? 0
    return subject.kind === "act" && asked.has(choice.index) && value !== usual
      ? [{ job: subject.job, name: subject.name, value: values[value] ?? "" }]
      : []
  })
  const chain = job === undefined ? told.map((one) => one.job) : [...told.map((one) => one.job), job.id]
  const cancelled = chain.find((id) => {
    const found = byId.get(id)
    return found !== undefined && holds(found.afterCancel)
  })

  const ids = missing.map((gate) => gate.job)
  const names = missing.map((gate) => gate.proof ?? byId.get(gate.job)?.name ?? gate.job)
  const problem = violation.say(names)
  const title = (id: string): string => byId.get(id)?.name ?? id
  const starts = job !== undefined && holds(job.starts)
  const sentences = [
    facts.length === 0 ? "No run is one of that lane." : `A run: ${facts.map(({ words }) => words).join(", ")}.`,
    ...(lane === undefined ? [] : [`It is in the ${lane} lane.`]),
    ...told.map(({ job: id, name, outcome }) => {
      const cut = id === cancelled ? "The run is cancelled. " : ""
      return `${cut}'${name}' ${ending[outcome]}.`
    }),
    ...outputs.map(({ job: id, name, value }) => `The output ${name} of ${id} is ${value}.`),
    ...acts.map((act) => `'${title(act.job)}': ${act.name} ${act.value}.`),
    ...(job !== undefined && cancelled === job.id ? ["The run is cancelled."] : []),
    ...ids.filter((id) => !byId.has(id)).map((id) => `There is no job '${id}' in the file.`),
    ...(job === undefined ? [] : [`'${job.name}' ${starts ? "starts" : "does not start"}.`]),
    `${problem.message[0]?.toUpperCase()}${problem.message.slice(1)}.`,
  ]
  return {
    property,
    environment,
    ...(lane === undefined ? {} : { lane }),
    run: facts.map(({ name, value }) => ({ name, value })),
    jobs: told,
    ...(cancelled === undefined ? {} : { cancelled }),
    ...(outputs.length === 0 ? {} : { outputs }),
    acts,
    ...(job === undefined ? {} : { job: job.id, place: job.place }),
    missing: ids,
    problem,
    story: told.every(({ outcome }) => isWell(outcome)) && told.length > 12 ? shortened(sentences, told) : sentences,
  }
}

/** Many jobs that all pass are one sentence. */
const shortened = (sentences: readonly string[], told: readonly JobStory[]): readonly string[] => {
  const passing = new Set(told.map(({ name }) => `'${name}' passes.`))
  const first = sentences.findIndex((one) => passing.has(one))
  return sentences.flatMap((one, index) =>
    passing.has(one) ? (index === first ? [`All ${told.length} jobs before it pass.`] : []) : [one],
  )
}

import type { Problem } from "@shipline/core"
import type { Assignment, Diagram } from "./diagrams.js"
import type { Model } from "./model.js"
import { proofProblem } from "./problems.js"
import type { Counterexample, Proof, Property } from "./proof.js"
import type { Requirements } from "./requirements.js"
import { storyOf } from "./story.js"
import { type Violation, violationsOf } from "./violations.js"

/** What was found on one property: a run that breaks it, or that nobody can tell. */
type Judged = { readonly counterexample: Counterexample } | { readonly doubts: readonly Problem[] } | undefined

/**
 * Proves of a platform's model that each environment is safe, can be reached and is left alone, and that its rules are
 * kept; or shows for each property that does not hold the shortest run that breaks it.
 */
export const prove = (model: Model, requirements: Requirements): Proof => {
  const { diagrams } = model
  const costs = new Map(model.choices.map((one) => [one.choice.index, one.costs]))
  const shortest = (when: Diagram): Assignment | undefined =>
    diagrams.cheapest(when, (choice, value) => costs.get(choice)?.[value] ?? 0)
  const guesses = model.choices.filter(({ guess }) => guess === true)
  const isGuess = new Set(guesses.map(({ choice }) => choice.index))
  /** The runs of a set that are in it whatever is made of what cannot be judged. */
  const surely = (when: Diagram): Diagram =>
    guesses.length === 0 ? when : diagrams.not(diagrams.some(diagrams.not(when), (choice) => isGuess.has(choice)))

  const judge = (violation: Violation): Judged => {
    const { when, job, environment } = violation
    if (when === diagrams.no) return undefined
    // What has not been seen may start: the model's own problems say so.
    if (violation.property === "reachability" && !model.isWhole) return { doubts: [] }
    const sure = shortest(surely(when))
    if (sure !== undefined) return { counterexample: storyOf(model, violation, sure) }
    const asked = diagrams.asks(when)
    const texts = guesses.flatMap(({ choice, subject }) =>
      asked.has(choice.index) && "name" in subject ? [subject.name] : [],
    )
    const subject = job === undefined ? { path: "" } : { path: `jobs.${job.id}`, at: job.place }
    const what = `whether ${environment} is kept ${violation.property === "reachability" ? "within reach" : "safe"}`
    return { doubts: [proofProblem("SL3410", subject, what, `it depends on ${texts.join(", ")}`)] }
  }

  const properties: Property[] = []
  const counterexamples: Counterexample[] = []
  const doubts: Problem[] = []
  const known = new Map<string, number>()
  for (const violation of violationsOf(model, requirements)) {
    const found = judge(violation)
    if (found !== undefined && "counterexample" in found) counterexamples.push(found.counterexample)
    if (found !== undefined && "doubts" in found) doubts.push(...found.doubts)
    const { property, environment, lane, job } = violation
    const key = JSON.stringify([property, environment, lane, job?.id])
    const index = known.get(key) ?? properties.length
    known.set(key, index)
    const holds = found === undefined && (properties[index]?.holds ?? true)
    properties[index] = {
      name: property,
      environment,
      ...(lane === undefined ? {} : { lane }),
      ...(job === undefined ? {} : { job: job.id }),
      holds,
    }
  }
  for (const rule of model.rules)
    properties.push({ name: rule, holds: model.findings.every((finding) => finding.rule !== rule) })
  for (const { rule, job, environment, problem } of model.findings)
    counterexamples.push({
      property: rule,
      ...(environment === undefined ? {} : { environment }),
      run: [],
      jobs: [],
      acts: [],
      ...(job === undefined ? {} : { job }),
      missing: [],
      ...(problem.at === undefined ? {} : { place: problem.at }),
      problem,
      story: [`${problem.message[0]?.toUpperCase()}${problem.message.slice(1)}.`],
    })

  const problems = [...model.problems, ...doubts]
  return {
    platform: model.platform,
    verdict: counterexamples.length > 0 ? "refuted" : problems.length > 0 ? "undecided" : "proved",
    properties,
    counterexamples,
    problems,
    assumptions: model.assumptions,
  }
}

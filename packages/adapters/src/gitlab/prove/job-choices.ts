import type { Diagram } from "../../prove/diagrams.js"
import type { Outcome } from "../../prove/model.js"
import type { Job } from "../read/types.js"
import type { Choices } from "./choices.js"
import { scriptHides } from "./hides-failure.js"
import { waitsOf } from "./order.js"

/** What may happen to a job. */
export interface JobChoices {
  /** By name, the direct ones of every pipeline that it may be in. */
  readonly waitsFor: readonly string[]
  readonly outcomes: readonly Outcome[]
  readonly ends: (outcome: Outcome) => Diagram
  /** It does not run, or not yet, when another looks at it: of use only where jobs are run again as often as it takes. */
  readonly rests: Diagram
  /** Somebody plays it, where it waits for that. */
  readonly played: Diagram
  /** It fails in one of the ways that are allowed. */
  readonly allowed: Diagram
  /** It is run again after it has passed, and fails. */
  readonly again: Diagram
}

/** The jobs that another may find in a worse state than those after them did: it looks later than they. */
const lookedAtTwice = (
  ordered: readonly Job[],
  waitsFor: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> => {
  const before = new Map<string, ReadonlySet<string>>()
  const twice = new Set<string>()
  for (const one of ordered) {
    const direct = new Set(waitsFor.get(one.name))
    const all = new Set(direct)
    for (const name of direct) for (const far of before.get(name) ?? []) all.add(far)
    before.set(one.name, all)
    // Different rules may wait for different jobs: then each of them may be found through another one.
    const { lists, starts } = waitsOf(one)
    const looksOnce = lists.length === 1 && starts.every((start) => start !== "manual" && start !== "delayed")
    for (const name of all) if (!looksOnce || !direct.has(name)) twice.add(name)
  }
  return twice
}

/**
 * Makes the choices of all jobs, the last job's first: what is true of a job is then a few questions on top of what is true
 * of those before it, which all jobs after them share.
 */
const jobChoices = (
  choices: Choices,
  ordered: readonly Job[],
  stages: readonly string[],
  { retries, program }: { readonly retries: boolean; readonly program: ReadonlySet<string> },
): ReadonlyMap<string, JobChoices> => {
  const { diagrams } = choices
  const { no, yes } = diagrams
  const stageOf = ({ stage }: Job): number => stages.indexOf(stage)
  const earlier = stages.map((_, stage) => ordered.filter((one) => stageOf(one) < stage).map(({ name }) => name))
  const waitsFor = new Map(
    ordered.map((job) => {
      const names = waitsOf(job).lists.flatMap((list) => list ?? earlier[stageOf(job)] ?? [])
      return [job.name, [...new Set(names)]] as const
    }),
  )
  const twice = retries ? lookedAtTwice(ordered, waitsFor) : new Set<string>()

  const made = [...ordered].reverse().map((job): readonly [string, JobChoices] => {
    const { name } = job
    const act = (said: string, values: readonly string[], costs: readonly number[]) =>
      choices.add({ kind: "act", job: name, name: said }, values, costs)
    const again = twice.has(name) ? act("run again after it has passed", ["no", "and fails"], [0, 2]).is(1) : no
    const hasCodes = job.allowFailure === "codes"
    const allowed = hasCodes
      ? act("fails", ["with an exit code that is not allowed", "with one that is allowed"], [0, 1]).is(1)
      : no
    const hiding = scriptHides([...job.before, ...job.script], program)
    const hides = hiding === "maybe" ? choices.guess(`whether a failure of a command fails '${name}'`) : yes
    const outcomes: readonly Outcome[] = [
      "success",
      "failure",
      "cancelled",
      ...(hiding === "no" ? [] : (["hidden"] as const)),
    ]
    const values = [...outcomes, "not yet run"]
    const asked = choices.add({ kind: "outcome", job: name, values: outcomes }, values)
    const ended = (outcome: Outcome): Diagram => (outcomes.includes(outcome) ? asked.is(outcomes.indexOf(outcome)) : no)
    const rests = asked.is(outcomes.length)
    const isPlayed = waitsOf(job).starts.includes("manual")
    return [
      name,
      {
        waitsFor: waitsFor.get(name) ?? [],
        outcomes,
        rests,
        ends: (outcome) => {
          if (outcome === "hidden") return diagrams.and(ended("hidden"), hides)
          if (outcome === "failure")
            return diagrams.or(ended(outcome), diagrams.and(ended("hidden"), diagrams.not(hides)))
          return ended(outcome)
        },
        played: isPlayed ? act("is played", ["by somebody", "by nobody"], [0, 1]).is(0) : yes,
        allowed,
        again,
      },
    ]
  })
  return new Map(made)
}

/** The choices of all jobs, and whether people run jobs again as often as it takes. */
export interface JobsChoices {
  readonly jobs: ReadonlyMap<string, JobChoices>
  readonly often: Diagram
}

export const jobsChoices = (...given: Parameters<typeof jobChoices>): JobsChoices => {
  const [choices, , , { retries }] = given
  const act = { kind: "act", job: "the jobs before it", name: "are run again" } as const
  const often = retries ? choices.add(act, ["no", "as often as it takes"], [0, 4]).is(1) : choices.diagrams.no
  return { often, jobs: jobChoices(...given) }
}

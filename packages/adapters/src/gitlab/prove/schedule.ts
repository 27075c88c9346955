import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import type { Outcome } from "../../prove/model.js"
import { type Composite, composite, type Standing } from "./composite.js"
import type { Created } from "./creation.js"
import type { JobsChoices } from "./job-choices.js"
import { lazy } from "./lazy.js"
import { later, often, once, type Turn } from "./standing.js"

/** What becomes of a job. */
export interface Scheduled {
  /** The runs in which it starts, whatever was run again before that. */
  readonly starts: Diagram
  readonly passed: Diagram
  readonly ended: ReadonlyMap<Outcome, Diagram>
}

/** How all jobs before stand to one that looks at a certain time. */
interface View {
  readonly standings: Map<string, Standing>
  readonly byStage: Map<number, Composite>
}

const view = (): View => ({ standings: new Map(), byStage: new Map() })

/** Runs the scheduler over every pipeline at once: `ordered` has the jobs with what they wait for before them. */
export const schedule = (
  diagrams: Diagrams,
  ordered: readonly Created[],
  stages: readonly string[],
  choices: JobsChoices,
  isOfJob: (choice: number) => boolean,
): ReadonlyMap<string, Scheduled> => {
  const { and, or, not, no } = diagrams
  const stageOf = ({ job }: Created): number => stages.indexOf(job.stage)
  const earlier = stages.map((_, stage) => ordered.filter((one) => stageOf(one) < stage).map(({ job }) => job.name))
  const [first, latest, whenever] = [view(), view(), view()]

  const look = (one: Created, needs: readonly string[] | undefined, { standings, byStage }: View): Composite => {
    const found = (names: readonly string[]) => names.flatMap((name) => standings.get(name) ?? [])
    if (needs !== undefined) return composite(diagrams, found(needs), true)
    const stage = stageOf(one)
    const made = byStage.get(stage) ?? composite(diagrams, found(earlier[stage] ?? []), false)
    byStage.set(stage, made)
    return made
  }
  const joined = (parts: readonly Diagram[]): Diagram => or(...parts)
  const keep = ({ standings }: View, { job, exists }: Created, all: readonly Omit<Standing, "exists">[]): void => {
    standings.set(job.name, {
      exists,
      passed: joined(all.map(({ passed }) => passed)),
      failed: lazy(() => joined(all.map(({ failed }) => failed()))),
      cancelled: lazy(() => joined(all.map(({ cancelled }) => cancelled()))),
      ignored: lazy(() => joined(all.map(({ ignored }) => ignored()))),
      waits: lazy(() => joined(all.map(({ waits }) => waits()))),
    })
  }
  const endedAs = (turns: readonly Turn[], outcome: Outcome): Diagram =>
    joined(turns.map(({ ended }) => ended.get(outcome) ?? no))
  const either = (seldom: Diagram, frequently: Diagram): Diagram =>
    or(and(not(choices.often), seldom), and(choices.often, frequently))

  const scheduled = new Map<string, Scheduled>()
  for (const one of ordered) {
    const chosen = choices.jobs.get(one.job.name)
    if (chosen === undefined) continue
    const given = one.variants.map((variant) => {
      const needs = variant.needs?.map((need) => need.job)
      return { diagrams, variant, chosen, needs, before: look(one, needs, first) }
    })
    const turns = given.map(once)
    keep(
      first,
      one,
      turns.map(({ standing }) => standing),
    )
    // Who clicks, or when a timer ends, nobody looks again at what came before.
    const starts = given.map(({ variant: { start, when }, needs }, index) =>
      start === "manual" || start === "delayed"
        ? (turns[index]?.starts ?? no)
        : and(when, look(one, needs, latest).goesOn(start)),
    )
    keep(
      latest,
      one,
      given.flatMap((each, index) => (turns[index] === undefined ? [] : [later(each, turns[index])])),
    )
    const again =
      choices.often === no
        ? []
        : given.map((each) => often({ ...each, before: look(one, each.needs, whenever) }, isOfJob))
    keep(
      whenever,
      one,
      again.map(({ standing }) => standing),
    )

    const ended = new Map(
      chosen.outcomes.map((outcome) => [outcome, either(endedAs(turns, outcome), endedAs(again, outcome))] as const),
    )
    scheduled.set(one.job.name, {
      starts: either(joined(starts), joined(again.map((turn) => turn.starts))),
      passed: either(and(endedAs(turns, "success"), not(chosen.again)), endedAs(again, "success")),
      ended,
    })
  }
  return scheduled
}

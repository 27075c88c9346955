import type { Diagram } from "../../prove/diagrams.js"
import type { Outcome } from "../../prove/model.js"
import type { Choices } from "./choices.js"
import { composite, goesOn, isOver, type Standing } from "./composite.js"
import type { Created } from "./creation.js"
import { hidesFailure } from "./hides-failure.js"

/** What becomes of a job. */
export interface Scheduled {
  readonly one: Created
  readonly needs: readonly string[]
  /** The runs in which it starts, whatever was tried again before that. */
  readonly starts: Diagram
  readonly passed: Diagram
  readonly ended: ReadonlyMap<Outcome, Diagram>
}

/** The jobs that another may find in a worse state than those after them did: it looks later than they. */
const lookedAtTwice = (
  ordered: readonly Created[],
  waitsFor: (one: Created) => readonly string[],
): ReadonlySet<string> => {
  const before = new Map<string, ReadonlySet<string>>()
  const twice = new Set<string>()
  for (const one of ordered) {
    const direct = waitsFor(one)
    const all = new Set(direct.flatMap((name) => [name, ...(before.get(name) ?? [])]))
    before.set(one.job.name, all)
    const looksOnce = one.variants.every(({ start }) => start !== "manual" && start !== "delayed")
    for (const name of all) if (!looksOnce || !direct.includes(name)) twice.add(name)
  }
  return twice
}

/** Runs the scheduler over every pipeline at once. `retries`: people may run a job again that has passed. */
export const schedule = (
  choices: Choices,
  ordered: readonly Created[],
  stages: readonly string[],
  { retries, program }: { readonly retries: boolean; readonly program?: ReadonlySet<string> | undefined },
): readonly Scheduled[] => {
  const { diagrams } = choices
  const { and, or, not, no, yes } = diagrams
  /** As those stand that wait for it, and as a job finds it that looks last. */
  const first = new Map<string, Standing>()
  const latest = new Map<string, Standing>()
  const stageOf = ({ job }: Created): number => stages.indexOf(job.stage)
  const earlier = stages.map((_, stage) => ordered.filter((one) => stageOf(one) < stage).map(({ job }) => job.name))
  const waitsFor = (one: Created): readonly string[] => [
    ...new Set(one.variants.flatMap(({ needs }) => needs?.map(({ job }) => job) ?? earlier[stageOf(one)] ?? [])),
  ]
  const twice = retries ? lookedAtTwice(ordered, waitsFor) : new Set<string>()
  const byStage = new Map<string, ReturnType<typeof composite>>()

  const look = (one: Created, needs: readonly string[] | undefined, from: ReadonlyMap<string, Standing>) => {
    const standings = (names: readonly string[]) => names.flatMap((name) => from.get(name) ?? [])
    if (needs !== undefined) return composite(diagrams, standings(needs), true)
    const key = `${stageOf(one)} ${from === first}`
    const made = byStage.get(key) ?? composite(diagrams, standings(earlier[stageOf(one)] ?? []), false)
    byStage.set(key, made)
    return made
  }

  return ordered.map((one): Scheduled => {
    const { job, variants } = one
    const { name } = job
    const isPlayed = variants.some(({ start }) => start === "manual")
    const played = isPlayed ? choices.add({ kind: "act", job: name, name: "played by hand" }, ["yes", "no"]).is(0) : yes
    const values: readonly Outcome[] = [
      "success",
      "failure",
      "cancelled",
      ...(hidesFailure([...job.before, ...job.script], program) ? (["hidden"] as const) : []),
    ]
    const asked = choices.add({ kind: "outcome", job: name, values }, values)
    const is = (outcome: Outcome): Diagram => (values.includes(outcome) ? asked.is(values.indexOf(outcome)) : no)
    const allowed = variants.some(({ allowFailure }) => allowFailure === "codes")
      ? choices.add({ kind: "act", job: name, name: "fails with an exit code that is allowed" }, ["no", "yes"]).is(1)
      : no
    const again = twice.has(name)
      ? choices
          .add({ kind: "act", job: name, name: "run again after it has passed" }, ["no", "and fails"], [0, 2])
          .is(1)
      : no

    const parts = variants.map(({ when, start, allowFailure, needs }) => {
      const names = needs?.map((need) => need.job)
      const byNeeds = names !== undefined
      const before = look(one, names, first)
      const enabled = and(when, goesOn(diagrams, before, start, byNeeds))
      const over = isOver(diagrams, before)
      const here = and(enabled, start === "manual" ? played : yes)
      const unplayed = and(enabled, not(here))
      // Who clicks, or when a timer ends, nobody looks again at what came before.
      const looksLast = start !== "manual" && start !== "delayed"
      const mayFail = allowFailure === true ? yes : no
      const failsFine = or(mayFail, allowFailure === "codes" ? allowed : no)
      const fine = or(is("success"), is("hidden"), and(is("failure"), failsFine), and(is("cancelled"), mayFail))
      const fallsBack = and(is("success"), again, not(failsFine))
      return {
        starts: looksLast ? and(when, goesOn(diagrams, look(one, names, latest), start, byNeeds)) : here,
        started: here,
        ignored: or(and(when, over, not(enabled)), and(unplayed, mayFail)),
        waits: or(and(when, not(over)), and(unplayed, not(mayFail))),
        passed: and(here, fine),
        failed: and(here, is("failure"), not(failsFine)),
        cancelled: and(here, is("cancelled"), not(mayFail)),
        passedLast: and(here, fine, not(fallsBack)),
        failedLast: and(here, or(and(is("failure"), not(failsFine)), fallsBack)),
      }
    })
    const all = (key: keyof (typeof parts)[number]): Diagram => or(...parts.map((part) => part[key]))
    const standing = { ignored: all("ignored"), waits: all("waits"), cancelled: all("cancelled") }
    first.set(name, { ...standing, passed: all("passed"), failed: all("failed") })
    latest.set(name, { ...standing, passed: all("passedLast"), failed: all("failedLast") })
    const begun = all("started")
    return {
      one,
      needs: waitsFor(one),
      starts: all("starts"),
      passed: and(begun, is("success"), not(again)),
      ended: new Map(values.map((outcome) => [outcome, and(begun, is(outcome))])),
    }
  })
}

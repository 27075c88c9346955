import type { Problem } from "@shipline/core"
import type { Diagram } from "./diagrams.js"
import type { Model, ModelJob } from "./model.js"
import { proofProblem } from "./problems.js"
import type { PropertyName } from "./proof.js"
import type { EnvironmentRequirements, RequiredGate, Requirements, Way } from "./requirements.js"

/** A property of some runs, and the runs that break it: none where it holds. */
export interface Violation {
  readonly property: PropertyName
  readonly environment: string
  readonly lane?: string
  readonly job?: ModelJob
  /** The gates that it is about: those of them that have not passed in the run that shows it are named. */
  readonly gates?: readonly RequiredGate[]
  /** The runs that break it. */
  readonly when: Diagram
  /** A run to show where no run does what it should: what is wrong is that none is in `when` of another kind. */
  readonly say: (missing: readonly string[]) => Problem
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

/** What is said of gates that have not passed: `'unit' and 'scan' have`. */
const haveNot = (names: readonly string[]): string =>
  names.length === 0
    ? "a gate has"
    : `${listed(names.map((name) => `'${name}'`))} ${names.length === 1 ? "has" : "have"}`

const subject = (job: ModelJob) => ({ path: `jobs.${job.id}`, at: job.place })

const inLane = ({ lane }: Way): string => (lane === undefined ? "by any run" : `in the ${lane} lane`)

/** Everything that must hold for an environment, each with the runs that break it. */
export const violationsOf = (model: Model, requirements: Requirements): readonly Violation[] => {
  const { diagrams, possible, home } = model
  const { and, or, not, no, yes } = diagrams
  const jobs = new Map(model.jobs.map((job) => [job.id, job]))
  const laneOf = ({ lane, chosen }: Way): Diagram =>
    and(
      lane === undefined ? yes : (model.lanes.get(lane) ?? no),
      chosen === undefined ? yes : (model.chosen?.get(chosen) ?? no),
    )
  const passed = ({ job }: RequiredGate): Diagram => jobs.get(job)?.passed ?? no

  /** All before a job, directly or not, and the job. */
  const cone = (job: ModelJob): ReadonlySet<string> => {
    const found = new Set<string>()
    const walk = (id: string): void => {
      if (found.has(id)) return
      found.add(id)
      for (const need of jobs.get(id)?.needs ?? []) walk(need)
    }
    walk(job.id)
    return found
  }

  /** What goes well on each job, the choices that are decided first standing first: so a diagram of many grows upwards. */
  const usualOf = model.choices
    .flatMap(({ choice, subject: about, usual }) =>
      usual !== undefined && "job" in about ? [{ choice, job: about.job, well: diagrams.is(choice, usual) }] : [],
    )
    .sort((one, other) => one.choice.index - other.choice.index)
  const well = new Map<ModelJob, Diagram>()
  /** The runs in which all goes well before a job, and on it. */
  const allWell = (job: ModelJob): Diagram => {
    const before = cone(job)
    const made = well.get(job) ?? and(...usualOf.flatMap((one) => (before.has(one.job) ? [one.well] : [])))
    well.set(job, made)
    return made
  }
  const chances = new Set(
    model.choices.flatMap(({ choice, subject: { kind } }) => (kind === "context" ? [] : [choice.index])),
  )

  const ofEnvironment = (required: EnvironmentRequirements): readonly Violation[] => {
    const { environment, ways } = required
    const enter = (job: ModelJob): Diagram => {
      const touches = job.touches.filter((one) => one.environment === undefined || one.environment === environment)
      return touches.length === 0 ? no : and(possible, job.starts, or(...touches.map(({ when }) => when ?? yes)))
    }
    const elsewhere = new Set(required.elsewhere)
    const touching = model.jobs
      .filter(({ id }) => !elsewhere.has(id))
      .map((job) => ({ job, enters: enter(job) }))
      .filter(({ enters }) => enters !== no)
    const mayDeploy = (job: ModelJob): boolean => required.deploys?.includes(job.id) ?? true
    const deployed = or(...(required.deploys ?? []).map((job) => passed({ job })))

    const outside = touching.flatMap(({ job, enters }): readonly Violation[] => {
      if (mayDeploy(job)) return []
      const base = { property: "non-interference", environment, job } as const
      if (required.users?.includes(job.id) !== true || job.touches.some(({ how }) => how === "deploys"))
        return [{ ...base, when: enters, say: () => proofProblem("SL3408", subject(job), job.name, environment) }]
      const when = and(enters, not(deployed))
      return [{ ...base, when, say: () => proofProblem("SL3409", subject(job), job.name, environment) }]
    })

    const safety = touching.flatMap(({ job, enters }): readonly Violation[] => {
      if (!mayDeploy(job)) return []
      const base = { property: "safety", environment, job } as const
      const mine = ways.filter(({ deploys }) => deploys?.includes(job.id) ?? true)
      const noLane: Violation = {
        ...base,
        when: and(enters, not(or(...mine.map(laneOf)))),
        say: () => proofProblem("SL3402", subject(job), job.name, environment, "a run of no lane that leads there"),
      }
      const inWay = (way: Way): readonly Violation[] => {
        const runs = and(enters, laneOf(way))
        const lane = way.lane === undefined ? {} : { lane: way.lane }
        const gates: Violation = {
          ...base,
          ...lane,
          gates: way.gates,
          when: and(runs, not(and(...way.gates.map(passed)))),
          say: (missing) => proofProblem("SL3401", subject(job), job.name, environment, haveNot(missing)),
        }
        const reference: Violation = {
          ...base,
          ...lane,
          when: and(runs, not(home)),
          say: () => proofProblem("SL3405", subject(job), job.name, environment),
        }
        const cancelled: Violation = {
          ...base,
          ...lane,
          when: and(runs, job.afterCancel),
          say: () => proofProblem("SL3403", subject(job), job.name, environment),
        }
        const unasked: Violation = {
          ...base,
          ...lane,
          when: way.byLedger && !job.admitted ? runs : no,
          say: () => proofProblem("SL3404", subject(job), job.name, environment),
        }
        return [gates, reference, cancelled, unasked]
      }
      return [...mine.flatMap(inWay), noLane]
    })

    const reach = ways.flatMap((way): readonly Violation[] => {
      const base = {
        property: "reachability",
        environment,
        ...(way.lane === undefined ? {} : { lane: way.lane }),
      } as const
      const runs = and(possible, laneOf(way), home)
      const mine = touching.filter(
        ({ job }) =>
          mayDeploy(job) && (way.deploys?.includes(job.id) ?? true) && job.touches.some(({ how }) => how === "deploys"),
      )
      const starting = or(...mine.map(({ enters }) => and(enters, runs)))
      const [first] = way.deploys ?? required.deploys ?? []
      const named = first === undefined ? mine[0]?.job : jobs.get(first)
      /** That none of some runs can deploy: any of them shows it, and where there are none, that there are none. */
      const never = (some: Diagram, which: string): Violation => ({
        ...base,
        ...(named === undefined ? {} : { job: named }),
        gates: way.gates,
        when: and(some, starting) !== no ? no : some === no ? yes : some,
        say: () => proofProblem("SL3406", named === undefined ? { path: "" } : subject(named), environment, which),
      })
      const begins = way.lane === undefined ? [] : (model.begins?.get(way.lane) ?? [])
      const dead = begins
        .map(({ name, when }) => never(and(runs, when), `${inLane(way)} that ${name} begins`))
        .filter(({ when }) => when !== no)
      // Where no run of the lane can deploy it is said once.
      const unreachable = starting === no || dead.length === 0 ? [never(runs, inLane(way))] : dead
      // What a team wrote itself may well start only where something has failed, such as a way back.
      if (way.lane === undefined) return unreachable
      const stuck = mine.map(({ job, enters }): Violation => {
        const entering = and(enters, runs)
        const could = diagrams.some(entering, (choice) => chances.has(choice))
        return {
          ...base,
          job,
          when: and(could, runs, allWell(job), not(entering)),
          say: () => proofProblem("SL3407", subject(job), job.name, environment),
        }
      })
      return [...unreachable, ...stuck]
    })
    return [...safety, ...reach, ...outside]
  }
  return requirements.environments.flatMap(ofEnvironment)
}

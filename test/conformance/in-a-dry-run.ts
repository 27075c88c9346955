import type { Node, Plan } from "@shipline/core/plan"
import {
  type SimulatedLedger,
  type SimulatedOutcome,
  type SimulatedVerdict,
  type SimulateOptions,
  simulate,
  type Trace,
  type TraceJob,
} from "@shipline/runners"
import { usedArtifacts } from "../../packages/core/src/plan/used-artifacts.js"
import { type Observation, observation } from "./observation.js"
import { type Mishap, nodesOf, type Scenario, type Way } from "./scenario.js"

const verdicts: { readonly [M in Mishap]: SimulatedVerdict | undefined } = {
  fails: "failed",
  "times out": "timed out",
  "is refused": undefined,
  "is cancelled with the run": undefined,
}

/** Mondays to Thursdays at seven in the evening: times at which every pipeline here may deploy. */
const evening = (day: number) => `2026-01-${12 + day}T19:00:00Z`

/** One job takes long, so that everything which does not wait for it is over before it is. */
const long = "50 seconds"
const short = "1 second"

interface Told {
  readonly slow?: string
  readonly verdict?: SimulatedVerdict
  readonly refused?: string
}

const optionsFor = (plan: Plan, way: Way, { slow, verdict = "passed", refused }: Told): SimulateOptions => {
  const { event, lane, environment } = way
  const jobs = nodesOf(plan, way).filter((node) => "job" in node)
  const outcomes = jobs.map(({ title }): readonly [string, SimulatedOutcome] => [
    title,
    title === slow ? { verdict, takes: long } : { takes: short },
  ])
  const approvals = plan.gates.flatMap(({ kind, name }) => (kind === "approval" && name !== refused ? [name] : []))
  return {
    lane,
    event,
    outcomes: Object.fromEntries(outcomes),
    approvals,
    ...(lane === "release" ? {} : { reason: "why" }),
    ...(environment === undefined ? {} : { environment }),
  }
}

/** What has been deployed before, so that there is something to promote or to go back to. */
const before = async (
  plan: Plan,
  way: Way,
): Promise<{ readonly ledger?: SimulatedLedger; readonly version?: string }> => {
  const { lane, environment } = way
  if (environment === undefined) return {}
  const approvals = plan.gates.flatMap(({ kind, name }) => (kind === "approval" ? [name] : []))
  const release = (day: number, more: SimulateOptions) => simulate({ plan }, { approvals, now: evening(day), ...more })
  const first = await release(0, lane === "promote" ? { outcomes: { [`deploy to ${environment}`]: "failed" } } : {})
  if (lane === "promote") return { ledger: first.ledger, version: first.version }
  const second = await release(1, { ledger: first.ledger })
  return { ledger: second.ledger, version: first.version }
}

const run = async (plan: Plan, way: Way, told: Told): Promise<Trace> =>
  simulate({ plan }, { ...optionsFor(plan, way, told), ...(await before(plan, way)), now: evening(2) })

const hasBegun = ({ ran, kind, verdict }: TraceJob): boolean => ran || (kind === "approval" && verdict === "failed")

const started = (trace: Trace) => trace.jobs.filter(hasBegun)

/** Who waits for a node, found out by making it slow, or by refusing it. */
const waitingFor = async (plan: Plan, way: Way, node: Node): Promise<readonly string[]> => {
  if (node.kind === "approval") {
    const refused = new Set(started(await run(plan, way, { refused: node.title })).map((job) => job.node))
    return started(await run(plan, way, {})).flatMap((job) => (refused.has(job.node) ? [] : [job.node]))
  }
  const jobs = started(await run(plan, way, { slow: node.title }))
  const slow = jobs.find((job) => job.node === node.id)
  return jobs.flatMap((job) => (slow && job.started >= slow.started + slow.duration ? [job.node] : []))
}

const waitsOf = async (plan: Plan, way: Way): Promise<readonly string[]> => {
  const found = nodesOf(plan, way).map(async (node) =>
    (await waitingFor(plan, way, node)).map((one) => `${one} after ${node.id}`),
  )
  return (await Promise.all(found)).flat()
}

const observed = async (plan: Plan, { way, mishap }: Scenario, everyWait: readonly string[]): Promise<Observation> => {
  const verdict = mishap === undefined ? undefined : verdicts[mishap.how]
  const trace = await run(plan, way, {
    ...(mishap?.how === "is refused" ? { refused: mishap.node.title } : mishap && { slow: mishap.node.title }),
    ...(verdict === undefined ? {} : { verdict }),
  })
  const jobs = started(trace)
  const ran = new Set(jobs.map(({ node }) => node))
  const waits = everyWait.filter((one) => one.split(" after ").every((id) => ran.has(id)))
  const used = nodesOf(plan, way).flatMap((node) =>
    ran.has(node.id) && "job" in node && node.kind !== "deploy"
      ? usedArtifacts(node.job).map((artifact) => `${artifact} → ${node.id}`)
      : [],
  )
  const deployed = trace.records.flatMap((record) => {
    if (record.kind !== "started") return []
    const node = plan.nodes.find((one) => one.kind === "deploy" && one.environment === record.environment)
    return record.release.artifacts.map(({ name }) => `${name} → ${node?.id}`)
  })
  return observation({
    ran,
    passed: jobs.flatMap(({ node, verdict }) => (verdict === "passed" ? [node] : [])),
    waits,
    handed: [...used, ...deployed],
  })
}

/** Dry runs of a plan: the real scheduler and the real admission, on a clock that does not wait. */
export const dryRunsOf = (plan: Plan): ((scenario: Scenario) => Promise<Observation>) => {
  const waits = new Map<string, Promise<readonly string[]>>()
  const seen = new Map<string, Promise<Observation>>()
  const observe = async (scenario: Scenario): Promise<Observation> => {
    // A dry run knows no references.
    const { ref: _, ...way } = scenario.way
    const key = JSON.stringify(way)
    const known = waits.get(key) ?? waitsOf(plan, scenario.way)
    waits.set(key, known)
    return observed(plan, scenario, await known)
  }
  return (scenario) => {
    const { way, mishap } = scenario
    const key = JSON.stringify([way.event, way.lane, way.environment, mishap?.node.id, mishap?.how])
    const known = seen.get(key) ?? observe(scenario)
    seen.set(key, known)
    return known
  }
}

import { type Lane, laneView, type Node, type Plan, releasedArtifacts } from "@shipline/core/plan"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { pipelines } from "../pipelines/index.js"
import { readWorkflow, type WorkflowJob } from "../simulate/github/index.js"
import { play, type Result, type Start, starts } from "./played.js"
import { read, textOf } from "./workflow-file.js"

const workflows = await Promise.all(
  pipelines
    .filter(({ plan }) => plan.nodes.some(({ kind }) => kind === "deploy"))
    .map(async ({ name, plan }) => {
      const text = textOf(plan)
      return { name, plan, file: read(text), workflow: await readWorkflow(`${name}.yml`, text) }
    }),
)
type Workflow = (typeof workflows)[number]

const jobId = (id: string) => id.replace(/^(?=\d)/, "_")

/** A lane as a person or an event asks for it, and the nodes that run there. */
interface Way {
  readonly lane: Lane
  readonly environment?: string
  readonly start: Start
}

const dispatch = (lane: Lane, ref: string, environment = ""): Start => ({
  event: "workflow_dispatch",
  ref,
  inputs: { lane, environment, version: "", reason: "r", incident: "", override: "none" },
})

/** A reference from which a person may deploy. */
const home = ({ on }: Plan): string => `refs/heads/${on.push?.branches[0]?.replace("/**", "/1") ?? "main"}`

const waysOf = (plan: Plan): readonly Way[] => {
  const ref = home(plan)
  const environments = plan.environments.map(({ name }) => name)
  return [
    ...(plan.on.push ? [{ lane: "release" as const, start: { event: "push", ref } }] : []),
    ...(plan.on.schedule ? [{ lane: "release" as const, start: { event: "schedule", ref: "refs/heads/main" } }] : []),
    ...(plan.on.manual ? [{ lane: "release" as const, start: dispatch("release", ref) }] : []),
    ...(plan.environments.some(({ hotfix }) => hotfix !== undefined)
      ? [{ lane: "hotfix" as const, start: dispatch("hotfix", ref) }]
      : []),
    ...environments.flatMap((environment) =>
      (["promote", "rollback"] as const).map((lane) => ({
        lane,
        environment,
        start: dispatch(lane, ref, environment),
      })),
    ),
  ]
}

const view = (plan: Plan, { lane, environment }: Way): readonly Node[] => laneView(plan, lane, environment)

/** The job that stands for a node in a lane: a promotion and a rollback have one of their own for the deployment. */
const jobOfNode = (node: Node, { lane }: Way): string =>
  node.kind === "deploy" && (lane === "promote" || lane === "rollback") ? `re${node.id}` : jobId(node.id)

/** The jobs that a node's job may not start without. A deployment must know all that its release was built of. */
const required = (plan: Plan, node: Node, way: Way): readonly string[] => {
  const nodes = view(plan, way)
  const byId = new Map(nodes.map((one) => [one.id, one]))
  const needs = node.needs.flatMap((need) => {
    const one = byId.get(need)
    return one === undefined ? [] : [jobOfNode(one, way)]
  })
  const released = node.kind === "deploy" && way.environment === undefined ? releasedArtifacts(plan, node) : new Set()
  const builds = nodes.flatMap((one) => (one.kind === "build" && released.has(one.artifact) ? [jobId(one.id)] : []))
  return [...new Set([...needs, ...builds])]
}

const started = (results: ReadonlyMap<string, Result>): readonly string[] =>
  [...results].flatMap(([id, result]) => (result === "skipped" ? [] : [id])).toSorted()

/** What records a verdict follows from the check that it is about. */
const isOfNode = (id: string): boolean => !id.startsWith("verdict-")

/** All subsets of a list, of each at most so many. */
const subsets = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((_, index) => (bits >> index) % 2 === 1))

describe.each(workflows.map((one) => [one.name, one] as const))("%s", (_, workflow) => {
  const { plan, file, workflow: simulated } = workflow
  const ways = waysOf(plan)
  const deploying = Object.entries(file.jobs)
    .filter(([, { concurrency }]) => concurrency !== undefined)
    .map(([id]) => id)

  test.each(ways)(
    "where all goes well, $lane $environment runs what the lane holds and nothing else: $start",
    (way) => {
      const expected = view(plan, way).map((node) => jobOfNode(node, way))
      expect(started(play(simulated, way.start)).filter(isOfNode)).toEqual(expected.toSorted())
    },
  )

  test.each(ways)("$lane $environment deploys by the lane's own jobs: $start", (way) => {
    const reached = started(play(simulated, way.start)).filter((id) => deploying.includes(id))
    const wanted = view(plan, way).filter(({ kind }) => kind === "deploy")
    expect(reached).toEqual(wanted.map((node) => jobOfNode(node, way)).toSorted())
    if (way.environment !== undefined) expect(reached).toHaveLength(1)
  })

  test("however the jobs before it have ended, a job starts only in its lanes, and there only behind all that it must wait for", () => {
    for (const way of ways)
      for (const node of view(plan, way)) {
        const id = jobOfNode(node, way)
        const condition = simulated.jobs.get(id) as WorkflowJob // the lane's jobs are there, as the test above says
        const needs = required(plan, node, way)
        for (const bad of subsets(condition.needs))
          for (const result of ["failure", "cancelled", "skipped"] as const) {
            const ended = new Map(
              condition.needs.map((need) => [need, bad.includes(need) ? result : "success"] as const),
            )
            const may = needs.every((need) => !bad.includes(need))
            // Where GitHub's own success() stands in the condition, no job before it may have ended otherwise.
            const implicit = condition.condition.startsWith("success()")
            expect(starts(condition, way.start, ended), `${id} in ${way.lane} without ${bad.join(", ")}`).toBe(
              implicit ? bad.length === 0 : may,
            )
          }
      }
  })

  test("in a run that was cancelled nothing starts any more", () => {
    for (const { start } of ways)
      for (const condition of simulated.jobs.values()) {
        const ended = new Map(condition.needs.map((need) => [need, "success"] as const))
        expect(starts(condition, start, ended, true)).toBe(false)
      }
  })

  test("whatever happens in a run, no deployment starts without each of its lane's proofs", () => {
    const outcome = fc.constantFrom("success" as const, "success" as const, "failure" as const, "cancelled" as const)
    fc.assert(
      fc.property(fc.constantFrom(...ways), fc.infiniteStream(outcome), (way, stream) => {
        const results = play(simulated, way.start, () => stream.next().value)
        const nodes = new Map(view(plan, way).map((node) => [jobOfNode(node, way), node]))
        for (const [id, result] of results) {
          const node = nodes.get(id)
          if (deploying.includes(id) && result !== "skipped") expect(node?.kind, `${id} in ${way.lane}`).toBe("deploy")
          if (node?.kind !== "deploy" || result === "skipped") continue
          for (const proof of node.proofs)
            expect(results.get(jobId(proof.node)), `${id}: ${proof.proof}`).toBe("success")
        }
      }),
      { numRuns: 150 },
    )
  })

  const others: readonly Start[] = [
    ...(["release", "hotfix", "promote", "rollback"] as const).flatMap((lane) =>
      ["refs/heads/other", "refs/tags/other", "refs/pull/1/merge"].map((ref) =>
        dispatch(lane, ref, plan.environments[0]?.name),
      ),
    ),
    dispatch("promote", home(plan), "nowhere"),
    dispatch("rollback", home(plan)),
    { ...dispatch("release", home(plan)), inputs: { lane: "deploy", environment: "" } },
    { event: "pull_request", ref: "refs/pull/1/merge" },
    { event: "pull_request", ref: home(plan) },
    { event: "repository_dispatch", ref: home(plan) },
  ]

  test.each(others)("deploys nothing, and asks nobody: %j", (start) => {
    for (const id of started(play(simulated, start))) expect(file.jobs[id]?.environment, id).toBeUndefined()
  })

  test.each(others.filter(({ inputs }) => inputs !== undefined && inputs.lane !== "release"))(
    "by hand it runs nothing at all: %j",
    (start) => expect(started(play(simulated, start))).toEqual([]),
  )

  test("what no lane leads to does not run by hand", () => {
    const offered = ways.map(({ lane }) => lane)
    for (const lane of ["release", "hotfix"] as const)
      if (!offered.includes(lane) || !ways.some(({ start }) => start.inputs?.lane === lane))
        expect(started(play(simulated, dispatch(lane, home(plan))))).toEqual([])
  })
})

describe("a gate with a faster variant", () => {
  const { file } = workflows.find(({ name }) => name === "lanes") as Workflow // it is among them
  const scripts = (start: Start) =>
    (file.jobs.unit?.steps ?? [])
      .filter(({ run }) => run?.includes("npm test"))
      .filter((step) => starts({ condition: step.if ?? "true" }, start, new Map()))
      .map(({ run }) => run?.includes("--changed"))

  test.each([
    [dispatch("hotfix", "refs/heads/main"), true],
    [dispatch("release", "refs/heads/main"), false],
    [{ event: "push", ref: "refs/heads/main" }, false],
    [{ event: "pull_request", ref: "refs/pull/1/merge" }, false],
    [{ event: "schedule", ref: "refs/heads/main" }, false],
  ])("runs once, and the whole of it wherever no hotfix was asked for: %j", (start, faster) => {
    expect(scripts(start)).toEqual([faster])
  })
})

test("a migration runs in a promotion and not on the way back", () => {
  for (const { plan, file } of workflows)
    for (const environment of plan.environments.map(({ name }) => name))
      for (const [lane, migrates] of [
        ["promote", true],
        ["rollback", false],
      ] as const)
        for (const job of Object.values(file.jobs).filter((one) => one.name === `redeploy ${environment}`))
          for (const step of job.steps.filter(({ name }) => name.startsWith("Migrate ")))
            expect(starts({ condition: step.if ?? "true" }, dispatch(lane, home(plan), environment), new Map())).toBe(
              migrates,
            )
})

import { adapters, type CompiledFile } from "@shipline/adapters"
import { type Lane, laneView, type Node, type Plan, slug } from "@shipline/core/plan"
import { describe, expect, test } from "vitest"
import { pipelines } from "../pipelines/index.js"
import { explore, readWorkflow, type Start, startsOf, TooMany } from "../simulate/github/index.js"
import * as gitlab from "../simulate/gitlab/index.js"

const small = pipelines.filter(({ plan }) => plan.nodes.some(({ kind }) => kind === "deploy") && plan.nodes.length <= 8)

/** What must have passed before a node in a lane, by the plan alone: nodes, or nothing where the ledger holds the proofs. */
const requiredOf = (plan: Plan, lane: Lane, environment: string): readonly string[] | undefined => {
  const isThere = (node: Node) => node.kind === "deploy" && node.environment === environment
  const found = laneView(plan, lane, environment).find(isThere)
  return found?.kind === "deploy" ? found.proofs.map(({ node }) => node) : undefined
}

const lanes: readonly Lane[] = ["release", "hotfix", "promote", "rollback"]
const isLane = (text: unknown): text is Lane => lanes.some((lane) => lane === text)

const compiled = (adapter: (typeof adapters)["github"], plan: Plan): readonly CompiledFile[] => {
  const { files, problems } = adapter.compile(plan)
  return problems.length > 0 ? [] : [...files, ...(adapter.index?.([plan]).files ?? [])]
}

const verdictOf = (adapter: (typeof adapters)["github"], files: readonly CompiledFile[], plan: Plan) =>
  adapter.prove(files, { plan }).verdict

/** The lane of a run as its inputs and its event say it; none where it may deploy nothing. */
const githubLane = ({ on }: Plan, { event, inputs }: Start): Lane | undefined => {
  if (event === "push" || event === "schedule") return "release"
  if (event !== "workflow_dispatch") return undefined
  if (inputs?.lane === undefined) return on.manual ? "release" : undefined
  if (inputs.lane === "release" && !on.manual) return undefined
  return isLane(inputs.lane) ? inputs.lane : undefined
}

describe("GitHub: what is proved of a small golden file every run of it shows", () => {
  test.each(small.map(({ name, plan }) => [name, plan] as const))("%s", { timeout: 120_000 }, async (name, plan) => {
    const files = compiled(adapters.github, plan)
    expect(verdictOf(adapters.github, files, plan)).toBe("proved")
    const workflow = await readWorkflow(name, files[0]?.text ?? "")
    const jobOf = (node: string) => node.replace(/^(?=\d)/, "_")
    let runs = 0
    let starts = 0
    let left = 0
    for (const { id, environment } of workflow.jobs.values()) {
      if (environment?.deploys !== true) continue
      for (const start of startsOf(workflow))
        try {
          for (const run of explore(workflow, start, id, 3000)) {
            runs += 1
            if (!run.starts) continue
            starts += 1
            const lane = githubLane(plan, start)
            const required = lane === undefined ? undefined : requiredOf(plan, lane, environment.name)
            const passed = (node: string) => run.before.get(jobOf(node))?.outcome === "success"
            expect(required?.every(passed), `${id}: ${JSON.stringify(start)}`).toBe(true)
            expect(run.afterCancel).toBe(false)
          }
        } catch (error) {
          if (!(error instanceof TooMany)) throw error
          left += 1
        }
    }
    console.info(`${name}: ${runs} runs, ${starts} deployments, ${left} left`)
    expect(starts).toBeGreaterThan(0)
    expect(left).toBe(0)
  })
})

const gitlabLane = ({ on }: Plan, { source, inputs }: gitlab.Start): Lane | undefined => {
  const lane = inputs.lane ?? "release"
  const byHand = source === "web" || source === "api"
  if (source === "push" || source === "schedule") return lane === "release" ? "release" : undefined
  if (!byHand || (lane === "release" && !on.manual)) return undefined
  return isLane(lane) ? lane : undefined
}

describe("GitLab: what is proved of a small golden file every way of its pipelines shows", () => {
  const possible = small.filter(({ plan }) => compiled(adapters.gitlab, plan).length > 0)
  test.each(possible.map(({ name, plan }) => [name, plan] as const))("%s", { timeout: 120_000 }, (name, plan) => {
    const compiledFiles = compiled(adapters.gitlab, plan)
    expect(verdictOf(adapters.gitlab, compiledFiles, plan)).toBe("proved")
    const files = new Map(compiledFiles.map(({ path, text }) => [path, text]))
    const key = (node: string) => `${slug(plan.name)}:${node}`
    const seen = new Set<string>()
    let states = 0
    let left = 0
    for (const start of gitlab.startsOf(files)) {
      const pipeline = gitlab.pipelineIfAny(files, start)
      const lane = gitlabLane(plan, start)
      const shape = JSON.stringify([[...(pipeline ?? [])].map(([id, { raw: _, ...job }]) => [id, job]), lane])
      if (pipeline === undefined || seen.has(shape)) continue
      seen.add(shape)
      for (const { name: id, environment } of pipeline.values()) {
        if (environment?.deploys !== true) continue
        const required = lane === undefined ? undefined : requiredOf(plan, lane, environment.name)
        try {
          for (const run of gitlab.explore(pipeline, id, { most: 20_000 })) {
            states += 1
            const passed = required?.every((node) => run.statuses.get(key(node)) === "success")
            expect(passed, `${id}: ${run.path.join(", ")}`).toBe(true)
          }
        } catch (error) {
          if (!(error instanceof gitlab.TooMany)) throw error
          left += 1
        }
      }
    }
    console.info(`${name}: ${seen.size} pipelines, ${states} starts of deployments, ${left} left`)
    expect(states).toBeGreaterThan(0)
    // Six jobs before its last deployment, each run again at any time, are more states than a test should take.
    expect(left).toBe(name === "careful" ? 1 : 0)
  })
})

import { github } from "@shipline/adapters"
import { environmentPolicy } from "@shipline/core/plan"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { pipelines } from "../packages/adapters/test/pipelines/index.js"
import { pipelineDigest } from "../packages/runners/src/deployments/pipeline-digest.js"
import { checkPolicy, deployPolicy } from "../packages/runners/src/guard/input/deploy-policy.js"

type Env = { readonly [name: string]: string } | undefined
interface Job {
  readonly needs?: readonly string[]
  readonly env?: Env
  readonly environment?: { readonly name: string }
  readonly steps: readonly { readonly run?: string; readonly if?: string; readonly env?: Env }[]
}
interface File {
  readonly env?: Env
  readonly jobs: { readonly [id: string]: Job }
}

const files = pipelines
  .filter(({ plan }) => plan.nodes.some(({ kind }) => kind === "deploy"))
  .map(({ name, plan }) => [name, plan, parse(github.compile(plan).files[0]?.text ?? "") as File] as const) // its own tests check the shape

const calls = ({ steps }: Job, command: string) =>
  steps.filter(({ run }) => run === `node .shipline/guard.mjs ${command}`)

describe.each(files)("the workflow of %s", (_, plan, file) => {
  const jobs = Object.entries(file.jobs)
  const deploying = jobs.filter(([, job]) => calls(job, "admit").length > 0)

  test("says which program decides, as the ledger of any machine does", () => {
    expect(file.env?.SHIPLINE_PIPELINE_DIGEST).toBe(pipelineDigest(plan))
  })

  test("tells the guard of each deployment what the program demands, in words that the guard reads", () => {
    expect(deploying.length).toBeGreaterThan(0)
    for (const [id, job] of deploying) {
      const told = deployPolicy({ ...file.env, ...job.env })
      expect(told.policy, id).toEqual(environmentPolicy(plan, job.environment?.name ?? ""))
      expect(told.pipeline.name).toBe(plan.name)
      for (const { job: needed } of [...told.proofs, ...told.artifacts])
        if (needed !== undefined) expect(job.needs, id).toContain(needed)
      const required = told.policy.requires.map(({ proof }) => proof)
      if (!id.startsWith("redeploy-"))
        expect(told.proofs.map(({ proof }) => proof).toSorted()).toEqual(required.toSorted())
    }
  })

  test("asks once, before any step of the program, and records at the end, come what may", () => {
    for (const [id, job] of deploying) {
      const own = (run = "") => /guard\.mjs/.test(run)
      const at = job.steps.findIndex(({ run }) => run === "node .shipline/guard.mjs admit")
      expect(calls(job, "admit"), id).toHaveLength(1)
      expect(job.steps.at(-1), id).toMatchObject({
        run: "node .shipline/guard.mjs record",
        if: expect.stringMatching(/^always\(\) && steps\.admit\.outputs\.deployment != ''$/),
      })
      const program = plan.nodes.flatMap((node) =>
        node.kind === "deploy" ? node.job.steps.flatMap((step) => (step.kind === "script" ? [step.run] : [])) : [],
      )
      for (const [index, { run }] of job.steps.entries())
        if (!own(run) && program.some((script) => run?.includes(script) === true)) expect(index, id).toBeGreaterThan(at)
    }
  })

  test("tells the guard of each check whose verdict it is", () => {
    for (const node of plan.nodes) {
      if (node.kind !== "verify" || plan.gates.find(({ id }) => id === node.gate)?.advisory === true) continue
      const told = jobs.flatMap(([, job]) => calls(job, "check").map(({ env }) => checkPolicy({ ...file.env, ...env })))
      expect(told).toContainEqual({ environment: node.environment, proof: node.proof })
    }
  })
})

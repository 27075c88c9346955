import { gitlab } from "@shipline/adapters"
import { environmentPolicy } from "@shipline/core/plan"
import { describe, expect, test } from "vitest"
import { parseAllDocuments } from "yaml"
import { told as toldBy } from "../../packages/adapters/test/gitlab/told.js"
import { pipelines } from "../../packages/adapters/test/pipelines/index.js"
import { pipelineDigest } from "../../packages/runners/src/deployments/pipeline-digest.js"
import { checkPolicy, deployPolicy } from "../../packages/runners/src/guard/input/deploy-policy.js"

interface Job {
  readonly needs?: readonly string[]
  readonly rules: readonly { readonly needs?: readonly string[] }[]
  readonly environment?: { readonly name: string }
  readonly script: readonly string[]
  readonly after_script?: readonly string[]
  readonly artifacts?: { readonly paths: readonly string[]; readonly when?: string }
}

const jobsOf = (text: string): readonly (readonly [id: string, job: Job])[] => {
  const jobs = parseAllDocuments(text).at(-1)?.toJS() as { readonly [key: string]: Job } // its own tests check the shape
  return Object.entries(jobs).map(([key, job]) => [key.slice(key.indexOf(":") + 1), job])
}

const files = pipelines.flatMap(({ name, plan }) => {
  const { files } = gitlab.compile(plan)
  const deploys = plan.nodes.some(({ kind }) => kind === "deploy")
  return deploys && files[0] !== undefined ? [[name, plan, jobsOf(files[0].text)] as const] : []
})

const calls = (lines: readonly string[] = [], command: string): readonly number[] =>
  lines.flatMap((line, index) => (line.includes(`node .shipline/guard.mjs ${command}`) ? [index] : []))

test("there are such files", () => {
  expect(files.length).toBeGreaterThan(5)
})

describe.each(files)("the file of %s", (_, plan, jobs) => {
  const deploying = jobs.filter(([, { script }]) => calls(script, "admit").length > 0)
  const idsOf = ({ needs = [], rules }: Job): readonly string[] =>
    [...needs, ...rules.flatMap(({ needs = [] }) => needs)].map((key) => key.slice(key.indexOf(":") + 1))

  test("tells the guard of each deployment what the program demands, in words that the guard reads", () => {
    expect(deploying.length).toBeGreaterThan(0)
    for (const [id, job] of deploying) {
      const told = deployPolicy(toldBy(job.script))
      expect(told.policy, id).toEqual(environmentPolicy(plan, job.environment?.name ?? ""))
      expect(told.pipeline, id).toEqual({ name: plan.name, digest: pipelineDigest(plan) })
      const required = told.policy.requires.map(({ proof }) => proof)
      if (!id.startsWith("redeploy-"))
        expect(told.proofs.map(({ proof }) => proof).toSorted(), id).toEqual(required.toSorted())
    }
  })

  test("brings it the receipts of the jobs that it asks about, which leave them as the last thing that they do", () => {
    const all = new Map(jobs)
    for (const [id, job] of deploying) {
      const told = deployPolicy(toldBy(job.script))
      for (const needed of [...told.proofs, ...told.artifacts].flatMap(({ job }) => job ?? [])) {
        expect(idsOf(job), id).toContain(needed)
        expect(all.get(needed)?.artifacts?.paths, needed).toContain(`.shipline/run/${needed}`)
        const end = new RegExp(
          `# Leave the receipt\\n{\\n[^]*echo "pipeline=\\$CI_PIPELINE_ID"\\n[^]*} > \\.shipline/run/${needed}\\n(# And one for this part\\n.*\\n)?$`,
        )
        expect(all.get(needed)?.script.slice(-2).join(""), needed).toMatch(end)
      }
    }
  })

  test("asks once, before anything of the program, and records at the end, come what may", () => {
    for (const [id, { script, after_script, artifacts }] of deploying) {
      const [at = -1, ...more] = calls(script, "admit")
      expect(more, id).toEqual([])
      expect(calls(script, "record"), id).toEqual([script.length - 2])
      expect(calls(after_script, "record"), id).toHaveLength(1)
      expect(artifacts, id).toMatchObject({ when: "always", paths: expect.arrayContaining([".shipline/summary.md"]) })
      const program = plan.nodes.flatMap((node) =>
        node.kind === "deploy" ? node.job.steps.flatMap((step) => (step.kind === "script" ? [step.run] : [])) : [],
      )
      for (const [index, line] of script.entries())
        if (program.some((run) => line.includes(run))) expect(index, id).toBeGreaterThan(at)
    }
  })

  test("tells the guard of each check whose verdict it is", () => {
    for (const node of plan.nodes) {
      if (node.kind !== "verify" || plan.gates.find(({ id }) => id === node.gate)?.advisory === true) continue
      const told = jobs.flatMap(([, { script }]) =>
        calls(script, "check").length === 0 ? [] : [checkPolicy(toldBy(script))],
      )
      expect(told).toContainEqual({ environment: node.environment, proof: node.proof })
    }
  })
})

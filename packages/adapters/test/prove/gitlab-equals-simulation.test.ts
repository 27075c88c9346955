import { adapters } from "@shipline/adapters"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { gitlabModel } from "../../src/gitlab/prove/gitlab-model.js"
import { readGitlab } from "../../src/gitlab/read/read-gitlab.js"
import { prove } from "../../src/prove/prove.js"
import {
  createPipeline,
  explore,
  type Files,
  type Pipeline,
  Refused,
  type Start,
  startsOf,
} from "../simulate/gitlab/index.js"
import { type RandomPipeline, randomPipeline } from "./random-pipeline.js"

const job = "deploy"
const numRuns = Number(process.env.PROVE_RUNS ?? 100)

const proofOf = ({ text, gates }: RandomPipeline) => {
  const environment = { environment: "production", ways: [{ gates: gates.map((gate) => ({ job: gate })) }] }
  const files = [{ path: ".gitlab-ci.yml", text }]
  const proof = adapters.gitlab.prove?.(files, { requirements: { environments: [environment] } })
  if (proof === undefined) throw new Error("GitLab's files can be proved")
  return proof
}

const proofWithoutRetries = ({ text, gates }: RandomPipeline) => {
  const requirements = {
    environments: [{ environment: "production", ways: [{ gates: gates.map((gate) => ({ job: gate })) }] }],
  }
  const model = gitlabModel(readGitlab(new Map([[".gitlab-ci.yml", text]])), requirements, { retries: false })
  return prove({ ...model, rules: [], findings: [], assumptions: [] }, requirements)
}

const made = (files: Files, start: Start): Pipeline | undefined => {
  try {
    return createPipeline(files, start)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

/** Each pipeline that the file can make, once, whoever starts it. */
const pipelinesOf = (files: Files): readonly Pipeline[] => {
  const isAsked = [...files.values()].some((text) => text.includes("$SWITCH"))
  const variables = isAsked ? { SWITCH: [undefined, "on", "zz"] } : {}
  const starts = startsOf(files, { branches: ["rel"], variables })
  const pipelines = starts.flatMap((start) => made(files, start) ?? [])
  return [...new Map(pipelines.map((one) => [JSON.stringify([...one]), one])).values()]
}

/** What every way of all pipelines shows: a start without a gate, and whether there is any start at all. */
const simulated = ({ text, gates }: RandomPipeline, retry: boolean) => {
  let starts = false
  for (const pipeline of pipelinesOf(new Map([[".gitlab-ci.yml", text]]))) {
    if (!pipeline.has(job)) continue
    for (const run of explore(pipeline, job, { retry })) {
      starts = true
      if (gates.some((gate) => run.statuses.get(gate) !== "success")) return { missing: true, never: false, run }
    }
  }
  return { missing: false, never: !starts }
}

/** Holds every proof against the simulation; gives how many were of which kind. */
const compared = (most: number, retry: boolean) => {
  const seen = { missing: 0, never: 0, safe: 0, undecided: 0 }
  fc.assert(
    fc.property(randomPipeline(most), (random) => {
      const proof = retry ? proofOf(random) : proofWithoutRetries(random)
      if (proof.problems.length > 0) {
        seen.undecided += 1
        return
      }
      const told = (code: string) => proof.counterexamples.some(({ problem }) => problem.code === code)
      const { run, ...found } = simulated(random, retry)
      expect({ missing: told("SL3401"), never: told("SL3406") }, run?.path.join(", ")).toEqual(found)
      seen[found.missing ? "missing" : "safe"] += 1
      if (found.never) seen.never += 1
    }),
    { numRuns },
  )
  console.info(`GitLab: ${JSON.stringify(seen)}`)
  expect(Math.min(seen.missing, seen.never, seen.safe)).toBeGreaterThan(0)
  expect(seen.undecided).toBeLessThan(numRuns / 4)
}

describe("GitLab: the proof says of a random file what every way of its pipelines shows", () => {
  test("whether a deployment can start without a gate, or at all", { timeout: 300_000 }, () => compared(2, true))

  test("the same where nobody runs a job again", { timeout: 300_000 }, () => compared(3, false))
})

import { adapters } from "@shipline/adapters"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Counterexample, JobStory } from "../../../src/prove/proof.js"
import {
  explore,
  type Files,
  type Pipeline,
  pipelineIfAny,
  type Start,
  type Status,
  startsOf,
} from "../../simulate/gitlab/index.js"
import { type RandomPipeline, randomPipeline } from "./random-pipeline.js"

const job = "deploy"
/** More runs than in every test run: `PROVE_FACTOR=10`. */
const factor = Number(process.env.PROVE_FACTOR ?? 1)

const proofOf = ({ text, gates }: RandomPipeline) => {
  const environment = { environment: "production", ways: [{ gates: gates.map((gate) => ({ job: gate })) }] }
  const files = [{ path: ".gitlab-ci.yml", text }]
  return adapters.gitlab.prove(files, { requirements: { environments: [environment] } })
}

/** The ways to start that a run may be, by what is told of it. */
const startsLike = (files: Files, { run }: Pick<Counterexample, "run">): readonly Start[] => {
  const facts = new Map(run.map(({ name, value }) => [name, value]))
  const isAsked = [...files.values()].some((text) => text.includes("$SWITCH"))
  const variables = isAsked ? { SWITCH: [undefined, "", "on", "zz"] } : {}
  const [source, lane, reference = "", told] = ["source", "input lane", "reference", "$SWITCH"].map((one) =>
    facts.get(one),
  )
  return startsOf(files, { branches: ["rel"], variables }).filter((start) => {
    const set = start.variables.get("SWITCH")
    const shown = set === undefined ? "unset" : set === "" ? "empty" : set === "on" ? "on" : "anything else"
    const branch = start.variables.get("CI_COMMIT_BRANCH")
    const tag = start.variables.get("CI_COMMIT_TAG")
    const kind = branch !== undefined ? "branch" : tag !== undefined ? "tag" : "merge request"
    const isNamed = ["main", "rel"].find((name) => reference === `the branch ${name}`)
    return (
      (source === undefined || start.source === source) &&
      (lane === undefined || start.inputs.lane === lane) &&
      (told === undefined || told === shown) &&
      reference.includes(kind) &&
      (isNamed === undefined || branch === isNamed)
    )
  })
}

const isSo = (outcome: JobStory["outcome"], status: Status | undefined, hasFallenBack: boolean): boolean => {
  if (hasFallenBack) return status !== "success"
  if (outcome === "success") return status === "success"
  if (outcome === "failure") return status === "failed"
  if (outcome === "cancelled") return status === "canceled"
  return status !== "success" && status !== "failed"
}

/** Whether the simulator knows a start of the deployment in which all jobs stand as they are told to. */
const isReplayed = (files: Files, example: Counterexample): boolean => {
  const back = new Set(example.acts.flatMap((act) => (act.name.includes("run again after") ? [act.job] : [])))
  const pipelines = distinct(startsLike(files, example).flatMap((start) => pipelineIfAny(files, start) ?? []))
  return pipelines.some(
    (pipeline) =>
      pipeline.has(job) &&
      [...explore(pipeline, job)].some(
        ({ statuses }) =>
          example.missing.every((gate) => statuses.get(gate) !== "success") &&
          example.jobs
            .filter((one) => statuses.has(one.job))
            .every((one) => isSo(one.outcome, statuses.get(one.job), back.has(one.job))),
      ),
  )
}

const distinct = (pipelines: readonly Pipeline[]): readonly Pipeline[] => [
  ...new Map(pipelines.map((one) => [JSON.stringify([...one]), one])).values(),
]

/** Each pipeline that the file can make, once, whoever starts it. */
const pipelinesOf = (files: Files): readonly Pipeline[] => {
  const isAsked = [...files.values()].some((text) => text.includes("$SWITCH"))
  const variables = isAsked ? { SWITCH: [undefined, "on", "zz"] } : {}
  const starts = startsOf(files, { branches: ["rel"], variables })
  return distinct(starts.flatMap((start) => pipelineIfAny(files, start) ?? []))
}

/** What every way of all pipelines shows: a start without a gate, and whether there is any start at all. */
const simulated = (files: Files, gates: readonly string[]) => {
  let starts = false
  for (const pipeline of pipelinesOf(files)) {
    if (!pipeline.has(job)) continue
    for (const run of explore(pipeline, job)) {
      starts = true
      if (gates.some((gate) => run.statuses.get(gate) !== "success")) return { missing: true, never: false, run }
    }
  }
  return { missing: false, never: !starts }
}

/** Holds every proof against the simulation, and every story. */
const compared = (most: number, numRuns: number): void => {
  const seen = { missing: 0, never: 0, safe: 0, undecided: 0 }
  fc.assert(
    fc.property(randomPipeline(most), (random) => {
      const proof = proofOf(random)
      if (proof.problems.length > 0) {
        seen.undecided += 1
        return
      }
      const files = new Map([[".gitlab-ci.yml", random.text]])
      const of = (code: string) => proof.counterexamples.find(({ problem }) => problem.code === code)
      const { run, ...found } = simulated(files, random.gates)
      const example = of("SL3401")
      const told = { missing: example !== undefined, never: of("SL3406") !== undefined }
      expect(told, run?.path.join(", ")).toEqual(found)
      if (example !== undefined) expect(isReplayed(files, example), example.story.join(" ")).toBe(true)
      seen[found.missing ? "missing" : "safe"] += 1
      if (found.never) seen.never += 1
    }),
    { numRuns },
  )
  console.info(`GitLab, ${most} gates: ${JSON.stringify(seen)}`)
  expect(Math.min(seen.missing, seen.safe)).toBeGreaterThan(0)
  expect(seen.undecided).toBeLessThan(numRuns / 4)
}

describe("GitLab: the proof says of a random file what every way of its pipelines shows", () => {
  test.each([
    [2, factor * 80],
    [3, factor * 15],
  ])("whether a deployment behind up to %i gates can start without one, or at all", { timeout: 300_000 }, compared)
})

import { expect, test } from "vitest"
import { gitlabModel } from "../../../src/gitlab/prove/gitlab-model.js"
import { readGitlab } from "../../../src/gitlab/read/read-gitlab.js"
import { prove } from "../../../src/prove/prove.js"
import type { Requirements } from "../../../src/prove/requirements.js"

const environments = 20
const gatesBefore = 8
const lane = (name: string): string => `'"$[[ inputs.lane ]]" == "${name}" && $CI_COMMIT_BRANCH == "main"'`

/** Environments in a row, each behind gates of its own and the one before it; a hotfix asks for the first gate alone. */
const row = Array.from({ length: environments }, (_, index) => {
  const gates = Array.from({ length: gatesBefore }, (_, gate) => `gate-${index}-${gate}`)
  const before = index === 0 ? [] : [`deploy-${index - 1}`]
  return { index, gates, before, all: [...gates, ...before], hotfix: ["gate-0-0", ...before] }
})

const text = `spec:
  inputs:
    lane: { options: [release, hotfix], default: release }
---
stages: [${row.flatMap(({ index }) => [`t${index}`, `d${index}`]).join()}]
${row
  .flatMap(({ index, gates, before, all, hotfix }) => [
    ...gates.map(
      (gate) =>
        `${gate}: { stage: t${index}, script: [x], needs: [${before.join()}], rules: [{ if: ${lane("release")} }${gate === "gate-0-0" ? `, { if: ${lane("hotfix")} }` : ""}] }`,
    ),
    `deploy-${index}: { stage: d${index}, script: [x], environment: e${index}, needs: [${all.join()}], rules: [{ if: ${lane("release")} }, { if: ${lane("hotfix")}, needs: [${hotfix.join()}] }] }`,
  ])
  .join("\n")}
`

const requirements: Requirements = {
  environments: row.map(({ index, all, hotfix }) => ({
    environment: `e${index}`,
    ways: [
      { lane: "release", gates: all.map((job) => ({ job })) },
      { lane: "hotfix", gates: hotfix.map((job) => ({ job })) },
    ],
  })),
}

test("hundreds of jobs before twenty environments are no matter of size", () => {
  const model = gitlabModel(readGitlab(new Map([[".gitlab-ci.yml", text]])), requirements)
  expect(model.jobs.length).toBe(environments * (gatesBefore + 1))
  const proof = prove({ ...model, rules: [], findings: [], assumptions: [] }, requirements)
  expect(proof.problems).toEqual([])
  expect(proof.verdict).toBe("proved")
  // What is true of the last job is a few questions on top of what is true of those before it.
  expect(model.diagrams.size()).toBeLessThan(200_000)
})

test("one gate that is missing among them is found, and nothing else", () => {
  const broken = text.replace("needs: [gate-19-0,", "needs: [")
  const model = gitlabModel(readGitlab(new Map([[".gitlab-ci.yml", broken]])), requirements)
  const { counterexamples } = prove({ ...model, rules: [], findings: [], assumptions: [] }, requirements)
  expect(counterexamples.map(({ job, lane, missing }) => [job, lane, missing])).toEqual([
    ["deploy-19", "release", ["gate-19-0"]],
  ])
})

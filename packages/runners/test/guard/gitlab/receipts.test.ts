import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { git } from "../../support/project.js"
import { candidate, policies, policyText } from "../support/calls.js"
import { admit, gitlab, leave, leaveAll, pipelineOf, release } from "../support/gitlab.js"
import { place } from "../support/place.js"

const { staging } = policies

/** A pipeline whose jobs have all passed, but for what is done to the receipt of `unit`. */
const withReceipt = (
  lines: (origin: { pipeline: string; commit: string }) => readonly (readonly [string, string])[],
) => {
  const here = place(gitlab)
  const older = candidate(here, "zero")
  const one = candidate(here, "one")
  leaveAll(here, one, ["build-shop"])
  leave(here, "unit", lines({ pipeline: pipelineOf(one), commit: one.sha }))
  return { here, older, one }
}

test.each([
  ["of another pipeline", "is of the pipeline 42, and this is 102", () => ({ pipeline: "42" })],
  ["of another commit", `is of the commit ${"b".repeat(40)}, and this is`, () => ({ commit: "b".repeat(40) })],
  ["that names no pipeline", "names no pipeline", () => ({ pipeline: undefined })],
  ["that names no commit", "names no commit", () => ({ commit: undefined })],
])("a receipt %s is refused", async (_, words, change) => {
  const { here, one } = withReceipt((origin) =>
    Object.entries({ ...origin, ...change() }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
  )
  const refused = await admit(here, one, staging)
  expect(refused).toMatchObject({ code: 1, stderr: "", outputs: {} })
  expect(refused.stdout).toContain(`ERROR: SL6156 the receipt of the job 'unit' ${words}`)
  expect(refused.summary).toContain("SL6156")
  expect(await here.records("staging")).toEqual([])
})

test.each([
  ["a line that is none", [["passed it, honestly", ""]]],
  ["a key that is said twice", [["pipeline", "102"]]],
] as const)("a receipt with %s is refused", async (_, more) => {
  const { here, one } = withReceipt((origin) => [...Object.entries(origin), ...more])
  expect(await admit(here, one, staging)).toMatchObject({
    code: 1,
    outputs: {},
    stdout: expect.stringContaining("SL6156 the receipt of the job 'unit' cannot be read at "),
  })
})

test("receipts that fit what a starter of the pipeline says, but not what is checked out, are refused", async () => {
  const here = place(gitlab)
  const passed = candidate(here, "one")
  candidate(here, "two")
  expect(await release(here, passed, staging)).toMatchObject({
    code: 1,
    outputs: {},
    stdout: expect.stringMatching(/^ERROR: SL6157 the commit [0-9a-f]{40} is checked out, and CI_COMMIT_SHA names /),
  })
  expect(await here.records("staging")).toEqual([])
})

test("the ledger is that of the repository that was cloned, whatever a starter of the pipeline says", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  git(here.clone, "remote", "set-url", "origin", "http://gitlab-ci-token:t0ken@127.0.0.1:1/acme/shop.git")
  const hostile = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "remote.origin.url", GIT_CONFIG_VALUE_0: here.bare }
  const { code, outputs, stdout } = await release(here, one, staging, hostile)
  expect([code, outputs]).toEqual([1, {}])
  expect(stdout).toMatch(/^ERROR: SL6101 .*127\.0\.0\.1/)
  expect(stdout).not.toContain("t0ken")
  expect(await here.records("staging")).toEqual([])
})

test("only the jobs that a deployment names are looked at, and none outside of their folder", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  mkdirSync(join(here.clone, ".shipline", "run"), { recursive: true })
  expect(await release(here, one, staging)).toMatchObject({ code: 0 })
  for (const job of ["../../etc/passwd", "..", ".hidden", "a b", ""]) {
    const proofs = [{ proof: "unit", job }]
    const misused = await admit(here, one, staging, { SHIPLINE_POLICY: policyText(staging, { proofs }) })
    expect(misused).toMatchObject({ code: 2, stdout: expect.stringContaining("ERROR: SL6152 SHIPLINE_POLICY") })
  }
})

import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { git } from "../support/project.js"
import { candidate, check, policies, policyText, record, release } from "./support/calls.js"
import { type Called, place } from "./support/place.js"
import { withRefusingServer } from "./support/refusing-server.js"

const { staging } = policies

const expectMisused = (called: Called, words: string): void => {
  expect(called).toMatchObject({ code: 2, stderr: "", outputs: {} })
  expect(called.stdout).toContain(`::error::${words}`)
  expect(called.summary).toContain("Nothing is deployed")
}

test("says its version", async () => {
  expect(await place().call(["--version"], {})).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

test("says which command it does not know", async () => {
  const here = place()
  expectMisused(await here.call([], {}), "SL6151 the guard was called without a command")
  expectMisused(await here.call(["deploy"], {}), 'SL6151 the guard has no command "deploy"')
  expectMisused(await here.call(["admit", "--force"], {}), 'SL6151 the guard has no command "admit --force"')
})

test.each([
  "SHIPLINE_POLICY",
  "SHIPLINE_LANE",
  "SHIPLINE_PIPELINE_DIGEST",
  "GITHUB_SHA",
  "GITHUB_RUN_ID",
  "GITHUB_ACTOR",
  "GITHUB_ACTOR_ID",
  "GITHUB_SERVER_URL",
  "GITHUB_REPOSITORY",
  "RUNNER_TEMP",
])("names %s where it is missing", async (name) => {
  const here = place()
  const one = candidate(here, "one")
  expectMisused(await release(here, one, staging, { [name]: "" }), `SL6152 ${name} is empty`)
  expectMisused(await release(here, one, staging, { [name]: undefined }), `SL6152 ${name} is not set`)
  expect(await here.records("staging")).toEqual([])
})

test("names the deployment and the status that are to be recorded", async () => {
  const here = place()
  expectMisused(await record(here, staging, { outputs: {} }), "SL6152 SHIPLINE_DEPLOYMENT is not set")
  expectMisused(
    await record(here, staging, { outputs: { deployment: "x" } }, "skipped"),
    'SL6152 SHIPLINE_STATUS is "skipped"',
  )
  expectMisused(await check(here, "staging", { outputs: { deployment: "" } }), "SL6152 SHIPLINE_DEPLOYMENT is empty")
})

test.each([
  ["is not JSON", "{"],
  ["is not a JSON object", "[]"],
  ["has no object at .pipeline", "{}"],
  ["has no text at .policy.environment", policyText({ ...staging, environment: "" })],
  ["has no number at .within", policyText(staging, { within: "1h" })],
  ["has no text at .proofs[].job", policyText(staging, { proofs: [{ proof: "unit" }] })],
])("says that SHIPLINE_POLICY %s", async (words, text) => {
  const here = place()
  const one = candidate(here, "one")
  expectMisused(await release(here, one, staging, { SHIPLINE_POLICY: text }), `SL6152 SHIPLINE_POLICY ${words}`)
})

test("says where an archive lies that is none of the job's", async () => {
  const here = place()
  const one = candidate(here, "one")
  const artifacts = [{ name: "shop", kind: "files", short: "shop", job: "build-shop", archive: "../../etc/passwd" }]
  expectMisused(
    await release(here, one, staging, { SHIPLINE_POLICY: policyText(staging, { artifacts }) }),
    "SL6152 SHIPLINE_POLICY names an archive outside of RUNNER_TEMP",
  )
})

test("a shallow clone cannot say how new a release is", async () => {
  const here = place()
  here.commit("one")
  const two = candidate(here, "two")
  writeFileSync(join(here.clone, ".git", "shallow"), `${two.sha}\n`)
  expect(await release(here, two, staging)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL4012 .*fetch-depth: 0/),
  })
})

test("a ledger that cannot be reached: nothing deploys, and nobody sees the token", async () => {
  const here = place()
  const one = candidate(here, "one")
  await withRefusingServer(async (url, asked) => {
    const refused = await release(here, one, staging, {
      GITHUB_SERVER_URL: url,
      GIT_TRACE_CURL: "1",
      GIT_CURL_VERBOSE: "1",
    })
    expect(refused).toMatchObject({
      code: 1,
      outputs: {},
      stdout: expect.stringContaining("::error::SL6101 the ledger at"),
    })
    const secret = Buffer.from("x-access-token:ghs_verysecrettoken").toString("base64")
    expect(asked.map(({ login }) => login)).toContain(`basic ${secret}`)
    for (const text of [refused.stdout, refused.stderr, refused.summary]) {
      expect(text).not.toContain("ghs_verysecrettoken")
      expect(text).not.toContain(secret)
    }
    expectMisused(
      await release(here, one, staging, { GITHUB_SERVER_URL: url, SHIPLINE_TOKEN: "" }),
      "SL6152 SHIPLINE_TOKEN is empty",
    )
  })
})

test("what was not recorded is said: a deployment that nobody has started, or that was settled meanwhile", async () => {
  const here = place()
  const one = candidate(here, "one")
  expect(await record(here, staging, { outputs: { deployment: "1.1/deploy-staging" } })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("SL6155 the deployment 1.1/deploy-staging is not under way"),
  })
  const dead = await release(here, one, staging, { SHIPLINE_POLICY: policyText(staging, { within: 0 }) })
  await release(here, candidate(here, "two"), staging)
  expect(await record(here, staging, dead)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6155 .* was settled as aborted before it ended/),
  })
})

test("a remote that does not take the record: nothing deploys", async () => {
  const here = place()
  const one = candidate(here, "one")
  mkdirSync(join(here.bare, "hooks"), { recursive: true })
  writeFileSync(join(here.bare, "hooks", "pre-receive"), "#!/bin/sh\necho protected >&2\nexit 1\n", { mode: 0o755 })
  git(here.bare, "config", "core.hooksPath", "hooks")
  expect(await release(here, one, staging)).toMatchObject({
    code: 1,
    outputs: {},
    stdout: expect.stringContaining("SL6103"),
  })
})

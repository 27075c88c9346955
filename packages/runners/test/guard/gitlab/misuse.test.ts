import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { candidate, policies, policyText, record } from "../support/calls.js"
import { gitlab, release } from "../support/gitlab.js"
import { type Called, place } from "../support/place.js"
import { withRefusingServer } from "../support/refusing-server.js"

const { staging } = policies

const expectMisused = (called: Called, words: string): void => {
  expect(called).toMatchObject({ code: 2, stderr: "", outputs: {} })
  expect(called.stdout).toContain(`ERROR: ${words}`)
  expect(called.summary).toContain("Nothing is deployed")
}

test.each([
  "SHIPLINE_POLICY",
  "SHIPLINE_LANE",
  "SHIPLINE_PIPELINE_DIGEST",
  "CI_COMMIT_SHA",
  "CI_PIPELINE_ID",
  "CI_JOB_ID",
  "GITLAB_USER_ID",
  "GITLAB_USER_LOGIN",
  "CI_SERVER_URL",
  "CI_PROJECT_PATH",
  "SHIPLINE_WORK",
])("names %s where it is missing", async (name) => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  expectMisused(await release(here, one, staging, { [name]: undefined }), `SL6152 ${name} is not set`)
  expect(await here.records("staging")).toEqual([])
})

test("says how a job cannot have ended, and which archive is none of its own", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  expectMisused(
    await record(here, staging, { outputs: { deployment: "x" } }, "running"),
    'SL6152 SHIPLINE_STATUS is "running"',
  )
  const artifacts = [{ name: "shop", kind: "files", short: "shop", job: "build-shop", archive: "../../etc/passwd" }]
  expectMisused(
    await release(here, one, staging, { SHIPLINE_POLICY: policyText(staging, { artifacts }) }),
    "SL6152 SHIPLINE_POLICY names an archive outside of SHIPLINE_WORK",
  )
})

test("a shallow clone cannot say how new a release is", async () => {
  const here = place(gitlab)
  here.commit("one")
  const two = candidate(here, "two")
  writeFileSync(join(here.clone, ".git", "shallow"), `${two.sha}\n`)
  expect(await release(here, two, staging)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^ERROR: SL4012 .*\nhelp: .*GIT_DEPTH: "0"/),
  })
})

test("hostile text is text in the log: no colours, no sections, no second line", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  const hostile = "\u001b[0Ksection_start:1:x\r\u001b[0K\u001b[32mall is well\nERROR: nothing"
  const refused = await release(here, one, staging, { SHIPLINE_OVERRIDE: hostile, GITLAB_USER_LOGIN: hostile })
  expect(refused.code).toBe(1)
  expect(refused.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  expect(refused.stdout.split("\n").filter((line) => line.startsWith("ERROR: nothing"))).toEqual([])
})

const asks = (more: Readonly<Record<string, string>>) => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  return withRefusingServer(async (url, asked) => {
    const called = await release(here, one, staging, { CI_SERVER_URL: url, GIT_TRACE_CURL: "1", ...more })
    return { called, asked }
  })
}

test.each([
  ["the job's own token", {}, "gitlab-ci-token:glcbt-verysecrettoken"],
  ["a token of the project's own", { SHIPLINE_LEDGER_TOKEN: "glpat-verysecret" }, "oauth2:glpat-verysecret"],
  [
    "the token that the call names",
    { SHIPLINE_LEDGER_TOKEN: "glpat-other", SHIPLINE_TOKEN: "glpat-verysecret" },
    "oauth2:glpat-verysecret",
  ],
  ["the job's own token, named", { SHIPLINE_TOKEN: "glcbt-verysecrettoken" }, "gitlab-ci-token:glcbt-verysecrettoken"],
])("shows the ledger's server %s, and nobody else", async (_, variables, login) => {
  const { called, asked } = await asks(variables)
  const secret = Buffer.from(login).toString("base64")
  expect(called).toMatchObject({ code: 1, outputs: {}, stdout: expect.stringContaining("ERROR: SL6101 the ledger at") })
  expect(asked.length).toBeGreaterThan(0)
  for (const { login, path } of asked) {
    expect(login).toBe(`basic ${secret}`)
    expect(path).toMatch(/^\/acme\/shop\.git\//)
  }
  for (const text of [called.stdout, called.stderr, called.summary]) {
    for (const word of [secret, "glcbt-verysecrettoken", "glpat-verysecret", "glpat-other"])
      expect(text).not.toContain(word)
  }
})

test("no token at all is said", async () => {
  const { called } = await asks({ CI_JOB_TOKEN: "" })
  expectMisused(called, "SL6152 CI_JOB_TOKEN is empty")
})

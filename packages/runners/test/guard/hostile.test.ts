import { expect, test } from "vitest"
import { candidate, check, policies, policyText, record, release } from "./support/calls.js"
import { place } from "./support/place.js"

const hostile = [
  "$(touch owned) `touch owned`",
  "| a | b |\n| --- | --- |",
  "```\n</code></table><script>alert(1)</script>",
  "%0A::set-output name=x::y\r\n::add-mask::s\n##[add-path]/tmp",
  "[click](javascript:alert(1)) ![x](https://example.com/x.png) <!-- -->",
  '"]; click d "https://example.com"',
  "\u202e\u0007 ünïcödé 🚀",
].join("\n")

/** Whatever a person may type, and whatever stands in the plan. */
const policy = {
  environment: "staging",
  requires: [{ proof: "unit" }, { proof: `gate ${hostile}` }],
  checks: [`check ${hostile}`],
}
const more = {
  proofs: [
    { proof: "unit", job: "unit" },
    { proof: `gate ${hostile}`, job: "gate" },
  ],
}

/** Lines that the runner would take for a command. */
const commands = (log: string): readonly string[] =>
  log.split("\n").filter((line) => /^\s*::/.test(line) || line.includes("##["))

/** A summary as Markdown sees it: nothing but what the guard itself has written. */
const expectHarmless = (summary: string): void => {
  expect(summary).not.toMatch(/<(?!\/?code>)/)
  expect(summary).not.toMatch(/\]\((?!https?:\/\/)/)
  expect(summary.match(/^ *```/gm)?.length ?? 0).toBeLessThanOrEqual(2)
  for (const row of summary.split("\n").filter((line) => line.startsWith("|")))
    expect(row).toMatch(/^\|( [^|]* \|){2,5}$/)
  expect(summary).not.toContain('"]; click')
}

test("hostile text in the plan and in every input is text, in the log, in the summary and in the outputs", async () => {
  const here = place()
  const one = candidate(here, "one")
  const needs = JSON.stringify({
    ...JSON.parse(needsOf(one)),
    gate: { result: "success", outputs: { x: hostile } },
  })
  const variables = {
    SHIPLINE_POLICY: policyText(policy, more),
    SHIPLINE_NEEDS: needs,
    SHIPLINE_REASON: hostile,
    SHIPLINE_INCIDENT: hostile,
    GITHUB_ACTOR: hostile,
    GITHUB_TRIGGERING_ACTOR: hostile,
    GITHUB_REF: `refs/heads/${hostile}`,
  }
  const refused = await release(here, one, policy, { ...variables, SHIPLINE_OVERRIDE: hostile })
  expect(refused).toMatchObject({ code: 1, stderr: "", outputs: {} })
  expect(commands(refused.stdout)).toEqual(refused.stdout.trimEnd().split("\n"))
  for (const line of commands(refused.stdout)) expect(line).toMatch(/^::error::SL\d{4} /)
  expectHarmless(refused.summary)

  const admitted = await release(here, one, policy, { ...variables, GITHUB_RUN_ATTEMPT: "2" })
  expect(admitted).toMatchObject({ code: 0, outputs: { deployment: "101.2/deploy-staging" } })
  expect(commands(admitted.stdout)).toEqual([])
  const recorded = await record(here, policy, admitted, "success", variables)
  expect(recorded.code).toBe(0)
  expect(commands(recorded.stdout)).toEqual([])
  expectHarmless(recorded.summary)
  const checked = await check(here, "staging", admitted, "success", {
    ...variables,
    SHIPLINE_POLICY: JSON.stringify({ policy: { environment: "staging" }, proof: `check ${hostile}` }),
  })
  expect(checked.code).toBe(0)
  expect(commands(checked.stdout)).toEqual([])
  expectHarmless(checked.summary)
  const [, started] = await here.records("staging")
  expect(started).toMatchObject({ kind: "started", reason: hostile.trim(), by: { name: hostile } })
})

test("hostile words where there is a choice are refused, and said on one line", async () => {
  const here = place()
  const one = candidate(here, "one")
  for (const variable of ["SHIPLINE_LANE", "GITHUB_RUN_ATTEMPT", "GITHUB_SHA", "SHIPLINE_POLICY", "SHIPLINE_NEEDS"]) {
    const refused = await release(here, one, policies.staging, { [variable]: hostile })
    expect(refused).toMatchObject({ code: 2, outputs: {} })
    expect(refused.stdout).toMatch(new RegExp(`^::error::SL6152 ${variable} .*\n$`))
    expectHarmless(refused.summary)
  }
  const unknown = await here.call([hostile], {})
  expect(unknown).toMatchObject({ code: 2, stdout: expect.stringMatching(/^::error::SL6151 .*\n$/) })
  expect(await here.records("staging")).toEqual([])
})

const needsOf = (one: ReturnType<typeof candidate>): string =>
  JSON.stringify({
    "build-shop": {
      result: "success",
      outputs: { digest: one.digest, version: one.version, ref: `shop@${one.digest}` },
    },
    unit: { result: "success", outputs: {} },
  })

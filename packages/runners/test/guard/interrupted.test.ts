import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { expect, test } from "vitest"
import { candidate, policies, policyText, record, release } from "./support/calls.js"
import { type Place, place } from "./support/place.js"

const { staging } = policies

const realGit = execFileSync("/bin/sh", ["-c", "command -v git"], { encoding: "utf8" }).trim()

/** A git in front of the real one that kills the guard right before or after its push. */
const deadlyGit = (here: Place, when: "before" | "after"): string => {
  const folder = join(here.folder, `bin-${when}`)
  mkdirSync(folder)
  const push = when === "before" ? "kill -9 $PPID; exit 1" : `"${realGit}" "$@"; kill -9 $PPID; exit 0`
  const script = `#!/bin/sh\nfor word; do if [ "$word" = push ]; then ${push}; fi; done\nexec "${realGit}" "$@"\n`
  writeFileSync(join(folder, "git"), script, { mode: 0o755 })
  return `${folder}${delimiter}${process.env.PATH}`
}

test("killed before its record has arrived: nothing has happened", async () => {
  const here = place()
  const one = candidate(here, "one")
  const killed = await release(here, one, staging, { PATH: deadlyGit(here, "before") })
  expect(killed).toMatchObject({ signal: "SIGKILL", outputs: {} })
  expect(await here.records("staging")).toEqual([])
  expect(await release(here, one, staging)).toMatchObject({ code: 0 })
})

test("killed after its record has arrived: the same step goes on, others wait for its end or its deadline", async () => {
  const here = place()
  const one = candidate(here, "one")
  const killed = await release(here, one, staging, { PATH: deadlyGit(here, "after") })
  expect(killed).toMatchObject({ signal: "SIGKILL", outputs: {} })
  expect(await here.records("staging")).toMatchObject([{ kind: "started" }])
  const two = candidate(here, "two")
  expect(await release(here, two, staging)).toMatchObject({ code: 1, stdout: expect.stringContaining("SL6005") })
  const again = await release(here, one, staging)
  expect(again).toMatchObject({ code: 0, outputs: { deployment: "101.1/deploy-staging" } })
  expect(await record(here, staging, again)).toMatchObject({ code: 0 })
  expect((await here.records("staging")).map(({ kind }) => kind)).toEqual(["started", "refused", "finished"])
})

test("killed while the deployment goes on: after the deadline it counts as aborted, on the record", async () => {
  const here = place()
  const one = candidate(here, "one")
  const soon = { SHIPLINE_POLICY: policyText(staging, { within: 0 }), PATH: deadlyGit(here, "after") }
  await release(here, one, staging, soon)
  const two = candidate(here, "two")
  expect(await release(here, two, staging)).toMatchObject({ code: 0 })
  expect(await here.records("staging")).toMatchObject([
    { kind: "started" },
    { kind: "settled", deployment: "101.1/deploy-staging", result: "aborted" },
    { kind: "started", deployment: "102.1/deploy-staging" },
  ])
})

test("of several jobs that ask at once exactly one is admitted; each of the others learns why, and is recorded", async () => {
  const here = place()
  const one = candidate(here, "one")
  const runs = ["1", "2", "3", "4"]
  const asked = await Promise.all(runs.map((id) => release(here, one, staging, { GITHUB_RUN_ID: id })))
  expect(asked.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1])
  for (const { code, stdout } of asked) if (code === 1) expect(stdout).toContain("SL6005")
  expect((await here.records("staging")).map(({ kind }) => kind).sort()).toEqual([
    "refused",
    "refused",
    "refused",
    "started",
  ])
})

/** Other versions of Node on this machine: GitHub's runners have one of them. */
const nodes = [
  ...new Set([
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node")),
    process.env.npm_node_execpath ?? "",
  ]),
]
  .filter((file) => existsSync(file))
  .map((file) => ({ file, version: execFileSync(file, ["--version"], { encoding: "utf8" }).trim() }))
  .filter(({ version }) => Number(/^v(\d+)/.exec(version)?.[1]) >= 20)

test.each([...new Map(nodes.map((node) => [node.version, node])).values()])(
  "works on Node $version",
  async ({ file }) => {
    const here = place()
    const one = candidate(here, "one")
    const variables = {
      GITHUB_SHA: one.sha,
      SHIPLINE_LANE: "release",
      SHIPLINE_POLICY: policyText(staging, { artifacts: [] }),
      SHIPLINE_NEEDS: JSON.stringify({ unit: { result: "success", outputs: {} } }),
    }
    const admitted = await here.call(["admit"], variables, file)
    expect(admitted).toMatchObject({ code: 0, stderr: "", outputs: { version: one.version } })
    const status = { ...variables, SHIPLINE_DEPLOYMENT: admitted.outputs.deployment, SHIPLINE_STATUS: "success" }
    expect(await here.call(["record"], status, file)).toMatchObject({ code: 0, stderr: "" })
    const tag = { ...variables, GITHUB_RUN_ID: "7", GITHUB_EVENT_NAME: "push", GITHUB_REF: "refs/tags/v1.2/ü" }
    expect(await here.call(["admit"], tag, file)).toMatchObject({ code: 0, outputs: { version: "1.2---" } })
  },
)

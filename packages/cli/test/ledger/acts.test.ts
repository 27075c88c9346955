import { gitStore } from "@shipline/runners"
import { expect, test } from "vitest"
import { draftsFor, fill, release } from "../support/records.js"
import { type Repository, repository } from "../support/repository.js"
import { shipline } from "../support/shipline.js"

const production = draftsFor("production")
const [one, two] = [release("a", 1), release("b", 2)]

/** Moments around now: a deployment that is under way has a deadline that is to come. */
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

const usual = () => [
  production.started(minutesAgo(50), one),
  production.finished(minutesAgo(49), one),
  production.started(minutesAgo(10), two),
]

const withLedger = async (...drafts: Parameters<typeof fill>[1]): Promise<Repository> => {
  const here = repository({})
  await fill(gitStore({ repository: here.path }), drafts)
  return here
}

test("a deployment whose runner is dead is declared over, once", async () => {
  const here = await withLedger(...usual())
  expect((await shipline(here, ["status"])).stdout).toContain(`being deployed: ${two.version} (release)`)
  expect(await shipline(here, ["settle", "production", "--reason", "the laptop died"])).toMatchObject({
    code: 0,
    stdout: `the deployment of ${two.version} to production is over: aborted\n`,
    stderr:
      "Its script may still be at work where it was started: look for it before you deploy again.\n" +
      "What runs there is uncertain until a deployment succeeds: shipline status\n",
  })
  expect((await shipline(here, ["status"])).stdout).toContain(
    `uncertain: the deployment of ${two.version} was aborted just now; see shipline history production`,
  )
  expect((await shipline(here, ["history", "production"])).stdout).toContain("\n    settled: the laptop died (")
  expect(await shipline(here, ["settle", "production", "--reason", "once more", "--json"])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('"code": "SL4308"'),
    stderr: expect.stringContaining("error[SL4308]: no deployment to production is under way"),
  })
})

test("a version is blocked where no program can be read, too", async () => {
  const here = await withLedger(...usual())
  here.write("pipelines/shop.ts", 'import { "\n')
  const { code, stdout, stderr } = await shipline(here, ["block", one.version, "--reason", "loses orders"])
  expect([code, stdout]).toEqual([0, `${one.version} is blocked: production\n`])
  expect(stderr).toContain("warning[SL5102]")
})

test("a version is blocked in environments that have no record yet", async () => {
  const here = await withLedger(...usual())
  here.write(
    "pipelines/shop.ts",
    'import { environment, pipeline, rollout, sh } from "@shipline/core"\n' +
      'const first = environment("first", { requires: [] })\n' +
      'export default pipeline("shop", { on: { push: "main" } }, (source) => source.deploy(first, rollout({ deploy: () => sh`true` })))\n',
  )
  expect(await shipline(here, ["block", one.version, "--reason", "loses orders"])).toMatchObject({
    stdout: `${one.version} is blocked: first, production\n`,
    stderr: "",
  })
})

test("a sound ledger is said to be, a changed record is named", async () => {
  const here = await withLedger(...usual())
  const sound = await shipline(here, ["ledger", "verify"])
  expect(sound).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(/^production {2}3 records {2}sha256:/),
  })
  expect(JSON.parse((await shipline(here, ["ledger", "verify", "--json"])).stdout)).toMatchObject({
    chains: [{ kind: "sound", environment: "production", records: 3 }],
    problems: [],
  })

  const branch = "refs/heads/shipline/ledger/production"
  here.git("checkout", "--quiet", "--detach")
  here.git("checkout", "--quiet", branch)
  const record = here.read("record.json")
  here.write("record.json", record.replace("Ada Lovelace", "Mallory"))
  here.git("add", "record.json")
  here.git("commit", "--quiet", "--amend", "--no-edit")
  here.git("update-ref", branch, "HEAD")
  const commit = here.git("rev-parse", "HEAD")
  here.git("checkout", "--quiet", "main")

  const bad = await shipline(here, ["ledger", "verify"])
  expect(bad).toMatchObject({ code: 1, stdout: "production  not sound\n" })
  expect(bad.stderr).toMatch(/^error\[SL5506\]: production: record 3 is not sound: /)
  expect(bad.stderr).toContain(`git show ${commit}`)
  expect(JSON.parse((await shipline(here, ["ledger", "verify", "--json"])).stdout)).toMatchObject({
    chains: [{ kind: "bad", environment: "production", number: 3, commit }],
    problems: [{ code: "SL5506" }],
  })
})

test("a ledger that nobody has begun is sound, and a folder that is in no repository has none", async () => {
  const here = repository({})
  for (const args of [["status"], ["ledger", "verify"]])
    expect(await shipline(here, args)).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "The ledger has no record: nothing was deployed yet.\n",
    })
  expect(await shipline(here, ["history", "production"])).toMatchObject({
    code: 2,
    stderr:
      "error[SL5501]: the ledger knows no environment 'production'\n = help: It has no record at all: nothing was deployed yet.\n",
  })
  const { code, stderr } = await shipline(here, ["status"], { cwd: "/", env: { GIT_CEILING_DIRECTORIES: "/" } })
  expect([code, stderr]).toEqual([1, expect.stringContaining("error[SL6104]")])
})

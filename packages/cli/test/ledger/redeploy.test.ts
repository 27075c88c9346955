import { expect, test } from "vitest"
import { type Repository, repository, shopProgram } from "../support/repository.js"
import { type Result, shipline } from "../support/shipline.js"

const shop = (more?: string): Repository => repository({ "pipelines/shop.ts": shopProgram(more), "page.html": "one\n" })

/** Runs the command with what the shop's scripts need; what jobs inherit is said where there are jobs. */
const call = (here: Repository, ...args: readonly string[]): Promise<Result> =>
  shipline(here, args, { env: { LIVE: here.file("live") } })

const inherit = ["--inherit", "LIVE"]

const release = (here: Repository, allow: string, ...more: readonly string[]): Promise<Result> =>
  call(here, "run", "pipelines/shop.ts", "--allow", allow, ...inherit, ...more)

const live = (here: Repository, environment: string): string => here.read(`live/${environment}/index.html`)

const versions = async (here: Repository): Promise<Readonly<Record<string, string>>> => {
  const { environments } = JSON.parse((await call(here, "status", "--json")).stdout)
  return Object.fromEntries(
    environments.map((one: { environment: string; current?: { release: { version: string } } }) => [
      one.environment,
      one.current?.release.version,
    ]),
  )
}

const change = (here: Repository, page: string): void => {
  here.write("page.html", page)
  here.commit(page)
}

test("a version is promoted, taken back, blocked and let in again, and all of it is told", async () => {
  const here = shop()
  expect(await release(here, "staging,production")).toMatchObject({ code: 0 })
  const { production: one = "" } = await versions(here)
  change(here, "two\n")
  expect(await release(here, "staging")).toMatchObject({ code: 0 })
  const { staging: two = "" } = await versions(here)
  expect([live(here, "staging"), live(here, "production")]).toEqual(["two\n", "one\n"])

  const promoted = await call(here, "promote", two, "--to", "production", "--reason", 'it\'s "time"', ...inherit)
  expect({ code: promoted.code, stderr: promoted.code === 0 ? "" : promoted.stderr }).toEqual({ code: 0, stderr: "" })
  expect(promoted.stderr).toContain(`shop: promote ${two} of `)
  expect(promoted.stdout).not.toContain("build site")
  expect(live(here, "production")).toBe("two\n")

  const back = await call(
    here,
    "rollback",
    "production",
    "--reason",
    "orders are lost",
    "--incident",
    "INC-7",
    ...inherit,
  )
  expect(back).toMatchObject({ code: 0 })
  expect(live(here, "production")).toBe("one\n")
  expect(await versions(here)).toEqual({ staging: two, production: one })

  expect(await call(here, "block", two, "--reason", "loses orders")).toMatchObject({
    code: 0,
    stdout: `${two} is blocked: production, staging\n`,
    stderr: "",
  })
  expect(await call(here, "block", two, "--reason", "loses orders")).toMatchObject({
    code: 0,
    stdout: `${two} was blocked already\n`,
  })
  const refused = await call(here, "promote", two, "--to", "production", "--reason", "again", ...inherit)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain("error[SL6003]")
  expect(live(here, "production")).toBe("one\n")
  expect((await call(here, "status")).stdout).toContain(`\nBlocked\n  ${two}: loses orders (`)

  expect(await call(here, "unblock", two, "--reason", "they were test data", "--json")).toMatchObject({
    code: 0,
    stdout: `${JSON.stringify({ version: two, environments: ["production", "staging"] }, undefined, 2)}\n`,
  })
  expect(await call(here, "promote", two, "--to", "production", "--reason", "again", ...inherit)).toMatchObject({
    code: 0,
  })

  const { stdout: history } = await call(here, "history", "production")
  const told = history
    .split("\n")
    .flatMap((line) => /^\S+ \S+ {2}(\S+) +(\S+) +(\S+)/.exec(line)?.slice(1).join(" ") ?? [])
  expect(told).toEqual([
    `promote ${two} succeeded`,
    `unblock ${two} unblocked`,
    `promote ${two} refused`,
    `block ${two} blocked`,
    `rollback ${one} succeeded`,
    `promote ${two} succeeded`,
    `release ${one} succeeded`,
  ])
  expect(history).toContain("\n    because: orders are lost, INC-7\n")
  expect(history).toMatch(new RegExp(`\n {4}SL6003 .*${two}`))
  expect(JSON.parse((await call(here, "history", "production", "--limit", "2", "--json")).stdout)).toMatchObject({
    environment: "production",
    entries: [
      {
        kind: "deployment",
        result: "succeeded",
        started: { lane: "promote" },
        checks: [{ proof: "smoke on production" }],
      },
      { kind: "record", record: { kind: "unblock" } },
    ],
  })

  const { stdout: why } = await call(here, "why", "production")
  expect(why).toMatch(new RegExp(`^production runs ${two}\n  verified   since `))
  expect(why).toContain(`\n  commit     ${here.git("rev-parse", "HEAD")}\n`)
  expect(why).toMatch(/\n {2}unit +passed {2}\S+Z\n {4}by \S+ \(local\)\n {4}run \S+\n/)
  expect(JSON.parse((await call(here, "why", "production", "--json")).stdout)).toMatchObject({
    environment: "production",
    current: { release: { version: two }, reason: "again" },
    deployment: { result: "succeeded", started: { lane: "promote", from: one } },
  })

  expect((await call(here, "ledger", "verify")).stdout).toMatch(
    /^production {2}\d+ records {2}sha256:[0-9a-f]{64}\nstaging {5}\d+ records +sha256:[0-9a-f]{64}\n$/,
  )
}, 120_000)

test("a hotfix leaves out what its policy leaves out; a freeze holds it until somebody sets that aside", async () => {
  const here = shop(
    'freeze: [window({ from: "2000-01-01", to: "2100-01-01", zone: "Europe/Berlin", reason: "it is cold" })]',
  )
  const hotfix = ["--lane", "hotfix"]
  expect(await release(here, "staging", ...hotfix)).toMatchObject({
    code: 2,
    stderr: 'error[SL6009]: a hotfix needs a reason\n = help: Say why it is done: --reason "…".\n',
  })
  const why = ["--reason", "prices are wrong", "--incident", "INC-7"]
  const frozen = await release(here, "staging,production", ...hotfix, ...why)
  expect(frozen.code).toBe(1)
  expect(frozen.stderr).toContain("error[SL6004]")
  expect(frozen.stderr).not.toContain("slow tests")
  change(here, "two\n")
  const done = await release(here, "staging,production", ...hotfix, ...why, "--override", "freeze")
  expect({ code: done.code, stderr: done.code === 0 ? "" : done.stderr }).toEqual({ code: 0, stderr: "" })
  expect(done.stderr).toContain("freeze set aside: prices are wrong")
  expect(live(here, "production")).toBe("two\n")
  const { stdout } = await call(here, "history", "production")
  expect(stdout).toContain("\n    freeze set aside: prices are wrong (")
  expect(stdout).toContain("\n    SL6004 ")
}, 60_000)

test("names that are not there are mistakes, with the one that was probably meant", async () => {
  const here = shop()
  expect(await release(here, "staging")).toMatchObject({ code: 0 })
  const { staging: version = "" } = await versions(here)
  const typo = `${version.slice(0, -1)}${version.endsWith("0") ? "1" : "0"}`
  const why = ["--reason", "because"]
  expect(await call(here, "promote", typo, "--to", "production", ...why)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(new RegExp(`^error\\[SL4306\\]: .*'?${typo}'?[^]*${version}`)),
  })
  expect(await call(here, "promote", version, "--to", "prodution", ...why)).toMatchObject({
    code: 2,
    stderr: "error[SL5504]: no pipeline has the environment 'prodution'\n = help: Did you mean 'production'?\n",
  })
  expect(await call(here, "block", typo, ...why)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL4306]"),
  })
  for (const command of ["history", "why"])
    expect(await call(here, command, "stagin")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "error[SL5501]: the ledger knows no environment 'stagin'\n = help: Did you mean 'staging'?\n",
    })
  expect(await call(here, "settle", "stagin", ...why)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL5501]"),
  })
  expect(await call(here, "status", "--ledger", "nowhere")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL6109]"),
  })
  expect(await call(here, "rollback", "production", ...why)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("error[SL4307]"),
  })
  expect(await call(here, "rollback", "staging", "--reason", " ")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL6009]"),
  })
}, 60_000)

test("what a promotion or a rollback would do is said, and not done", async () => {
  const here = shop()
  expect(await release(here, "staging")).toMatchObject({ code: 0 })
  const { staging: version = "" } = await versions(here)
  const ledger = () => here.git("for-each-ref", "refs/heads/shipline")
  const before = ledger()
  const { code, stdout } = await call(here, "promote", version, "--to", "production", "--reason", "x", "--dry-run")
  expect(code).toBe(0)
  expect(stdout).toContain("admitted to production")
  expect(ledger()).toBe(before)
})

test("the program is the one that has the environment", async () => {
  const other = shopProgram().replace(/"shop"/, '"other shop"')
  const here = repository({ "pipelines/shop.ts": shopProgram(), "pipelines/other.ts": other, "page.html": "one\n" })
  const back = (...more: readonly string[]) => call(here, "rollback", "production", "--reason", "x", ...more)
  expect(await back()).toMatchObject({
    code: 2,
    stderr:
      "error[SL5505]: several pipelines have the environment 'production': other shop (pipelines/other.ts), shop (pipelines/shop.ts)\n" +
      " = help: Say which with --pipeline NAME, or --file FILE.\n",
  })
  expect(await back("--pipeline", "shpo")).toMatchObject({
    code: 2,
    stderr: "error[SL5009]: there is no pipeline 'shpo'\n = help: Did you mean 'shop'?\n",
  })
  for (const choice of [
    ["--pipeline", "shop"],
    ["--file", "pipelines/shop.ts"],
  ])
    expect((await back(...choice)).stderr).toContain("error[SL4307]")
  const bare = repository({})
  expect(await call(bare, "rollback", "production", "--reason", "x")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL5004]: no program was found"),
  })
}, 60_000)

import { spawnSync } from "node:child_process"
import { cpSync, readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { gitStore } from "@shipline/runners"
import { expect, test } from "vitest"
import { quickLook } from "../../src/options/quick-look.js"
import { bin, built } from "../support/built.js"
import { draftsFor, fill, passed, release } from "../support/records.js"
import { type Repository, repository } from "../support/repository.js"
import { shipline } from "../support/shipline.js"

const [staging, production] = [draftsFor("staging"), draftsFor("production ü 日本")]
const [one, two] = [release("a", 1), release("b", 2)]

/** A day and a half before now, so that what is said of it stays the same while a test runs. */
const then = new Date(Date.now() - 36 * 3_600_000).toISOString()

const here = async (): Promise<Repository> => {
  const made = repository({})
  await fill(gitStore({ repository: made.path }), [
    staging.started(then, two, { checks: ["smoke"] }),
    staging.finished(then, two),
    staging.check(then, two, "smoke", { verdict: "failed" }),
    production.started(then, one, { proofs: [passed("deployed to staging", then)], reason: 'it\'s\n"time"' }),
    production.finished(then, one),
    production.refused(then, two, { reasons: [{ code: "SL6001", message: "it has not passed 'smoke'" }] }),
  ])
  return made
}

const name = "production ü 日本"

test.each([
  [["status"], []],
  [["status", "--json"], []],
  [["status", "--ledger", "local"], []],
  [["status", "--ledger=nowhere"], []],
  [["history"], [name]],
  [["history", "--limit", "1"], [name]],
  [["history", "--limit=1", "--json"], [name]],
  [["history", "--json"], ["prodution"]],
  [["why"], [name]],
  [["why", "--json", "--ledger", "local"], [name]],
  [["why"], ["nowhere"]],
])("both ways say the same of %j %j", async (options, operands) => {
  const repo = await here()
  const [quick, full] = [
    [...options, ...operands],
    [...options, "--", ...operands],
  ]
  expect(quickLook(quick)).toBeDefined()
  expect(quickLook(full)).toBeUndefined()
  const result = await shipline(repo, quick)
  expect(result).toEqual(await shipline(repo, full))
  expect(`${result.stdout}${result.stderr}`).not.toBe("")
})

test.each([
  [["status", "--help"]],
  [["status", "production"]],
  [["status", "--limit", "3"]],
  [["history"]],
  [["history", "a", "b"]],
  [["history", "a", "--limit"]],
  [["history", "a", "--limit", "0"]],
  [["history", "a", "--limit", "-1"]],
  [["history", "a", "--limit", "1e3"]],
  [["why", "a", "--json", "--json"]],
  [["why", ""]],
  [["ledger", "verify"]],
])("leaves %j to the whole grammar", (argv) => {
  expect(quickLook(argv)).toBeUndefined()
})

test("a limit that shows nothing is a mistake", async () => {
  expect(await shipline(await here(), ["history", name, "--limit", "0"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "error[SL5502]: '--limit 0' shows nothing\n = help: Give a whole number from 1.\n",
  })
})

test("what answers in a hurry is there without the rest of the command", async () => {
  const repo = await here()
  const whole = await shipline(repo, ["status"])
  const copy = repo.file("node_modules/copy")
  cpSync(join(built, "cli"), copy, { recursive: true })
  const parts = ["start.cjs", "look.cjs", "bin.cjs"]
  for (const name of readdirSync(join(copy, "dist"))) if (!parts.includes(name)) rmSync(join(copy, "dist", name))
  const alone = spawnSync(process.execPath, [join(copy, "dist", "bin.cjs"), "status"], {
    cwd: repo.path,
    encoding: "utf8",
  })
  expect([alone.status, alone.stdout, alone.stderr]).toEqual([0, whole.stdout, ""])
  expect(statSync(join(copy, "dist", "look.cjs")).size).toBeLessThan(100_000)
})

test("everybody sees what is recorded at origin; a clone without a way there says so", async () => {
  const repo = await here()
  repo.git("init", "--quiet", "--bare", "live/origin.git")
  repo.git("push", "--quiet", repo.file("live/origin.git"), "refs/heads/*:refs/heads/*")
  const other = repository({})
  other.git("remote", "add", "origin", repo.file("live/origin.git"))
  const seen = await shipline(other, ["status"])
  expect(seen).toEqual(await shipline(repo, ["status"]))
  expect((await shipline(other, ["status", "--ledger", "local"])).stdout).toBe("")
  expect(await shipline(other, ["history", name])).toEqual(await shipline(repo, ["history", name]))
  other.git("remote", "set-url", "origin", repo.file("live/gone.git"))
  expect(await shipline(other, ["status"])).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("error[SL6101]"),
  })
})

/** Runs a command on a terminal of so many columns, where there is a program that makes one. */
const onTerminal = (repo: Repository, columns: number, args: string) =>
  spawnSync("script", ["-qec", `stty cols ${columns}; "$NODE" "$BIN" ${args}`, "/dev/null"], {
    cwd: repo.path,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TERM: "xterm", NODE: process.execPath, BIN: bin },
  })

const hasTerminals = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0

test.skipIf(!hasTerminals)("on a terminal there are colours, and lines that fit", async () => {
  const repo = await here()
  const { status, stdout } = onTerminal(repo, 70, "status")
  expect(status).toBe(0)
  expect(stdout).toContain("\x1b[1;31mfailed\x1b[0m")
  const lines = stdout.replace(/\x1b\[[0-9;]*m/g, "").split("\r\n")
  expect(lines[0]).toBe("environment        version                   since    checks")
  const { stdout: wide } = onTerminal(repo, 200, "status")
  expect(wide).toContain(" UTC, 1 d ago")
})

import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { bin } from "./support/built.js"
import { project } from "./support/project.js"
import { shipline } from "./support/shipline.js"

test("--help and --version are data", async () => {
  const here = project()
  const help = await shipline(here, ["--help"])
  expect(help).toMatchObject({ code: 0, stderr: "" })
  expect(help.stdout).toContain(
    "\nSUBCOMMANDS\n  compile     Turn programs into the files of a platform\n  verify      ",
  )
  expect(await shipline(here, ["--version"])).toMatchObject({ code: 0, stdout: "shipline 0.1.0\n", stderr: "" })
})

const commands = [
  "compile",
  "verify",
  "audit",
  "plan",
  "graph",
  "run",
  "promote",
  "rollback",
  "status",
  "history",
  "why",
]

test.each([...commands, "block", "unblock", "settle"])("%s --help names its options", async (command) => {
  const { code, stdout } = await shipline(project(), [command, "--help"])
  expect(code).toBe(0)
  expect(stdout).toContain(`\nUSAGE\n  shipline ${command} [flags]`)
  expect(stdout).toMatchSnapshot()
})

test("ledger verify --help names its options", async () => {
  const { code, stdout } = await shipline(project(), ["ledger", "verify", "--help"])
  expect(code).toBe(0)
  expect(stdout).toMatchSnapshot()
})

test("nothing to do is wrong usage: help as words", async () => {
  const { code, stdout, stderr } = await shipline(project(), [])
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr).toContain("SUBCOMMANDS")
})

test.each([
  [["complie"], "error[SL5007]: there is no command 'complie'\n = help: Did you mean 'compile'?\n"],
  [["compile", "--chekc"], "error[SL5007]: there is no option '--chekc'\n = help: Did you mean '--check'?\n"],
  [
    ["compile", "--target"],
    "error[SL5007]: missing value for flag --target. Expected: NAME\n = help: Run `shipline compile --help` for what there is.\n",
  ],
  [["plan"], "error[SL5007]: the file is missing\n = help: Run `shipline plan --help` for what there is.\n"],
  [
    ["graph", "a.ts", "--format", "svg"],
    'error[SL5007]: invalid value for flag --format: "svg". Expected: "mermaid" | "dot" | "text"\n = help: Run `shipline graph --help` for what there is.\n',
  ],
  [
    ["rollback", "production"],
    "error[SL5007]: the option '--reason' is missing\n = help: Run `shipline rollback --help` for what there is.\n",
  ],
  [
    ["history"],
    "error[SL5007]: the environment is missing\n = help: Run `shipline history --help` for what there is.\n",
  ],
  [
    ["run", "a.ts", "--override", "gates"],
    'error[SL5007]: invalid value for flag --override: "gates". Expected: "freeze"\n = help: Run `shipline run --help` for what there is.\n',
  ],
  [
    ["plan", "a.ts", "b.ts"],
    'error[SL5007]: unexpected positional argument: "b.ts"\n = help: Run `shipline plan --help` for what there is.\n',
  ],
])("%j is wrong usage", async (args, says) => {
  expect(await shipline(project(), args)).toEqual({ code: 2, signal: null, stdout: "", stderr: says })
})

test("completions are scripts that shells can read", async () => {
  const { code, stdout } = await shipline(project(), ["--completions", "bash"])
  expect(code).toBe(0)
  expect(stdout).toContain("compile")
  expect(spawnSync("bash", ["-n"], { input: stdout }).status).toBe(0)
  for (const shell of ["zsh", "fish", "powershell"]) {
    expect((await shipline(project(), ["--completions", shell])).stdout).toContain("shipline")
  }
})

test("an older Node is told which one is needed", () => {
  // Nothing newer than what Node 12 reads, and the check before anything else is loaded.
  const text = readFileSync(bin, "utf8")
  expect(text).not.toMatch(/\?\?|\?\.|\bimport\b/)
  const pretend = `Object.defineProperty(process.versions, "node", { value: "20.11.1" }); require(${JSON.stringify(bin)})`
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", pretend], { encoding: "utf8" })
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: "shipline needs Node 22.19 or later; this is Node 20.11.1.\n",
  })
})

test("a current folder that is gone is told", () => {
  const script = `mkdir gone && cd gone && rmdir ../gone && "$1" "$2" compile`
  const here = project()
  const { status, stderr } = spawnSync("sh", ["-c", script, "sh", process.execPath, bin], {
    cwd: here.path,
    encoding: "utf8",
  })
  expect(existsSync(here.file("gone"))).toBe(false)
  expect(status).toBe(1)
  expect(stderr).toContain("the current folder no longer exists")
})

import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { expect, test } from "vitest"
import { type Project, project } from "./support/project.js"
import { shipline, start } from "./support/shipline.js"

const program = (
  lint = "true",
) => `import { approval, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"
const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh\`echo one && echo two\`)
const lint = gate("lint", sh\`${lint}\`)
const managers = approval("release managers")
const staging = environment("staging", { url: "http://localhost:8080", requires: [unit, lint] })
const production = environment("production", { after: [staging], requires: [managers] })
const copy = rollout({ deploy: (target) => sh\`echo deploying to \${target.name} \${site.path}\` })
export default pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit, lint).build(site, sh\`mkdir -p dist && echo hello > dist/index.html\`).deploy(staging, copy).pass(managers).deploy(production, copy))
`

const repository = (text: string): Project => {
  const here = project({ "shop.ts": text, ".gitignore": "node_modules\n.shipline\n" })
  const git = (...args: readonly string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", ...args],
      { cwd: here.path, stdio: "pipe" },
    )
  git("init", "--quiet")
  git("add", "--all")
  git("commit", "--quiet", "--message", "first")
  return here
}

test("runs the jobs, deploys nothing that is not allowed, and sums up", async () => {
  const here = repository(program())
  const { code, stdout, stderr } = await shipline(here, ["run", "shop.ts"])
  expect(code).toBe(0)
  expect(stderr).toMatch(/^unit {17}\| one$/m)
  expect(stderr).toMatch(/^lint {17}\| passed after /m)
  expect(stdout).toMatch(/^\nshop passed after /)
  expect(stdout).toMatch(/^ {2}deploy to staging {5}held$/m)
  expect(stdout).toContain("\nNot deployed: staging. Allow it with --allow staging\n")
})

test("deploys where it is allowed; an approval may be given before", async () => {
  const here = repository(program())
  const { code, stdout, stderr } = await shipline(here, [
    "run",
    "shop.ts",
    "--allow",
    "staging,production",
    "--approve",
    "release managers",
  ])
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" })
  expect(stderr).toContain("| approved by --approve\n")
  expect(stdout).toMatch(
    /\nDeployed\n {2}staging {5}\S+ {2}http:\/\/localhost:8080 {2}site sha256:[0-9a-f]{64}\n {2}production /,
  )
})

test("refuses an approval that nobody can give", async () => {
  const { code, stdout, stderr } = await shipline(repository(program()), [
    "run",
    "shop.ts",
    "--allow",
    "staging",
    "--allow",
    "production",
  ])
  expect(code).toBe(1)
  expect(stderr).toContain("error[SL4303]")
  expect(stdout).toMatch(/^ {2}release managers {6}failed$/m)
})

test("a job that fails ends with 1, and what stopped it is shown with its place", async () => {
  const { code, stdout, stderr } = await shipline(repository(program("exit 3")), ["run", "shop.ts"])
  expect(code).toBe(1)
  expect(stderr).toMatch(/error\[SL4101\]: 'lint' failed: its script ended with 3\n +--> shop\.ts:10:\d+\n/)
  expect(stdout).toMatch(/^\nshop failed after /)
})

test("--json prints the summary and nothing else on stdout", async () => {
  const { code, stdout, stderr } = await shipline(repository(program()), [
    "run",
    "shop.ts",
    "--allow",
    "staging,production",
    "--json",
  ])
  const summary = JSON.parse(stdout)
  expect(code).toBe(1)
  expect(summary).toMatchObject({
    pipeline: "shop",
    verdict: "failed",
    deployments: [{ environment: "staging" }],
    problems: [{ code: "SL4303" }],
  })
  expect(stderr).toContain("deploying to staging")
})

test("a name that the pipeline does not have is wrong usage", async () => {
  const { code, stderr } = await shipline(repository(program()), ["run", "shop.ts", "--allow", "stagin"])
  expect(code).toBe(2)
  expect(stderr).toBe("error[SL4005]: the pipeline has no environment 'stagin'\n = help: Did you mean 'staging'?\n")
})

test("Ctrl-C ends the jobs, and the summary still comes", async () => {
  const here = repository(program("echo begun; sleep 60; touch late"))
  const running = start(here, ["run", "shop.ts"])
  await running.says("| begun")
  running.child.kill("SIGINT")
  const { code, stdout, stderr } = await running.result
  expect(code).toBe(1)
  expect(stderr).toContain("SIGINT")
  expect(stdout).toMatch(/^\nshop cancelled after /)
  expect(existsSync(here.file("late"))).toBe(false)
})

import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { expect, test } from "vitest"
import { parse } from "yaml"
import { type Project, project } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const program = `import { environment, gate, pipeline, rollout, sh, window } from "@shipline/core"

const unit = gate("unit", sh\`npm test\`)
const smoke = gate("smoke", (target) => sh\`curl \${target.url}\`)
const staging = environment("staging", { requires: [unit], url: "https://staging.example" })
const production = environment("production", {
  requires: [unit, smoke.on(staging)],
  hotfix: { requires: [unit] },
  freeze: [window({ from: "2020-01-01", to: "2020-01-02", zone: "Europe/Berlin", reason: 'a "quiet" day: $(x) \${{ x }}' })],
})

export default pipeline("shop", { on: { push: "main" } }, (source) =>
  source
    .pass(unit)
    .deploy(staging, rollout({ deploy: () => sh\`./deploy.sh\` }))
    .pass(smoke.on(staging))
    .deploy(production, rollout({ deploy: () => sh\`./deploy.sh\`, schema: { version: 6, oldest: 5 } })),
)
`

interface Step {
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly env: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, { readonly env?: Step["env"]; readonly steps: readonly Step[] }>>
}

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...args], { cwd, encoding: "utf8" })

/** A server that has the project's commit, and a runner with it checked out. */
const served = (here: Project): string => {
  const bare = here.file("server/acme/shop")
  mkdirSync(bare, { recursive: true })
  git(bare, "init", "--quiet", "--bare")
  rmSync(here.file(".git"), { recursive: true })
  git(here.path, "init", "--quiet", "--initial-branch=main")
  git(here.path, "add", ".github", ".shipline", "pipelines")
  git(here.path, "commit", "--quiet", "--message", "first")
  mkdirSync(here.file("temp"))
  return git(here.path, "rev-parse", "HEAD").trim()
}

test("the calls in a workflow are calls that the guard understands, from the push to the promotion", async () => {
  const here = project({ "pipelines/shop.ts": program })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0, stderr: expect.stringMatching(/^created/) })
  const workflow = parse(here.read(".github/workflows/shop.yml")) as Workflow // what Shipline has just written
  const sha = served(here)
  const called: string[] = []

  /** Runs the call of a job as its step says, with what GitHub would put in the place of its expressions. */
  const call = (job: string, command: string, expressions: Readonly<Record<string, string>>) => {
    const step = workflow.jobs[job]?.steps.find(({ run }) => run === `node .shipline/guard.mjs ${command}`)
    if (step === undefined) throw new Error(`${job} does not call ${command}`)
    const filled = Object.entries({ ...workflow.env, ...workflow.jobs[job]?.env, ...step.env }).map(([name, value]) => {
      const isExpression = /^\$\{\{ .* \}\}$/.test(value)
      return [name, isExpression ? (expressions[name] ?? "") : value] as const
    })
    const output = here.file(`temp/output-${called.length}`)
    called.push(command)
    const { status, stdout, stderr } = spawnSync("/bin/bash", ["-c", step.run ?? ""], {
      cwd: here.path,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HOME: here.path,
        GITHUB_SERVER_URL: pathToFileURL(here.file("server")).href,
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_SHA: sha,
        GITHUB_ACTOR: "ada",
        GITHUB_ACTOR_ID: "1815",
        GITHUB_RUN_ID: expressions.run ?? "1",
        GITHUB_RUN_ATTEMPT: "1",
        GITHUB_OUTPUT: output,
        RUNNER_TEMP: here.file("temp"),
        ...Object.fromEntries(filled),
      },
    })
    if (status !== 0) throw new Error(`${job} ${command}: ${stdout}${stderr}`)
    const text = command === "record" || command === "check" ? "" : readFileSync(output, "utf8")
    const deployment = /^deployment<<.*\n(.*)\n/m.exec(text)?.[1] ?? ""
    const version = /^version<<.*\n(.*)\n/m.exec(text)?.[1] ?? ""
    return { SHIPLINE_DEPLOYMENT: deployment, SHIPLINE_VERSION: version, SHIPLINE_STATUS: "success" }
  }

  const passed = { result: "success", outputs: {} }
  const release = { SHIPLINE_LANE: "release", SHIPLINE_NEEDS: JSON.stringify({ unit: passed }) }
  const staged = call("deploy-staging", "admit", release)
  call("deploy-staging", "record", staged)
  call("smoke-on-staging", "check", staged)
  const results = { unit: passed, "deploy-staging": passed, "smoke-on-staging": passed }
  const put = call("deploy-production", "admit", { ...release, SHIPLINE_NEEDS: JSON.stringify(results) })
  call("deploy-production", "record", { ...put, SHIPLINE_STATUS: "failure" })

  const promote = { run: "2", SHIPLINE_LANE: "promote", SHIPLINE_REASON: "again" }
  const found = call("redeploy-production", "find", { ...promote, SHIPLINE_VERSION: put.SHIPLINE_VERSION })
  expect(found.SHIPLINE_VERSION).toBe(put.SHIPLINE_VERSION)
  const promoted = call("redeploy-production", "admit", { ...promote, SHIPLINE_VERSION: found.SHIPLINE_VERSION })
  call("redeploy-production", "record", { run: "2", ...promoted })

  const records = git(here.file("server/acme/shop"), "log", "--format=%s", "--reverse", "shipline/ledger/production")
  expect(records.trim().split("\n")).toEqual([
    expect.stringMatching(/^1 started /),
    expect.stringMatching(/^2 finished failed/),
    expect.stringMatching(/^3 started /),
    expect.stringMatching(/^4 finished succeeded/),
  ])
})

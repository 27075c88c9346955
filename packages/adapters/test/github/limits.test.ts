import { github } from "@shipline/adapters"
import type { Plan } from "@shipline/core"
import { approval, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import { describe, expect, test } from "vitest"
import { unsupported } from "../../src/unsupported.js"
import {
  check,
  checkPlan,
  deploy,
  image,
  job,
  manyGates,
  plan,
  production,
  script,
  secret,
  soak,
  text,
  withJob,
} from "../plans.js"
import { codesOf, jobOf, textOf, workflowOf } from "./workflow-file.js"

const build = (artifact: string) => ({
  ...check({ id: `build-${artifact}`, title: `build ${artifact}` }),
  kind: "build" as const,
  artifact,
})
describe("what GitHub cannot do is a problem at the user's line", () => {
  test.each<readonly [string, string, Plan]>([
    ["SL3104", "a variable of the runner", withJob({ variables: [{ name: "GITHUB_REF", value: text("x") }] })],
    ["SL3104", "a variable that no shell holds", withJob({ variables: [{ name: "a-b", value: text("x") }] })],
    [
      "SL3105",
      "a secret that GitHub keeps for itself",
      withJob({ variables: [{ name: "X", value: secret("GITHUB_X") }] }),
    ],
    ["SL3106", "nothing that starts it", checkPlan({}, { on: {} })],
    ["SL3107", "a deployment behind pull requests alone", plan({ on: { pullRequest: { branches: [] } } })],
    ["SL3108", "a branch that cannot be", checkPlan({}, { on: { push: { branches: ["a b"], tags: [] } } })],
    [
      "SL3108",
      "a path that is an expression",
      checkPlan({}, { on: { push: { branches: ["main"], tags: [] }, paths: ["${{ x }}"] } }),
    ],
    [
      "SL3109",
      "a registry that nobody logs in to",
      plan({ artifacts: [image], nodes: [build("app")], environments: [] }),
    ],
    [
      "SL3110",
      "a cache that the action does not know",
      withJob({ toolchains: [{ language: "node", version: text("24"), cache: "deno" }] }),
    ],
    [
      "SL3110",
      "a cache named like a property of every object",
      withJob({ toolchains: [{ language: "node", version: text("24"), cache: "toString" }] }),
    ],
    [
      "SL3111",
      "services beside a container",
      withJob({ container: "x", services: [{ name: "db", image: "x", variables: [], ports: [] }] }),
    ],
    [
      "SL3112",
      "a service without a name",
      withJob({ services: [{ name: "1 db", image: "x", variables: [], ports: [] }] }),
    ],
    ["SL3113", "an axis that has another meaning", withJob({ matrix: [{ key: "include", values: [1] }] })],
    ["SL3113", "an axis that the shards take", withJob({ shards: 2, matrix: [{ key: "shard", values: [1] }] })],
    [
      "SL3113",
      "an axis that has another meaning in another case",
      withJob({ matrix: [{ key: "Include", values: [1] }] }),
    ],
    [
      "SL3113",
      "an axis that the shards take in another case",
      withJob({ shards: 2, matrix: [{ key: "Shard", values: [1] }] }),
    ],
    [
      "SL3113",
      "two axes that differ in case alone",
      withJob({
        matrix: [
          { key: "node", values: [1] },
          { key: "Node", values: [2] },
        ],
      }),
    ],
    ["SL3113", "an axis that no expression can name", withJob({ matrix: [{ key: "a b", values: [1] }] })],
    ["SL3114", "257 jobs", withJob({ shards: 257 })],
    [
      "SL3114",
      "16 times 17 jobs",
      withJob({ shards: 16, matrix: [{ key: "a", values: Array.from({ length: 17 }, (_, index) => index) }] }),
    ],
    ["SL3115", "a deployment in parts", plan({ nodes: [check(), deploy({ job: job({ shards: 2 }) })] })],
    ["SL3132", "retries on a machine without Linux", withJob({ runner: ["macos-15"], retries: 1 })],
    ["SL3116", "more than six hours", withJob({ timeout: 361 * 60_000 })],
    ["SL3116", "more than six hours by retries", withJob({ timeout: 100 * 60_000, retries: 3 })],
    ["SL3116", "more than five days", withJob({ timeout: 7_201 * 60_000, runner: ["mine"] })],
    ["SL3117", "a script of 21001 characters", withJob({ steps: [script("x".repeat(21_001))] })],
    ["SL3118", "a condition over a thousand gates", manyGates(700)],
    [
      "SL3118",
      "an expression of 21000 characters",
      withJob({ variables: [{ name: "X", value: text(`\${{ ${"x".repeat(21_000)}`) }] }),
    ],
    [
      "SL3119",
      "a file of a megabyte",
      checkPlan(
        {},
        {
          nodes: Array.from({ length: 60 }, (_, index) =>
            check({ id: `unit-${index}`, job: job({ steps: [script("x".repeat(20_000))] }) }),
          ),
        },
      ),
    ],
    ["SL3120", "a lock of 401 characters", plan({ environments: [{ ...production, lock: "x".repeat(400) }] })],
    ["SL3121", "a cache key with a comma", withJob({ caches: [{ key: "a,b", files: [], paths: ["x"] }] })],
    ["SL3121", "an endless cache key", withJob({ caches: [{ key: "x".repeat(600), files: [], paths: ["x"] }] })],
    [
      "SL3122",
      "an artifact and a report of one name",
      plan({
        artifacts: [{ kind: "files", name: "report unit", paths: ["x"] }],
        environments: [],
        nodes: [build("report-unit"), check({ job: job({ report: "x.xml" }) })].map((node) =>
          node.kind === "build" ? { ...node, artifact: "report unit" } : node,
        ),
      }),
    ],
    [
      "SL3123",
      "a raw step that allows failure",
      withJob({ steps: [{ kind: "raw", platform: "github", data: { action: "./x", "continue-on-error": true } }] }),
    ],
    [
      "SL3124",
      "an artifact that nobody builds",
      withJob({ variables: [{ name: "X", value: { kind: "artifact", artifact: "app", field: "digest" } }] }),
    ],
    [
      "SL3124",
      "the folder of an artifact in a service, which starts before any step",
      plan({
        artifacts: [{ kind: "files", name: "site", paths: ["x"] }],
        environments: [],
        nodes: [
          build("site"),
          check({
            needs: ["build-site"],
            job: job({
              services: [
                {
                  name: "web",
                  image: "nginx",
                  ports: [],
                  variables: [{ name: "ROOT", value: { kind: "artifact", artifact: "site", field: "path" } }],
                },
              ],
            }),
          }),
        ],
      }),
    ],
    [
      "SL3124",
      "the secret of an environment in a gate of the source",
      withJob({ variables: [{ name: "X", value: secret("X", "production") }] }),
    ],
    [
      "SL3124",
      "the secret of another environment",
      plan({ nodes: [check(), deploy({ job: job({ variables: [{ name: "X", value: secret("X", "staging") }] }) })] }),
    ],
    [
      "SL3124",
      "the url of an environment without one",
      plan({
        nodes: [
          check(),
          deploy({
            job: job({
              variables: [{ name: "X", value: { kind: "target", environment: "production", field: "url" } }],
            }),
          }),
        ],
      }),
    ],
    [
      "SL3124",
      "a matrix value without a matrix",
      withJob({ variables: [{ name: "X", value: { kind: "matrix", key: "node" } }] }),
    ],
    [
      "SL3124",
      "a shard without shards",
      withJob({ variables: [{ name: "X", value: { kind: "shard", field: "index" } }] }),
    ],
    [
      "SL3125",
      "two approvals of one environment",
      plan({ gates: ["QA!", "qa"].map((name) => ({ id: name, name, kind: "approval" as const })) }),
    ],
    [
      "SL3125",
      "an approval named as an environment",
      plan({ gates: [{ id: "p", name: "Production", kind: "approval" }] }),
    ],
    [
      "SL3126",
      "two environments that differ in case alone",
      plan({ environments: [production, { ...production, name: "Production", lock: "other" }] }),
    ],
    [
      "SL3126",
      "an environment of 256 characters",
      plan({
        environments: [{ ...production, name: "x".repeat(256), lock: "x" }],
        nodes: [deploy({ needs: [], environment: "x".repeat(256) })],
      }),
    ],
    [
      "SL3128",
      "two variables that differ in case alone",
      withJob({
        variables: [
          { name: "a", value: text("1") },
          { name: "A", value: text("2") },
        ],
      }),
    ],
    [
      "SL3131",
      "a start by hand beside tags of a pattern",
      plan({ on: { push: { branches: [], tags: ["v*"] }, manual: true } }),
    ],
    [
      "SL3133",
      "a soak of more than 30 days",
      plan({ gates: [], nodes: [check(), deploy(), soak(30 * 86_400_000 + 1)] }),
    ],
    [
      "SL3125",
      "an approval and a soak of one environment",
      plan({
        gates: [{ id: "a", name: "Soak of a while on production", kind: "approval" }],
        nodes: [check(), deploy(), soak(60_000)],
      }),
    ],
    [
      "SL3134",
      "a hotfix lane beside tags of a pattern",
      plan({
        on: { push: { branches: [], tags: ["v*"] } },
        environments: [{ ...production, hotfix: { requires: [] } }],
        nodes: [check(), deploy({ lanes: ["release", "hotfix"] })],
      }),
    ],
    [
      "SL3129",
      "an expression in the name of an environment that people choose",
      plan({
        environments: [{ ...production, name: "${{ x }}" }],
        nodes: [check(), deploy({ environment: "${{ x }}", lanes: ["release", "rollback"] })],
      }),
    ],
    ["SL3104", "a variable of Shipline's own", withJob({ variables: [{ name: "SHIPLINE_POLICY", value: text("x") }] })],
    ["SL3130", "ids that differ in case alone", plan({ environments: [], nodes: [check(), check({ id: "UNIT" })] })],
    ["SL3130", "an id with a space", plan({ environments: [], nodes: [check({ id: "a b" })] })],
    ["SL3130", "an id of 100 characters", plan({ environments: [], nodes: [check({ id: "x".repeat(100) })] })],
  ])("%s: %s", (code, _, refused) => {
    const { files, problems } = github.compile(refused)
    expect([...new Set(problems.map((one) => one.code))]).toEqual([code])
    expect(files).toEqual([])
    for (const { message, hint } of problems) {
      expect(message).not.toMatch(/undefined|\[object|\.$/)
      expect(hint).toMatch(/[.]$/)
    }
  })

  test.each<readonly [string, Plan]>([
    ["256 jobs", withJob({ shards: 256 })],
    ["a soak of 30 days", plan({ nodes: [check(), deploy(), soak(30 * 86_400_000)] })],
    [
      "promotion and rollback beside tags of a pattern: by the default branch",
      plan({
        on: { push: { branches: [], tags: ["v*"] } },
        nodes: [check(), deploy({ lanes: ["release", "rollback"] })],
      }),
    ],
    ["six hours", withJob({ timeout: 360 * 60_000 })],
    ["five days on a machine of one's own", withJob({ timeout: 7_200 * 60_000, runner: ["mine"] })],
    ["a script of 21000 characters", withJob({ steps: [script("x".repeat(21_000))] })],
    ["a condition of 300 gates", manyGates(300)],
    ["a lock of 393 characters", plan({ environments: [{ ...production, lock: "x".repeat(393) }] })],
    ["an id of 99 characters", plan({ environments: [], nodes: [check({ id: "x".repeat(99) })] })],
    ["long text without an expression", withJob({ variables: [{ name: "X", value: text("x".repeat(100_000)) }] })],
  ])("up to the limit is fine: %s", (_, allowed) => expect(codesOf(allowed)).toEqual([]))

  test("every problem is reported at once, at its line", () => {
    const unit = gate("unit", sh`echo '\${{ x }}'`, { timeout: "10 hours" })
    const first = approval("QA")
    const second = environment("qa", { requires: [unit, first] })
    const made = pipeline("two", { on: { pullRequest: true } }, (source) =>
      source.pass(unit, first).deploy(second, rollout({ deploy: () => sh`true` })),
    )
    const { problems } = github.compile(made.plan)
    expect(problems.map(({ code }) => code).toSorted()).toEqual(["SL3102", "SL3107", "SL3107", "SL3116", "SL3125"])
    for (const { at } of problems) expect(at?.file).toContain("limits.test.ts")
  })
})

test("what a platform does not know is refused at the user's line", () => {
  const capabilities = { nodes: { ...github.capabilities.nodes, soak: false } }
  const made = plan({ nodes: [check(), deploy(), soak(60_000)] })
  expect(unsupported(made, { name: "GitHub", capabilities }).map(({ code, path }) => [code, path])).toEqual([
    ["SL3001", "nodes.soak"],
  ])
  expect(unsupported(made, github)).toEqual([])
})

describe("the jobs that stand for no node", () => {
  const rollback = deploy({ lanes: ["release", "rollback"] })

  test("leave their ids to gates that have them already, in any case", () => {
    const named = check({ id: "REDEPLOY-production", title: "redeploy production" })
    const { jobs } = workflowOf(plan({ nodes: [check(), named, rollback] }))
    expect(Object.keys(jobs)).toEqual(["unit", "REDEPLOY-production", "deploy-production", "redeploy-production-2"])
  })

  test("are there only where the program can have them run", () => {
    expect(Object.keys(workflowOf(plan()).jobs)).toEqual(["unit", "deploy-production"])
    expect(workflowOf(plan()).on).toEqual({ push: { branches: ["main"] } })
  })

  test("offer only the lanes that there are", () => {
    const { on } = workflowOf(plan({ nodes: [check(), rollback] }))
    expect(on.workflow_dispatch).toMatchObject({ inputs: { lane: { options: ["rollback"] } } })
  })
})

describe("the header", () => {
  test("names the guard that lies beside the file", () => {
    const digest = `sha256:${"0".repeat(64)}`
    expect(textOf(plan(), { guard: { digest } })).toContain(
      `\n# Deployments are decided by .shipline/guard.mjs, ${digest}.\n`,
    )
  })
})

describe("pins", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567"
  const pins = { "actions/checkout": { tag: "v9", commit } }

  test("a person's own go before the table", () => {
    expect(textOf(plan(), { pins })).toContain(`uses: actions/checkout@${commit} # v9\n`)
  })

  test.each([
    [{ "actions/checkout": { tag: "v9", commit: "0123" } }],
    [{ "actions/checkout": { tag: "v9\nx: y", commit } }],
    [{ "actions/checkout": { tag: "", commit } }],
    [{ "actions/unknown": { tag: "v9", commit } }],
    [{ constructor: { tag: "v9", commit } }],
  ])("%j is refused", (wrong) => expect(codesOf(plan(), { pins: wrong })).toEqual(["SL3101"]))
})

describe("small things", () => {
  test("an id that begins with a digit becomes one that GitHub takes", () => {
    expect(
      jobOf(plan({ environments: [], nodes: [check({ id: "1e3" }), check({ id: "b", needs: ["1e3"] })] }), "b").needs,
    ).toEqual(["_1e3"])
  })

  test("milliseconds are rounded up to minutes", () => {
    expect(jobOf(withJob({ timeout: 60_001 }), "unit")["timeout-minutes"]).toBe(2)
    expect(jobOf(withJob({ timeout: 1 }), "unit")["timeout-minutes"]).toBe(1)
  })

  test("secrets of a job reach its scripts and no action", () => {
    const made = withJob({
      variables: [{ name: "TOKEN", value: secret("TOKEN") }],
      toolchains: [{ language: "node", version: text("24") }],
    })
    const unit = jobOf(made, "unit")
    expect(unit.env).toBeUndefined()
    expect(unit.steps.map((step) => step.env)).toEqual([undefined, undefined, { TOKEN: "${{ secrets.TOKEN }}" }])
  })

  test("a job with defaults of its own names all of them: on GitHub's runner they replace those of the workflow", () => {
    expect(jobOf(withJob({}), "unit").defaults).toBeUndefined()
    expect(jobOf(withJob({ shell: "sh" }), "unit").defaults).toEqual({ run: { shell: "sh" } })
    expect(jobOf(withJob({ workingDirectory: "a" }), "unit").defaults).toEqual({
      run: { shell: "bash", "working-directory": "a" },
    })
  })

  test("what a pattern takes out is taken out of the job's folder", () => {
    const caches = [{ key: "k", files: ["*.lock", "!old/**"], paths: [".turbo", "!.turbo/x", "!~/x"] }]
    const [step] = jobOf(withJob({ workingDirectory: "a", caches }), "unit").steps.filter((one) => one.with?.key)
    expect(step?.with).toEqual({
      key: "${{ runner.os }}-${{ runner.arch }}-k-${{ hashFiles('a/*.lock', '!a/old/**') }}",
      path: "a/.turbo\n!a/.turbo/x\n!~/x",
    })
  })

  test("pnpm is there wherever it was asked for, also where nothing of it is kept", () => {
    const kept = job({ toolchains: [{ language: "node", version: text("24"), cache: "pnpm" }] })
    const made = plan({ nodes: [check({ job: kept }), deploy({ job: kept })] })
    for (const id of ["unit", "deploy-production"])
      expect(jobOf(made, id).steps.map(({ name }) => name)).toContain("Enable pnpm")
    expect(jobOf(made, "deploy-production").steps.map((step) => step.with?.cache)).not.toContain("pnpm")
  })

  test("what other jobs have stored does not come to where secrets of an environment are", () => {
    const kept = job({
      toolchains: [{ language: "node", version: text("24"), cache: "npm" }],
      caches: [{ key: "k", files: [], paths: ["x"] }],
      variables: [{ name: "TOKEN", value: secret("TOKEN", "production") }],
    })
    const made = plan({ nodes: [check({ job: { ...kept, variables: [] } }), deploy({ job: kept })] })
    const inputs = (id: string) => jobOf(made, id).steps.map((step) => step.with?.cache ?? step.with?.key)
    expect(inputs("unit").filter((input) => input !== undefined)).toHaveLength(2)
    expect(inputs("deploy-production").filter((input) => input !== undefined)).toEqual([])
    expect(codesOf(made)).toEqual([])
  })

  test("names with characters of GitHub's patterns stay names", () => {
    const made = textOf(
      checkPlan({}, { on: { push: { branches: ["!a+b"], tags: [] }, paths: ["[x]/a?"], ignorePaths: ["b/!c"] } }),
    )
    expect(made).toContain("- '\\!a\\+b'\n")
    expect(made).toContain("- '\\[x\\]/a\\?'\n      - '!b/\\!c'\n")
  })

  test("the file says nothing of the machine or the version that made it", () => {
    const made = textOf(plan({ at: { file: "/home/someone/shop/pipelines/shop.ts", line: 1, column: 1 } }))
    expect(made).toMatch(/^# Made by Shipline from shop\.ts\.\n/)
  })
})

test("a thousand jobs compile in time that grows with their number", () => {
  const wide = (count: number) =>
    checkPlan(
      {},
      { nodes: Array.from({ length: count }, (_, index) => check({ id: `gate-${index}`, title: `gate ${index}` })) },
    )
  const time = (subject: Plan) => {
    const start = performance.now()
    expect(github.compile(subject).problems).toEqual([])
    return performance.now() - start
  }
  // Both in turn, and again as long as the machine has other things to do: what is quadratic takes sixteen times as long.
  let [few, many] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < 12 && (round < 3 || many / few >= 8); round++) {
    few = Math.min(few, time(wide(250)))
    many = Math.min(many, time(wide(1_000)))
  }
  expect(many / few).toBeLessThan(8)
})

import { gitlab } from "@shipline/adapters"
import { $fragment } from "@shipline/adapters/gitlab"
import { environment, gate, type Plan, pipeline, rollout, sh } from "@shipline/core"
import type { Job, Node } from "@shipline/core/plan"
import { describe, expect, test } from "vitest"
import { sentences } from "../../src/gitlab/problems.js"
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
import { ownPipelines } from "./own-pipelines.js"

const variable = (value: Job["variables"][number]["value"], name = "X") => withJob({ variables: [{ name, value }] })
const service = { name: "db", image: "postgres:18", variables: [], ports: [{ host: 5432, container: 5432 }] }
const build = (changes: Partial<Job> = {}): Node => ({
  ...check({ id: "build-app", title: "build app", job: job(changes) }),
  kind: "build",
  artifact: "app",
})
const built = (changes: Partial<Job> = {}): Plan =>
  plan({ artifacts: [image], nodes: [build(changes)], environments: [] })
const deployed = (changes: Partial<Job>): Plan => plan({ nodes: [check(), deploy({ job: job(changes) })] })
const node24 = { language: "node" as const, version: text("24") }
const codesOf = (of: Plan): readonly string[] => [...new Set(gitlab.compile(of).problems.map(({ code }) => code))]
const cache = (files: readonly string[], paths: readonly string[], key = "x") => ({ key, files, paths })

const cases: readonly (readonly [keyof typeof sentences, string, Plan])[] = [
  ["SL3301", "51 needs", manyGates(51)],
  ["SL3302", "a script with an input", withJob({ steps: [script("echo '$[[ inputs.reason ]]'")] })],
  ["SL3302", "a text with an input", variable(text("$[[ inputs.reason ]]"))],
  ["SL3302", "a title with an input", checkPlan({ title: "$[[ inputs.reason ]]" })],
  ["SL3303", "a script with a NUL", withJob({ steps: [script("echo \0")] })],
  ["SL3303", "a text with half a character", variable(text("\ud800"))],
  ["SL3304", "a variable of GitLab's", variable(text("x"), "CI_COMMIT_BRANCH")],
  ["SL3304", "a variable of Shipline's", variable(text("x"), "SHIPLINE_POLICY")],
  ["SL3304", "a variable that no shell holds", variable(text("x"), "a-b")],
  ["SL3305", "a secret of GitLab's", variable(secret("CI_JOB_TOKEN"))],
  ["SL3306", "nothing that starts it", checkPlan({}, { on: {} })],
  ["SL3307", "a deployment behind merge requests alone", plan({ on: { pullRequest: { branches: [] } } })],
  ["SL3308", "a branch that cannot be", checkPlan({}, { on: { push: { branches: ["a b"], tags: [] } } })],
  ["SL3308", "a branch that ends the string", checkPlan({}, { on: { push: { branches: ['a"'], tags: [] } } })],
  ["SL3308", "a tag with a variable", checkPlan({}, { on: { push: { branches: [], tags: ["$CI_X"] } } })],
  [
    "SL3308",
    "a path with a variable",
    checkPlan({}, { on: { push: { branches: ["main"], tags: [] }, paths: ["$CI_X/**"] } }),
  ],
  [
    "SL3309",
    "paths that start nothing",
    checkPlan({}, { on: { push: { branches: [], tags: [] }, ignorePaths: ["x"] } }),
  ],
  [
    "SL3310",
    "51 paths",
    checkPlan(
      {},
      { on: { push: { branches: [], tags: [] }, paths: Array.from({ length: 51 }, (_, index) => `p${index}`) } },
    ),
  ],
  ["SL3311", "two languages", withJob({ toolchains: [node24, { language: "go", version: text("1.26") }] })],
  ["SL3312", "a range of versions", withJob({ toolchains: [{ language: "node", version: text(">=24 <26") }] })],
  ["SL3312", "a version with a variable", withJob({ toolchains: [{ language: "node", version: text("$X") }] })],
  ["SL3313", "an axis that no variable can name", withJob({ matrix: [{ key: "a b", values: [1] }] })],
  ["SL3313", "an axis that the shards take", withJob({ shards: 2, matrix: [{ key: "shard", values: [1] }] })],
  ["SL3314", "201 parts", withJob({ shards: 201 })],
  [
    "SL3314",
    "15 times 14 jobs",
    withJob({ shards: 15, matrix: [{ key: "a", values: Array.from({ length: 14 }, (_, index) => index) }] }),
  ],
  ["SL3315", "a deployment in parts", deployed({ shards: 2 })],
  ["SL3316", "more than a month", withJob({ timeout: 43_201 * 60_000 })],
  ["SL3316", "more than a month by retries", withJob({ timeout: 20_000 * 60_000, retries: 3 })],
  ["SL3317", "a container with a variable", withJob({ container: "$IMAGE" })],
  ["SL3317", "a label with a variable", withJob({ runner: ["$LABEL"] })],
  ["SL3317", "a report with a variable", withJob({ report: "$REPORT" })],
  ["SL3317", "a matrix value with a variable", withJob({ matrix: [{ key: "a", values: ["$X"] }] })],
  ["SL3317", "a cache with a variable", withJob({ caches: [cache([], ["$X"])] })],
  ["SL3317", "an image of a service with a variable", withJob({ services: [{ ...service, image: "$X" }] })],
  [
    "SL3317",
    "a variable of a service with a variable",
    withJob({ services: [{ ...service, variables: [{ name: "X", value: text("a$b") }] }] }),
  ],
  ["SL3317", "an address with a variable", plan({ environments: [{ ...production, url: "https://$X" }] })],
  [
    "SL3317",
    "the audience of a login with a variable",
    deployed({
      steps: [
        {
          kind: "login",
          provider: "gcp",
          settings: [
            { name: "provider", value: text("$X") },
            { name: "serviceAccount", value: text("a@b") },
          ],
        },
      ],
    }),
  ],
  ["SL3318", "a service with a health command", withJob({ services: [{ ...service, health: "pg_isready" }] })],
  ["SL3319", "services beside a container", withJob({ container: "x", services: [service] })],
  [
    "SL3319",
    "services beside another language",
    withJob({ toolchains: [{ language: "go", version: text("1.26") }], services: [service] }),
  ],
  ["SL3320", "an environment in other letters", plan({ environments: [{ ...production, name: "Живой" }] })],
  ["SL3320", "an environment with a variable", plan({ environments: [{ ...production, name: "$X" }] })],
  ["SL3320", "an environment of 256 characters", plan({ environments: [{ ...production, name: "x".repeat(256) }] })],
  [
    "SL3320",
    "two environments that differ in case",
    plan({ environments: [production, { ...production, name: "Production" }] }),
  ],
  ["SL3321", "a cache by three files", withJob({ caches: [cache(["a", "b", "c"], ["x"])] })],
  ["SL3322", "a cache at home", withJob({ caches: [cache([], ["~/.cache"])] })],
  ["SL3322", "a cache outside", withJob({ caches: [cache([], ["a/../../b"])] })],
  [
    "SL3323",
    "five caches",
    withJob({ caches: Array.from({ length: 5 }, (_, index) => cache([], ["x"], `c${index}`)) }),
  ],
  ["SL3324", "a secret of another place", variable({ kind: "secret", name: "X", environment: "production" })],
  ["SL3324", "an artifact that nobody builds", variable({ kind: "artifact", artifact: "x", field: "ref" })],
  [
    "SL3325",
    "an approval with the name of an environment",
    plan({ gates: [{ id: "p", name: "production", kind: "approval" }] }),
  ],
  ["SL3326", "a name of 129 characters", plan({ name: "p".repeat(80), nodes: [check({ id: "x".repeat(48) })] })],
  ["SL3327", "a text of 128 KiB", variable(text("x".repeat(131_072)))],
  ["SL3328", "a soak of more than a week", plan({ nodes: [check(), deploy(), soak(10_081 * 60_000)] })],
  ["SL3330", "a deployment in Python", deployed({ toolchains: [{ language: "python", version: text("3.14") }] })],
  ["SL3330", "an image built beside Node.js", built({ toolchains: [node24] })],
  [
    "SL3331",
    "a fragment of a decoded plan",
    withJob({ steps: [{ kind: "raw", platform: "gitlab", data: { when: "always" } }] }),
  ],
  ["SL3332", "a package manager that nobody knows", withJob({ toolchains: [{ ...node24, cache: "deno" }] })],
  [
    "SL3332",
    "a cache named like a property of every object",
    withJob({ toolchains: [{ ...node24, cache: "toString" }] }),
  ],
  ["SL3333", "a service without a name", withJob({ services: [{ ...service, name: "1_db" }] })],
]

describe("what GitLab cannot do is a problem at the user's line", () => {
  test.each(cases)("%s: %s", (code, _, of) => {
    const { files, problems } = gitlab.compile(of)
    expect(files).toEqual([])
    expect(problems.map((one) => one.code)).toContain(code)
    for (const one of problems) {
      expect(one.message).not.toBe("")
      expect(one.hint).not.toBe("")
    }
  })

  test("every code is among them", () => {
    const shown = new Set<string>(cases.map(([code]) => code))
    const ofAll = ["SL3329", "SL3334"] // of all pipelines together: below
    expect(Object.keys(sentences).filter((code) => !shown.has(code))).toEqual(ofAll)
  })

  test("the place is that of the program", () => {
    const [first] = gitlab.compile(manyGates(51)).problems
    expect(first?.at).toEqual({ file: "pipelines/shop.ts", line: 7, column: 3 })
  })
})

describe("what is just possible", () => {
  test.each<readonly [string, Plan]>([
    ["50 needs", manyGates(50)],
    ["200 parts", withJob({ shards: 200 })],
    ["a month", withJob({ timeout: 43_200 * 60_000 })],
    ["two files of a cache", withJob({ caches: [cache(["a", "b"], ["x"])] })],
    ["four caches", withJob({ caches: Array.from({ length: 4 }, (_, index) => cache([], ["x"], `c${index}`)) })],
    ["a name of 128 characters", plan({ name: "p".repeat(80), nodes: [check({ id: "x".repeat(47) })] })],
    ["a soak of a week", plan({ nodes: [check(), deploy(), soak(10_080 * 60_000)] })],
    ["a text with a variable's name", variable(text("costs $5, $HOME, ${{ x }}"))],
    ["a script with a variable", withJob({ steps: [script("echo $HOME $$ ${HOME}")] })],
    ["services beside Node.js", withJob({ services: [service] })],
    ["retries beyond GitLab's own two", withJob({ retries: 5 })],
    ["an image on a machine of one's own", built({ runner: ["docker"], toolchains: [] })],
  ])("%s", (_, of) => expect(codesOf(of)).toEqual([]))
})

describe("all pipelines together", () => {
  const pipelineOf = (name: string) => {
    const unit = gate("unit", sh`true`)
    const live = environment("live", { requires: [unit] })
    return pipeline(name, { on: { push: "main" } }, (source) =>
      source.pass(unit).deploy(live, rollout({ deploy: () => sh`true` })),
    ).plan
  }
  const index = (plans: readonly Plan[]) => gitlab.index?.(plans) ?? { files: [], problems: [] }

  test("SL3334: two names that become one", () => {
    expect(index([pipelineOf("shop"), pipelineOf("Shop!")]).problems.map(({ code }) => code)).toEqual(["SL3334"])
  })

  test("SL3329: 51 options", () => {
    const many = Array.from({ length: 50 }, (_, number) => pipelineOf(`p${number}`))
    expect(index(many.slice(0, 49)).problems).toEqual([])
    expect(index(many).problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "SL3329 the input 'pipeline' would have 51 options; GitLab takes 50",
    ])
  })

  test("several pipelines are chosen by an input, one is not", () => {
    const [one] = index([pipelineOf("shop")]).files
    const [both] = index([pipelineOf("shop"), pipelineOf("api")]).files
    expect(one?.path).toBe(".gitlab-ci.yml")
    expect(one?.text).not.toContain("inputs.pipeline")
    expect(both?.text).toContain(
      `      - if: '"$[[ inputs.pipeline ]]" == "every" && "$[[ inputs.lane ]]" == "release"'`,
    )
    expect(both?.text).toContain(`      - if: '"$[[ inputs.pipeline ]]" == "api"'`)
  })

  test("paths choose a pipeline as a whole, and never a job of it", () => {
    const [wide, folder] = ownPipelines.map(({ plan: of }) => of)
    if (wide === undefined || folder === undefined) throw new Error("there are two of them")
    const files = [...index([wide, folder]).files, ...[wide, folder].flatMap((of) => gitlab.compile(of).files)]
    const changes = "changes:\n          - services/checkout/**/*\n          - package-lock.json\n"
    expect(files[0]?.text).toContain(`"merge_request_event")'\n        ${changes}`)
    expect(
      files
        .slice(1)
        .map(({ text }) => text)
        .join(),
    ).not.toContain("changes:")
    for (const of of [wide, folder]) expect(gitlab.prove(files, { plan: of }).verdict).toBe("proved")
  })

  test("no pipelines, no file", () => expect(index([])).toEqual({ files: [], problems: [] }))
})

test("SL3201: a fragment takes nothing that decides", () => {
  const keys: object = { when: "always" } // as a program gives them that is no TypeScript
  expect(() => $fragment(keys)).toThrow("SL3201")
})

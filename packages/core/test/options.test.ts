import {
  $raw,
  approval,
  artifact,
  cache,
  environment,
  gate,
  go,
  identity,
  java,
  matrix,
  node,
  type PipelineOptions,
  pipeline,
  python,
  rollout,
  secret,
  sh,
  shard,
  soak,
  window,
} from "@shipline/core"
import { describe, expect, it } from "vitest"
import type { Job } from "../src/plan/index.js"
import { nodeOf, on, planOf, refusals } from "./support.js"

/** Options that no type allows: what a program without types, or with a cast, may give. */
const wrong = (options: object) => options as never
const jobOf = (options: object = {}, defaults?: object): Job => {
  const plan = planOf(
    (source) => source.pass(gate("unit", sh`true`, wrong(options))),
    defaults === undefined ? {} : { defaults: wrong(defaults) },
  )
  const found = nodeOf(plan, "unit")
  if (!("job" in found)) throw new Error("no job")
  return found.job
}

describe("durations", () => {
  it.each([
    ["1 second", 1000],
    ["90 seconds", 90_000],
    ["1 minute", 60_000],
    ["1.5 minutes", 90_000],
    ["2 hours", 7_200_000],
    ["1 day", 86_400_000],
    ["30 days", 2_592_000_000],
  ])("%s are %d milliseconds", (timeout, milliseconds) => {
    expect(jobOf({ timeout }).timeout).toBe(milliseconds)
  })

  it.each([
    "",
    "10",
    "10 min",
    "10minutes",
    " 10 minutes",
    "10  minutes",
    "ten minutes",
    "-1 minutes",
    "0 seconds",
    "0.5 seconds",
    "31 days",
    "1e3 seconds",
    "Infinity seconds",
    "10 Minutes",
    "1 second\n",
    600,
    null,
    {},
  ])("%j is none", (timeout) => {
    expect(refusals(() => jobOf({ timeout }))).toMatchObject([
      {
        code: "SL1005",
        message: `the timeout of the gate 'unit' is '${String(timeout)}', which is not a duration`,
        at: { file: import.meta.filename },
      },
    ])
  })

  it("of an environment stands above that of its rollout", () => {
    const how = rollout({ deploy: () => sh`x`, timeout: "1 hour" })
    const plan = planOf((source) =>
      source.deploy(environment("a", { timeout: "2 minutes" }), how).deploy(environment("b"), how),
    )
    expect(nodeOf(plan, "deploy-a")).toMatchObject({ job: { timeout: 120_000 } })
    expect(nodeOf(plan, "deploy-b")).toMatchObject({ job: { timeout: 3_600_000 } })
    expect(refusals(() => environment("c", { timeout: "1 week" as never }))).toMatchObject([
      { code: "SL1005", message: "the timeout of c is '1 week', which is not a duration" },
    ])
  })
})

describe("the options of a job", () => {
  it("have documented defaults", () => {
    expect(jobOf()).toEqual({
      steps: [{ kind: "script", role: "check", run: "true", variables: [] }],
      shell: "bash",
      timeout: 1_800_000,
      retries: 0,
      variables: [],
      toolchains: [],
      caches: [],
      services: [],
      matrix: [],
    })
  })

  it("become data", () => {
    const job = jobOf({
      timeout: "5 minutes",
      retries: 2,
      shards: 4,
      shell: "sh",
      workingDirectory: "services/shop",
      container: "node:24",
      report: "junit.xml",
      runner: ["self-hosted", "arm64"],
      env: { A: "x", B: 7, C: secret("TOKEN") },
      toolchains: [
        node("24", { cache: "npm" }),
        python(matrix("py"), { cache: "pip" }),
        go("1.26", { cache: "modules" }),
        java("21"),
      ],
      caches: [cache({ key: "k", files: ["lock"], paths: [".cache"] })],
      matrix: { py: ["3.13", "3.14"], n: [1, 2] },
      services: { db: { image: "postgres:18", ports: [5432, "15432:5433"], env: { P: "x" }, health: "pg_isready" } },
      $before: [$raw("some-ci", { with: ["x", null, true] }, { instead: sh`echo instead` })],
    })
    expect(job).toEqual({
      steps: [
        {
          kind: "raw",
          platform: "some-ci",
          data: { with: ["x", null, true] },
          instead: { run: "echo instead", variables: [] },
        },
        { kind: "script", role: "check", run: "true", variables: [] },
      ],
      shell: "sh",
      timeout: 300_000,
      retries: 2,
      shards: 4,
      variables: [
        { name: "A", value: { kind: "text", text: "x" } },
        { name: "B", value: { kind: "text", text: "7" } },
        { name: "C", value: { kind: "secret", name: "TOKEN" } },
      ],
      toolchains: [
        { language: "node", version: { kind: "text", text: "24" }, cache: "npm" },
        { language: "python", version: { kind: "matrix", key: "py" }, cache: "pip" },
        { language: "go", version: { kind: "text", text: "1.26" }, cache: "modules" },
        { language: "java", version: { kind: "text", text: "21" }, distribution: "temurin" },
      ],
      caches: [{ key: "k", files: ["lock"], paths: [".cache"] }],
      services: [
        {
          name: "db",
          image: "postgres:18",
          variables: [{ name: "P", value: { kind: "text", text: "x" } }],
          health: "pg_isready",
          ports: [
            { host: 5432, container: 5432 },
            { host: 15_432, container: 5433 },
          ],
        },
      ],
      matrix: [
        { key: "py", values: ["3.13", "3.14"] },
        { key: "n", values: [1, 2] },
      ],
      runner: ["self-hosted", "arm64"],
      container: "node:24",
      workingDirectory: "services/shop",
      report: "junit.xml",
    })
  })

  it("of the pipeline hold where a job says nothing; variables are merged by name", () => {
    const defaults = { timeout: "1 hour", runner: "big", env: { A: "1", B: "2" }, shell: "sh" }
    expect(jobOf({ env: { B: "3", C: "4" }, shell: "bash" }, defaults)).toMatchObject({
      timeout: 3_600_000,
      runner: ["big"],
      shell: "bash",
      variables: [
        { name: "A", value: { text: "1" } },
        { name: "B", value: { text: "3" } },
        { name: "C", value: { text: "4" } },
      ],
    })
  })

  it("that are there and undefined count as left out", () => {
    const defaults = { timeout: "1 hour", runner: "big" }
    expect(jobOf({ timeout: undefined, runner: undefined }, defaults)).toMatchObject({
      timeout: 3_600_000,
      runner: ["big"],
    })
  })

  it("of a contract hold for what fulfils it", () => {
    const audit = gate("audit").by(sh`npm audit`, { retries: 1 })
    expect(
      nodeOf(
        planOf((source) => source.pass(audit)),
        "audit",
      ),
    ).toMatchObject({ job: { retries: 1 } })
  })

  it.each([
    [{ retries: -1 }, "SL1006"],
    [{ retries: 11 }, "SL1006"],
    [{ retries: 1.5 }, "SL1006"],
    [{ retries: "2" }, "SL1006"],
    [{ retries: Number.NaN }, "SL1006"],
    [{ shards: 0 }, "SL1006"],
    [{ shards: 1 }, "SL1006"],
    [{ shards: 257 }, "SL1006"],
    [{ shards: "4" }, "SL1006"],
    [{ shell: "zsh" }, "SL1006"],
    [{ shell: "" }, "SL1006"],
    [{ workingDirectory: "/tmp" }, "SL1006"],
    [{ workingDirectory: "../x" }, "SL1006"],
    [{ workingDirectory: "a/../../b" }, "SL1006"],
    [{ workingDirectory: "~" }, "SL1006"],
    [{ workingDirectory: "C:\\x" }, "SL1006"],
    [{ workingDirectory: "a\nb" }, "SL1006"],
    [{ workingDirectory: "" }, "SL1006"],
    [{ workingDirectory: 1 }, "SL1006"],
    [{ container: "" }, "SL1006"],
    [{ container: "a\nb" }, "SL1006"],
    [{ container: {} }, "SL1006"],
    [{ report: "" }, "SL1006"],
    [{ report: "a\nb" }, "SL1006"],
    [{ runner: "" }, "SL1006"],
    [{ runner: ["x", ""] }, "SL1006"],
    [{ runner: [7] }, "SL1006"],
    [{ runner: "a\nb" }, "SL1006"],
    [{ env: { "A-B": "x" } }, "SL1009"],
    [{ env: { A: true } }, "SL1004"],
    [{ env: { A: null } }, "SL1004"],
    [{ env: { A: "x\0" } }, "SL1004"],
    [{ env: { A: gate("x") } }, "SL1004"],
    [{ toolchains: ["node"] }, "SL1004"],
    [{ toolchains: [cache({ key: "k", paths: ["x"] })] }, "SL1004"],
    [{ caches: [node("24")] }, "SL1004"],
    [{ caches: [{ key: "k", paths: ["x"] }] }, "SL1004"],
    [{ $before: ["x"] }, "SL1004"],
    [{ $before: [sh`x`] }, "SL1004"],
    [{ matrix: { node: [] } }, "SL1006"],
    [{ matrix: { node: "24" } }, "SL1006"],
    [{ matrix: { node: ["24", 24] } }, "SL1006"],
    [{ matrix: { node: [true] } }, "SL1006"],
    [{ matrix: { "a b": ["x"] } }, "SL1006"],
    [{ matrix: { include: ["x"] } }, "SL1006"],
    [{ matrix: { shard: ["x"] } }, "SL1006"],
    [{ matrix: { x: ["a\nb"] } }, "SL1006"],
    [{ services: { DB: { image: "x" } } }, "SL1006"],
    [{ services: { db: {} } }, "SL1006"],
    [{ services: { db: undefined } }, "SL1006"],
    [{ services: { db: { image: "a b" } } }, "SL1006"],
    [{ services: { db: { image: "x", ports: [0] } } }, "SL1006"],
    [{ services: { db: { image: "x", ports: ["70000"] } } }, "SL1006"],
    [{ services: { db: { image: "x", ports: ["1:2:3"] } } }, "SL1006"],
    [{ services: { db: { image: "x", health: "" } } }, "SL1006"],
    [{ services: { db: { image: "x", health: "a\nb" } } }, "SL1006"],
    [{ services: { db: { image: "x", env: { "1": "x" } } } }, "SL1009"],
  ])("may not be %j", (options, code) => {
    const [problem] = refusals(() => jobOf(options))
    expect(problem).toMatchObject({ code, at: { file: import.meta.filename } })
    expect(problem?.message).toMatch(/unit/)
    expect(problem?.hint).not.toBe("")
  })
})

describe("values", () => {
  it.each([
    [() => node("")],
    [() => node(" ")],
    [() => python(undefined as never)],
    [() => go(1.26 as never)],
    [() => java(null as never)],
    [() => cache({ key: "", paths: ["x"] })],
    [() => cache({ key: "k", paths: [] })],
    [() => cache({ key: "a\nb", paths: ["x"] })],
    [() => cache({ key: "k", paths: [""] })],
    [() => cache({ key: "k", files: ["\n"], paths: ["x"] })],
    [() => identity.aws({ role: "", region: "x" })],
    [() => identity.aws({ role: "x" } as never)],
    [() => identity.aws(undefined as never)],
    [() => identity.gcp({ provider: "x", serviceAccount: "a\nb" })],
    [() => identity.azure({ clientId: "x", tenantId: "y", subscriptionId: 1 as never })],
    [() => artifact.files("a", { paths: [] })],
    [() => artifact.files("a", undefined as never)],
    [() => artifact.files("a", { paths: "dist" as never })],
    [() => artifact.files("a", { paths: ["/etc"] })],
    [() => artifact.files("a", { paths: ["../x"] })],
    [() => artifact.files("a", { paths: ["a/../../b"] })],
    [() => artifact.files("a", { paths: ["~/.ssh"] })],
    [() => artifact.files("a", { paths: ["C:\\x"] })],
    [() => artifact.files("a", { paths: ["c:x"] })],
    [() => artifact.files("a", { paths: ["a\\b"] })],
    [() => artifact.files("a", { paths: ["-rf"] })],
    [() => artifact.files("a", { paths: ["a\nb"] })],
    [() => artifact.files("a", { paths: [""] })],
    [() => artifact.files("a", { paths: [1 as never] })],
    [() => artifact.image("a", undefined as never)],
    [() => artifact.image("a", { repository: "" })],
    [() => artifact.image("a", { repository: "Shop" })],
    [() => artifact.image("a", { repository: "ghcr.io/acme/shop:latest" })],
    [() => artifact.image("a", { repository: "ghcr.io/acme/shop@sha256:0" })],
    [() => artifact.image("a", { repository: "a//b" })],
    [() => artifact.image("a", { repository: "a b" })],
    [() => artifact.image("a", { repository: "https://ghcr.io/x" })],
    [() => artifact.image("a", { repository: "$(x)" })],
    [() => artifact.image("a", { repository: "x", login: { username: "u", password: "p" as never } })],
    [() => artifact.image("a", { repository: "x", login: {} as never })],
    [() => environment("e", { url: "shop.example" })],
    [() => environment("e", { url: "ftp://shop.example" })],
    [() => environment("e", { url: "https://a b" })],
    [() => environment("e", { url: "https://x\n" })],
    [() => environment("e", { url: "javascript:alert(1)" })],
    [() => environment("e", { url: 1 as never })],
    [() => environment("e", { tier: "prod" as never })],
    [() => environment("e", { concurrency: "" })],
    [() => environment("e", { concurrency: "a\nb" })],
    [() => environment("e", { concurrency: 1 as never })],
  ])("%s is refused", (make) => {
    const [problem] = refusals(make)
    expect(problem).toMatchObject({ code: "SL1006", at: { file: import.meta.filename } })
    expect(problem?.hint).not.toBe("")
  })

  it.each([
    "shop",
    "acme/shop",
    "ghcr.io/acme/shop",
    "localhost:5000/shop",
    "registry.example.com:443/a/b_c/d__e/f-g/h.i",
  ])("an image may lie at %s", (repository) => {
    expect(refusals(() => artifact.image("a", { repository }))).toEqual([])
  })

  it.each(["dist", ".", "./dist", "a/b/..c", "dist/**/*.js", "with space", "日本"])("files may lie at %s", (path) => {
    expect(refusals(() => artifact.files("a", { paths: [path] }))).toEqual([])
  })

  it("names each path of files once", () => {
    const files = artifact.files("a", { paths: ["x", "y", "x"] })
    expect(planOf((source) => source.build(files, sh`make`)).artifacts).toMatchObject([{ paths: ["x", "y"] }])
  })

  it.each([
    ["production", "production"],
    ["PROD", "production"],
    ["live", "production"],
    ["staging", "staging"],
    ["qa", "testing"],
    ["dev", "development"],
    ["production-eu", "other"],
    ["x", "other"],
  ])("an environment named %s is of the tier %s", (name, tier) => {
    expect(
      planOf((source) => source.deploy(environment(name as "x"), rollout({ deploy: () => sh`x` }))).environments,
    ).toMatchObject([{ tier, lock: name }])
  })

  it("of logins become steps before the others", () => {
    const how = rollout({
      login: (target) => identity.aws({ role: target.secret("ROLE"), region: "eu-central-1" }),
      migrate: (target) => sh`migrate ${target.name}`,
      deploy: (target) => sh`deploy ${target.url}`,
    })
    const plan = planOf((source) => source.deploy(environment("e", { url: "https://e.example" }), how))
    expect(nodeOf(plan, "deploy-e")).toMatchObject({
      job: {
        steps: [
          {
            kind: "login",
            provider: "aws",
            settings: [
              { name: "role", value: { kind: "secret", name: "ROLE", environment: "e" } },
              { name: "region", value: { kind: "text", text: "eu-central-1" } },
            ],
          },
          { kind: "script", role: "migrate", run: 'migrate "${TARGET_NAME}"' },
          { kind: "script", role: "deploy", run: 'deploy "${TARGET_URL}"' },
        ],
      },
    })
  })

  it("of shards and matrices reach scripts", () => {
    const e2e = gate("e2e", sh`x ${shard.index}/${shard.total} ${matrix("os")}`, { shards: 2, matrix: { os: ["a"] } })
    expect(
      nodeOf(
        planOf((source) => source.pass(e2e)),
        "e2e",
      ),
    ).toMatchObject({
      job: {
        steps: [
          {
            variables: [
              { value: { kind: "shard", field: "index" } },
              { value: { kind: "shard", field: "total" } },
              { value: { kind: "matrix", key: "os" } },
            ],
          },
        ],
      },
    })
  })
})

describe("escape hatches", () => {
  it.each([
    [() => $raw("x", (() => 1) as never), "SL1006"],
    [() => $raw("x", undefined as never), "SL1006"],
    [() => $raw("x", 1n as never), "SL1006"],
    [() => $raw("x", {}, { instead: "echo" as never }), "SL1004"],
  ])("%s is refused", (make, code) => {
    expect(refusals(make)).toMatchObject([{ code, path: "$raw", at: { file: import.meta.filename } }])
  })
})

describe("triggers", () => {
  const triggers = (options: object) => pipeline("p", options as PipelineOptions, (source) => source).plan.on

  it.each([
    [{ on: { push: "main" } }, { push: { branches: ["main"], tags: [] } }],
    [{ on: { push: ["main", "release/**"] } }, { push: { branches: ["main", "release/**"], tags: [] } }],
    [{ on: { push: { tags: "v*" } } }, { push: { branches: [], tags: ["v*"] } }],
    [{ on: { push: { branches: ["main"], tags: ["v*"] } } }, { push: { branches: ["main"], tags: ["v*"] } }],
    [{ on: { pullRequest: true } }, { pullRequest: { branches: [] } }],
    [{ on: { pullRequest: { branches: "main" } } }, { pullRequest: { branches: ["main"] } }],
    [{ on: { pullRequest: false, manual: true } }, { manual: true }],
    [{ on: { manual: false } }, {}],
    [{ on: {} }, {}],
    [{ on: { schedule: "0 4 * * 1-5" } }, { schedule: ["0 4 * * 1-5"] }],
    [
      { on: { schedule: ["*/5 * * * *", "0 0 1,15 JAN-MAR MON"] } },
      { schedule: ["*/5 * * * *", "0 0 1,15 JAN-MAR MON"] },
    ],
    [
      { on, paths: ["services/shop/**"] },
      { push: { branches: ["main"], tags: [] }, paths: ["services/shop/**"] },
    ],
    [
      { on, ignorePaths: ["docs/**"] },
      { push: { branches: ["main"], tags: [] }, ignorePaths: ["docs/**"] },
    ],
  ])("of %j are %j", (options, expected) => {
    expect(triggers(options)).toEqual(expected)
  })

  it.each([
    [{ on: { push: "" } }],
    [{ on: { push: "a b" } }],
    [{ on: { push: "-x" } }],
    [{ on: { push: "a\nb" } }],
    [{ on: { push: "${{ x }}" } }],
    [{ on: { push: ["main", 1] } }],
    [{ on: { push: { tags: "v^" } } }],
    [{ on: { push: "a:b" } }],
    [{ on: { pullRequest: { branches: "~x" } } }],
    [{ on: { schedule: "daily" } }],
    [{ on: { schedule: "* * * *" } }],
    [{ on: { schedule: "* * * * * *" } }],
    [{ on: { schedule: "0 4 * * 1-5\n" } }],
    [{ on: { schedule: "" } }],
    [{ on: { schedule: "60 4 * * *" } }],
    [{ on: { schedule: "0 24 * * *" } }],
    [{ on: { schedule: "0 4 0 * *" } }],
    [{ on: { schedule: "0 4 * 13 *" } }],
    [{ on: { schedule: "0 4 * * 7" } }],
    [{ on: { schedule: "0 4 * * 5-1" } }],
    [{ on: { schedule: "0 4 * * MON-" } }],
    [{ on: { schedule: "*/0 4 * * *" } }],
    [{ on: { schedule: "1-2-3 4 * * *" } }],
    [{ on: { schedule: "0 4 * JANUARY *" } }],
    [{ on, paths: [""] }],
    [{ on, paths: ["/etc"] }],
    [{ on, paths: ["a\nb"] }],
    [{ on, ignorePaths: ["${{ x }}"] }],
    [{ on, paths: ["a"], ignorePaths: ["b"] }],
  ])("may not be %j", (options) => {
    const [problem] = refusals(() => triggers(options))
    expect(problem).toMatchObject({ code: "SL1006", at: { file: import.meta.filename } })
    expect(problem?.hint).not.toBe("")
  })
})

describe("a window", () => {
  const made = (options: object) =>
    planOf((source) =>
      source.deploy(environment("e", { freeze: [window(wrong(options))] }), rollout({ deploy: () => sh`x` })),
    ).environments[0]?.freeze
  const zone = "Europe/Berlin"

  it.each([
    ["2026-12-23", "2027-01-02", "once", "2026-12-23T00:00", "2027-01-02T00:00"],
    ["2026-12-23", "2026-12-23T18:00", "once", "2026-12-23T00:00", "2026-12-23T18:00"],
    ["2028-02-29T09:30", "2028-03-01", "once", "2028-02-29T09:30", "2028-03-01T00:00"],
    ["Friday 16:00", "Monday 08:00", "weekly", "friday 16:00", "monday 08:00"],
    ["Tuesday 00:00", "Thursday 23:59", "weekly", "tuesday 00:00", "thursday 23:59"],
    ["22:00", "06:00", "daily", "22:00", "06:00"],
    ["00:00", "23:59", "daily", "00:00", "23:59"],
  ])("from %s to %s recurs %s", (from, to, recurs, begins, ends) => {
    expect(made({ from, to, zone })).toEqual([{ recurs, from: begins, to: ends, zone }])
  })

  it("says why, and whether it holds for rollbacks, if it does", () => {
    const base = { from: "22:00", to: "06:00", zone: "UTC" }
    expect(made({ ...base, reason: "Nachtruhe 🌙", rollback: true })).toEqual([
      { recurs: "daily", ...base, reason: "Nachtruhe 🌙", rollback: true },
    ])
    expect(made({ ...base, reason: undefined, rollback: false })).toEqual([{ recurs: "daily", ...base }])
  })

  it.each([
    [{ from: "noon" }, "a window begins at 'noon', which is no moment"],
    [{ from: "24:00" }, "a window begins at '24:00', which is no moment"],
    [{ from: "9:00" }, "a window begins at '9:00', which is no moment"],
    [{ from: "22:00\n" }, "a window begins at '22:00\n', which is no moment"],
    [{ to: "06:60" }, "a window ends at '06:60', which is no moment"],
    [{ to: undefined }, "a window ends at 'undefined', which is no moment"],
    [{ from: 2200 }, "a window begins at '2200', which is no moment"],
    [{ from: "2026-02-30" }, "a window begins at '2026-02-30', which is no moment"],
    [{ from: "2027-02-29T10:00" }, "a window begins at '2027-02-29T10:00', which is no moment"],
    [{ from: "2026-12-23 18:00" }, "a window begins at '2026-12-23 18:00', which is no moment"],
    [{ from: "2026-12-23T18:00Z" }, "a window begins at '2026-12-23T18:00Z', which is no moment"],
    [{ from: "2026-13-01" }, "a window begins at '2026-13-01', which is no moment"],
    [{ from: "26-12-23" }, "a window begins at '26-12-23', which is no moment"],
    [{ from: "friday 16:00" }, "a window begins at 'friday 16:00', which is no moment"],
    [{ from: "FridayT16:00" }, "a window begins at 'FridayT16:00', which is no moment"],
    [{ from: "Friday" }, "a window begins at 'Friday', which is no moment"],
    [{ from: "Fri 16:00" }, "a window begins at 'Fri 16:00', which is no moment"],
    [{ from: "Friday 16:00" }, "a window begins at 'Friday 16:00' and ends at '06:00', which are not of one form"],
    [{ to: "2026-12-23" }, "a window begins at '22:00' and ends at '2026-12-23', which are not of one form"],
    [{ to: "22:00" }, "a window begins and ends at '22:00'"],
    [{ from: "Friday 16:00", to: "Friday 16:00" }, "a window begins and ends at 'Friday 16:00'"],
    [{ from: "2026-12-23", to: "2026-12-23T00:00" }, "a window begins and ends at '2026-12-23'"],
    [{ from: "2027-01-02", to: "2026-12-23" }, "a window ends at '2026-12-23', before it begins"],
    [{ zone: "Europe/Atlantis" }, "a window has the zone 'Europe/Atlantis', which nobody knows"],
    [{ zone: "+02:00" }, "a window has the zone '+02:00', which nobody knows"],
    [{ zone: "" }, "a window has the zone '', which nobody knows"],
    [{ zone: undefined }, "a window has the zone 'undefined', which nobody knows"],
    [{ reason: " " }, "a window has a reason that is not one line of text"],
    [{ reason: "a\nb" }, "a window has a reason that is not one line of text"],
    [{ rollback: "yes" }, "a window has rollback: yes"],
  ])("may not have %j", (options, message) => {
    expect(refusals(() => made({ from: "22:00", to: "06:00", zone, ...options }))).toMatchObject([
      {
        code: "SL1006",
        path: "window",
        message,
        hint: expect.stringMatching(/\.$/),
        at: { file: import.meta.filename },
      },
    ])
  })
})

describe("a soak", () => {
  it.each([
    ["1 second", 1000],
    ["90 minutes", 5_400_000],
    ["1.5 hours", 5_400_000],
    ["30 days", 2_592_000_000],
  ] as const)("of %s lasts %d milliseconds", (duration, milliseconds) => {
    const dev = environment("dev")
    const plan = planOf((source) =>
      source.deploy(dev, rollout({ deploy: () => sh`x` })).pass(soak(dev, duration as "1 second")),
    )
    const proof = `soak of ${duration} on dev`
    expect(plan.gates).toMatchObject([{ id: proof, name: `soak of ${duration}`, kind: "soak", duration: milliseconds }])
    expect(plan.nodes.at(-1)).toMatchObject({ kind: "soak", gate: proof, proof, duration: milliseconds })
  })

  it("has a name", () => expect(soak(environment("dev"), "2 hours").name).toBe("soak of 2 hours"))
})

describe("the schema of a rollout", () => {
  const schemaOf = (schema: unknown) => {
    const how = rollout({ deploy: () => sh`x`, schema: schema as never })
    return nodeOf(
      planOf((source) => source.deploy(environment("e"), how)),
      "deploy-e",
    )
  }

  it.each([
    [
      { version: 6, oldest: 5 },
      { version: 6, oldest: 5 },
    ],
    [{ version: 6 }, { version: 6, oldest: 6 }],
    [{ version: 0 }, { version: 0, oldest: 0 }],
    [
      { version: 7, oldest: 0 },
      { version: 7, oldest: 0 },
    ],
    [{ version: 20261124101500 }, { version: 20261124101500, oldest: 20261124101500 }],
  ])("may be %j", (given, schema) => expect(schemaOf(given)).toMatchObject({ schema }))

  it("is absent where the program does not say it", () => expect(schemaOf(undefined)).not.toHaveProperty("schema"))

  it.each([
    [{ version: -1 }, "the schema of a rollout has version: -1"],
    [{ version: 1.5 }, "the schema of a rollout has version: 1.5"],
    [{ version: Number.NaN }, "the schema of a rollout has version: NaN"],
    [{ version: 2 ** 53 }, "the schema of a rollout has version: 9007199254740992"],
    [{ version: "6" }, "the schema of a rollout has version: 6"],
    [{}, "the schema of a rollout has version: undefined"],
    [6, "the schema of a rollout has version: undefined"],
    [{ version: 6, oldest: -1 }, "the schema of a rollout has oldest: -1"],
    [{ version: 6, oldest: null }, "the schema of a rollout has oldest: null"],
    [{ version: 6, oldest: 7 }, "the schema of a rollout has oldest: 7, which is newer than its version 6"],
  ])("may not be %j", (given, message) => {
    expect(refusals(() => schemaOf(given))).toMatchObject([
      { code: "SL1006", message, at: { file: import.meta.filename } },
    ])
  })
})

describe("a gate that is never waivable", () => {
  const waivable = (make: () => unknown) =>
    planOf((source) =>
      (source.pass as unknown as (...gates: unknown[]) => typeof source).call(source, make()),
    ).gates.at(-1)

  it.each([
    ["a check", () => gate("a", sh`x`, { waivable: false })],
    ["an approval", () => approval("a", { waivable: false })],
    ["what fulfils such a contract", () => gate("a", { waivable: false }).by(sh`x`)],
    ["what fulfils one, whatever it says", () => gate("a", { waivable: false }).by(sh`x`, wrong({ waivable: true }))],
    ["what fulfils another", () => gate("a").by(sh`x`, { waivable: false })],
  ])("is %s that says so", (_, make) => expect(waivable(make)).toMatchObject({ waivable: false }))

  it("is a check of a deployment, in each environment", () => {
    const alive = gate("alive", () => sh`x`, { waivable: false })
    const [a, b] = [environment("a"), environment("b")]
    const how = rollout({ deploy: () => sh`x` })
    const plan = planOf((source) => source.deploy(a, how).deploy(b, how).pass(alive.on(a), alive.on(b)))
    expect(plan.gates.map(({ waivable }) => waivable)).toEqual([false, false])
  })

  it.each([
    ["nothing", () => gate("a", sh`x`)],
    ["true", () => gate("a", sh`x`, { waivable: true })],
    ["undefined", () => gate("a", sh`x`, wrong({ waivable: undefined }))],
    ["true of a contract", () => gate("a", { waivable: true }).by(sh`x`)],
    ["nothing of an approval", () => approval("a")],
  ])("is not one that says %s", (_, make) => expect(waivable(make)).not.toHaveProperty("waivable"))
})

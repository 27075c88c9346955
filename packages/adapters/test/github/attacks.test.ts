import type { Plan } from "@shipline/core"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { attacks as common } from "../attacks.js"
import { judge } from "../judges/index.js"
import { check, checkPlan, deploy, job, plan } from "../plans.js"
import { githubReads } from "./evaluated.js"
import { machine } from "./run-script.js"
import { codesOf, read, textOf } from "./workflow-file.js"

const attacks = [
  ...common,
  "${x}",
  "${{",
  "}}",
  "${{ github.token }}",
  "${{ '",
  "' }}",
  "$${{{",
  "{{",
  "%0A",
  "!tag",
  "!!str x",
  "no",
  "on",
  "true",
  "0o7",
  "1_000",
  "2026-11-23",
  ".inf",
  "=",
  "<<",
  "-",
  "--flag",
  "? a",
  "# c",
  "|-",
  "@a",
  "%a",
  "[a]",
  "{a}",
  "a\tb",
  "a\n\nb\n",
  " \n x",
  "\r",
  "\u2029",
  "\u200b",
  "\u0001",
  "\u001b[31m",
  "ü",
  "日本語",
  "🚀",
  "::error::x",
  "",
]

const hostile = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...attacks), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 4 }).map((parts) => parts.join("\n")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => text.replaceAll("\0", "")) },
)
const oneLine = hostile.map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "")).filter((text) => text.trim() !== "")

const runs = { numRuns: 300 }

/** Every place of a workflow where text of a person can stand, and where in the file it comes out. */
const places: { readonly [name: string]: readonly [path: readonly (string | number)[], make: (text: string) => Plan] } =
  {
    "title of a job": [["jobs", "unit", "name"], (title) => checkPlan({ title })],
    "variable of a script": [
      ["jobs", "unit", "steps", 1, "env", "VALUE"],
      (text) =>
        checkPlan({
          job: job({
            steps: [
              {
                kind: "script",
                role: "check",
                run: "x",
                variables: [{ name: "VALUE", value: { kind: "text", text } }],
              },
            ],
          }),
        }),
    ],
    "variable of a job": [
      ["jobs", "unit", "env", "VALUE"],
      (text) => checkPlan({ job: job({ variables: [{ name: "VALUE", value: { kind: "text", text } }] }) }),
    ],
    "matrix value": [
      ["jobs", "unit", "strategy", "matrix", "axis", 0],
      (text) => checkPlan({ job: job({ matrix: [{ key: "axis", values: [text] }] }) }),
    ],
    "runner label": [
      ["jobs", "unit", "runs-on", 1],
      (text) => checkPlan({ job: job({ runner: ["self-hosted", text] }) }),
    ],
    "working directory": [
      ["jobs", "unit", "defaults", "run", "working-directory"],
      (workingDirectory) => checkPlan({ job: job({ workingDirectory }) }),
    ],
    "variable of a service": [
      ["jobs", "unit", "services", "db", "env", "VALUE"],
      (text) =>
        checkPlan({
          job: job({
            services: [
              { name: "db", image: "x", variables: [{ name: "VALUE", value: { kind: "text", text } }], ports: [] },
            ],
          }),
        }),
    ],
    "version of a toolchain": [
      ["jobs", "unit", "steps", 1, "with", "node-version"],
      (text) => checkPlan({ job: job({ toolchains: [{ language: "node", version: { kind: "text", text } }] }) }),
    ],
    "name of an environment": [
      ["jobs", "deploy-production", "environment", "name"],
      (name) =>
        plan({
          environments: [{ name, tier: "other", requires: [], lock: "l" }],
          nodes: [check(), deploy({ environment: name })],
        }),
    ],
    "url of an environment": [
      ["jobs", "deploy-production", "environment", "url"],
      (url) => plan({ environments: [{ name: "production", tier: "other", url, requires: [], lock: "l" }] }),
    ],
  }

describe("hostile text", () => {
  test.each(Object.entries(places))("%s: GitHub reads what was written", (_, [path, make]) => {
    fc.assert(
      fc.property(hostile, (value) => {
        // The language refuses an empty label and an empty folder, and GitHub does too.
        fc.pre(value !== "" || !/runs-on|working/.test(String(path)))
        const text = textOf(make(value))
        expect(githubReads(text)(path)).toBe(value)
      }),
      runs,
    )
  })

  test.each(Object.entries(places))(
    "%s: both versions of YAML read the same, and no script has an expression",
    (_, [, make]) => {
      fc.assert(
        fc.property(hostile, (value) => {
          const text = textOf(make(value))
          const workflow = read(text)
          expect(parse(text, { version: "1.1" }).jobs).toEqual(workflow.jobs)
          for (const one of Object.values(workflow.jobs))
            for (const { run } of one.steps) expect(run ?? "").not.toContain("${{")
          expect(text).not.toMatch(/[\r\u0085\u2028\u2029\ufeff\u202e]/)
        }),
        runs,
      )
    },
  )

  test("in names, file names and locks: the workflow keeps its shape", () => {
    fc.assert(
      fc.property(oneLine, oneLine, oneLine, (name, file, lock) => {
        fc.pre(!name.includes("${{"))
        const sound = plan({
          name,
          at: { file, line: 1, column: 1 },
          environments: [{ name: "production", tier: "other", requires: [{ proof: name }], lock }],
        })
        const text = textOf(sound)
        expect(githubReads(text)(["jobs", "deploy-production", "concurrency", "group"])).toBe(`deploy-${lock}`)
        expect(read(text).name).toBe(name)
        expect(Object.keys(read(text).jobs)).toEqual(["unit", "deploy-production"])
      }),
      runs,
    )
  })

  test("the script receives the exact bytes", () => {
    const here = machine()
    try {
      fc.assert(
        fc.property(
          hostile,
          hostile,
          fc.constantFrom("bash" as const, "sh" as const),
          fc.constantFrom(0, 1),
          (first, second, shell, retries) => {
            const text = textOf(
              checkPlan({
                job: job({
                  shell,
                  retries,
                  steps: [
                    {
                      kind: "script",
                      role: "check",
                      run: `printf '%s\\0%s' "\${FIRST}" "\${SECOND}" > "$RUNNER_TEMP/got"`,
                      variables: [
                        { name: "FIRST", value: { kind: "text", text: first } },
                        { name: "SECOND", value: { kind: "text", text: second } },
                      ],
                    },
                  ],
                }),
              }),
            )
            const reads = githubReads(text)
            const at = (...path: string[]) => reads(["jobs", "unit", "steps", 1, ...path])
            const outcome = here.run(at("run"), { FIRST: at("env", "FIRST"), SECOND: at("env", "SECOND") }, shell)
            expect(outcome.code, outcome.log).toBe(0)
            expect(here.readTemp("got")).toBe(`${first}\0${second}`)
          },
        ),
        { numRuns: 150 },
      )
    } finally {
      here.remove()
    }
  })

  test("the script itself runs as it was written, with retries and without", () => {
    const here = machine()
    const script = fc
      .array(fc.constantFrom(...attacks.filter((text) => !text.includes("${{") && !text.includes("'"))), {
        minLength: 1,
        maxLength: 6,
      })
      .map((parts) => parts.join("\n"))
    try {
      fc.assert(
        fc.property(script, fc.constantFrom(0, 2), (body, retries) => {
          const run = `printf '%s' '${body}' > "$RUNNER_TEMP/got"`
          const text = textOf(
            checkPlan({ job: job({ retries, steps: [{ kind: "script", role: "check", run, variables: [] }] }) }),
          )
          const outcome = here.run(githubReads(text)(["jobs", "unit", "steps", 1, "run"]))
          expect(outcome.code, outcome.log).toBe(0)
          expect(here.readTemp("got")).toBe(body)
        }),
        { numRuns: 150 },
      )
    } finally {
      here.remove()
    }
  })

  test("the other places keep the file sound for every judge", async () => {
    for (const text of [
      'it\'s "x"',
      "a: b #c",
      "!tag",
      "$(id) `id`",
      "x ${{ github.token }} y",
      "日本語 🚀",
      "-lead",
    ]) {
      const workflow = textOf(
        checkPlan({
          title: text,
          job: job({
            container: "buildpack-deps:trixie@sha256:0",
            report: `reports/${text}.xml`,
            caches: [{ key: text.replaceAll(",", ""), files: [text, `${text}/*`], paths: [text, `~/${text}`] }],
            workingDirectory: `folder ${text}`,
          }),
        }),
      )
      expect(await judge("attack.yml", workflow)).toEqual([])
      const reads = githubReads(workflow)
      const kept = text.startsWith("!") ? `!folder ${text}/${text.slice(1)}` : `folder ${text}/${text}` // `!` takes out
      expect(reads(["jobs", "unit", "steps", 1, "with", "path"])).toBe(`${kept}\n~/${text}`)
      expect(reads(["jobs", "unit", "steps", 3, "with", "path"])).toBe(`folder ${text}/reports/${text}.xml`)
    }
  })

  test("a health command reaches docker as one argument", () => {
    const options = (health: string) =>
      githubReads(
        textOf(checkPlan({ job: job({ services: [{ name: "db", image: "x", variables: [], ports: [], health }] }) })),
      )(["jobs", "unit", "services", "db", "options"]) // prettier-ignore
    fc.assert(
      fc.property(oneLine, (health) => {
        expect(splitLikeTheRunner(options(health))[1]).toBe(health)
      }),
      runs,
    )
  })
})

/** How .NET splits a command line into arguments. */
const splitLikeTheRunner = (line: string): readonly string[] => {
  const found: string[] = []
  let current: string | undefined
  let quoted = false
  for (let index = 0; index < line.length; index++) {
    const slashes = /^\\*/.exec(line.slice(index))?.[0].length ?? 0
    const next = line[index + slashes]
    if (slashes > 0 && next === '"') {
      current = (current ?? "") + "\\".repeat(Math.floor(slashes / 2))
      index += slashes
      if (slashes % 2 === 1) current += '"'
      else quoted = !quoted
    } else if (slashes > 0) {
      current = (current ?? "") + "\\".repeat(slashes)
      index += slashes - 1
    } else if (next === '"') {
      current ??= ""
      quoted = !quoted
    } else if (next === " " && !quoted) {
      if (current !== undefined) found.push(current)
      current = undefined
    } else current = (current ?? "") + (next ?? "")
  }
  return current === undefined ? found : [...found, current]
}

describe("text that cannot be handed on", () => {
  const withText = (text: string) =>
    checkPlan({ job: job({ variables: [{ name: "VALUE", value: { kind: "text", text } }] }) })
  const withScript = (run: string) =>
    checkPlan({ job: job({ steps: [{ kind: "script", role: "check", run, variables: [] }] }) })

  test.each([
    ["NUL in a value", withText("a\0b"), "SL3103"],
    ["half a character in a value", withText("a\ud83d"), "SL3103"],
    ["NUL in a script", withScript("a\0b"), "SL3103"],
    ["an expression in a script", withScript("echo '${{ github.token }}'"), "SL3102"],
    ["an expression in the name of the pipeline", plan({ name: "${{ x }}" }), "SL3129"],
    ["a value longer than Linux takes", withText("x".repeat(131_072)), "SL3127"],
  ])("%s is refused", (_, refused, code) => expect(codesOf(refused)).toEqual([code]))
})

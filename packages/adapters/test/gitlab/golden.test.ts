import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { gitlab } from "@shipline/adapters"
import type { Plan } from "@shipline/core"
import { decode, encode } from "@shipline/core/schema"
import { describe, expect, test } from "vitest"
import { judgeGitlab } from "../judges/gitlab.js"
import { pipelines } from "../pipelines/index.js"
import { ownPipelines } from "./own-pipelines.js"

const folder = fileURLToPath(new URL("./golden/", import.meta.url))
const update = process.env.UPDATE_GOLDEN === "1" && process.env.CI === undefined

/** The pipelines that GitLab cannot run as they are, each with what it says. */
const refused: ReadonlyMap<string, readonly string[]> = new Map([
  ["matrix", ["SL3311 'sdk' needs Python and Java, and a job of GitLab runs in one image"]],
  [
    "checkout",
    ["SL3322 the cache 'turbo' keeps '~/.cache/turbo', and GitLab keeps only what lies in the project's folder"],
  ],
  [
    "Straße nach Süden",
    ["SL3320 GitLab can hold no environment named 'Test Süd'", "SL3320 GitLab can hold no environment named 'Живой'"],
  ],
  ["release", ["SL3309 'release' names paths that start nothing, and GitLab can only name those that do"]],
  [
    "services",
    [
      "SL3318 the service 'database' of 'integration' says how its health is checked, and GitLab runs no command inside a service",
    ],
  ],
])

const golden = (name: string, text: string): void => {
  const path = `${folder}${name}`
  if (update) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, text)
  }
  expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe(text)
}

const compiled = (plan: Plan): { readonly path: string; readonly text: string } => {
  const { files, problems } = gitlab.compile(plan)
  expect(problems).toEqual([])
  const [file] = files
  if (file === undefined || files.length > 1) throw new Error("a pipeline is one file")
  return file
}

const rootOf = (plans: readonly Plan[]): string => {
  const made = gitlab.index?.(plans)
  expect(made?.problems).toEqual([])
  return made?.files.map(({ text }) => text).join("") ?? ""
}

const accepted = [...pipelines.filter(({ name }) => !refused.has(name)), ...ownPipelines]

describe.each(accepted.map((one) => [one.name, one.plan] as const))("%s", (_, plan) => {
  const { path, text } = compiled(plan)

  test("is the golden file", () => golden(basename(path), text))

  test("has its own root file", () => golden(`${basename(path, ".yml")}.gitlab-ci.yml`, rootOf([plan])))

  test("has nothing against it", async () => {
    expect(await judgeGitlab(basename(path), text)).toEqual([])
    expect(await judgeGitlab(".gitlab-ci.yml", rootOf([plan]))).toEqual([])
  }, 120_000)

  test("is the same after JSON", () => expect(compiled(decode(encode(plan)))).toEqual({ path, text }))
})

test.each([...refused])("%s is refused", (name, codes) => {
  const plan = pipelines.find((one) => one.name === name)?.plan
  if (plan === undefined) throw new Error(`there is no pipeline ${name}`)
  const { files, problems } = gitlab.compile(plan)
  expect(files).toEqual([])
  expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual(codes)
})

test("the judges see what is wrong", async () => {
  const [first] = accepted
  if (first === undefined) throw new Error("there are pipelines")
  const { text } = compiled(first.plan)
  const found = async (from: string, to: string) =>
    (await judgeGitlab("x.yml", text.replace(from, to))).map(({ judge, message }) => `${judge} ${message}`)
  expect(await found("mkdir -p .shipline/run", "mkdir -p $NAME .shipline/run")).toEqual([
    expect.stringContaining("[SC2086, info]"),
  ])
  expect(await found("npm test", "npm test $1 [ a = b ]")).toEqual([expect.stringContaining("shellcheck")])
  expect(await found("interruptible: true", "interruptible: perhaps")).toEqual(
    expect.arrayContaining([expect.stringContaining("schema")]),
  )
})

test("no golden file is left over", () => {
  const wanted = accepted.flatMap(({ plan }) => {
    const name = basename(compiled(plan).path)
    return [name, `${basename(name, ".yml")}.gitlab-ci.yml`]
  })
  expect(readdirSync(folder).toSorted()).toEqual([...wanted].toSorted())
})

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { github } from "@shipline/adapters"
import { type Plan, verify } from "@shipline/core"
import { decode, encode } from "@shipline/core/schema"
import { describe, expect, test } from "vitest"
import { judge, unusedExceptions } from "../judges/index.js"
import { pipelines } from "../pipelines/index.js"

const folder = fileURLToPath(new URL("./golden/", import.meta.url))
const update = process.env.UPDATE_GOLDEN === "1" && process.env.CI === undefined

const compiled = (plan: Plan): { readonly path: string; readonly text: string } => {
  const { files, problems } = github.compile(plan)
  expect(problems).toEqual([])
  const [file] = files
  if (file === undefined || files.length > 1) throw new Error("a pipeline is one workflow")
  return file
}

describe.each(pipelines.map((one) => [one.name, one.plan] as const))("%s", (_, plan) => {
  const { path, text } = compiled(plan)
  const golden = `${folder}${basename(path)}`

  test("is sound", () => expect(verify(plan)).toEqual([]))

  test("is the golden file", () => {
    if (update) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(golden, text)
    }
    expect(existsSync(golden) ? readFileSync(golden, "utf8") : "").toBe(text)
  })

  test("is the same after JSON", () => expect(compiled(decode(encode(plan)))).toEqual({ path, text }))

  test("has nothing against it", async () => expect(await judge(basename(path), text)).toEqual([]))
})

test("no golden file is left over", () => {
  const wanted = pipelines.map(({ plan }) => basename(compiled(plan).path))
  expect(readdirSync(folder).toSorted()).toEqual(wanted.toSorted())
})

test("every exception of the judges is still needed", () => expect(unusedExceptions()).toEqual([]))

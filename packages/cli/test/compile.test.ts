import { existsSync, readdirSync } from "node:fs"
import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const workflow = ".github/workflows/shop.yml"

test("compiles all pipelines of the folder, says so on stderr and nothing on stdout", async () => {
  const here = project({
    "pipelines/shop.ts": shop(),
    "pipelines/site.mts": shop("site"),
    "pipelines/shop.test.ts": "throw 1",
    "pipelines/types.d.ts": "",
  })
  expect(await shipline(here, ["compile"])).toEqual({
    code: 0,
    signal: null,
    stdout: "",
    stderr:
      "created   .github/workflows/shop.yml\ncreated   .github/workflows/site.yml\ncreated   .shipline/guard.mjs\n",
  })
  expect(here.read(workflow)).toMatch(/^# Made by Shipline from pipelines\/shop\.ts\.\n/)
  expect(readdirSync(here.file(".github/workflows"))).toEqual(["shop.yml", "site.yml"])
})

test("says which files were created, updated and unchanged", async () => {
  const here = project({ "pipelines/a.ts": shop("a"), "pipelines/b.ts": shop("b") })
  await shipline(here, ["compile"])
  here.write("pipelines/b.ts", shop("b", "npm run all"))
  here.write("pipelines/c.ts", shop("c"))
  const { code, stdout } = await shipline(here, ["compile", "--json"])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    files: [
      { path: ".github/workflows/a.yml", status: "unchanged" },
      { path: ".github/workflows/b.yml", status: "updated" },
      { path: ".github/workflows/c.yml", status: "created" },
      { path: ".shipline/guard.mjs", status: "unchanged" },
    ],
    problems: [],
  })
})

test("prints one file as it is, several after a comment with their paths", async () => {
  const here = project({ "a.ts": shop("a"), "b.ts": shop("b") })
  const one = await shipline(here, ["compile", "a.ts", "--stdout"])
  expect(one.stdout).toMatch(/^# Made by Shipline from a\.ts\.\n/)
  const both = await shipline(here, ["compile", "a.ts", "b.ts", "--stdout"])
  expect(both.stdout).toContain(`# .github/workflows/a.yml\n${one.stdout}\n# .github/workflows/b.yml\n# Made by`)
  expect(existsSync(here.file(".github"))).toBe(false)
})

test("writes to the root of the repository from a folder of it, and elsewhere with --out", async () => {
  const here = project({ "services/shop/pipelines/shop.ts": shop() })
  await shipline(here, ["compile"], { cwd: here.file("services/shop") })
  expect(here.read(workflow)).toMatch(/^# Made by Shipline from services\/shop\/pipelines\/shop\.ts\.\n/)
  await shipline(here, ["compile", "--out", "generated"], { cwd: here.file("services/shop") })
  expect(here.read("services/shop/generated/.github/workflows/shop.yml")).toMatch(/from \.\.\/pipelines\/shop\.ts\.\n/)
})

test("takes an array of pipelines, each for a file of its own", async () => {
  const here = project({
    "all.ts": `import { gate, pipeline, sh } from "@shipline/core"
export default ["one", "two"].map((name) => pipeline(name, { on: { push: "main" } }, (s) => s.pass(gate("unit", sh\`true\`))))`,
  })
  const { stderr } = await shipline(here, ["compile", "all.ts"])
  expect(stderr).toBe("created   .github/workflows/one.yml\ncreated   .github/workflows/two.yml\n")
})

const imports = (from: string) => `import { unit } from "${from}"
import { pipeline } from "@shipline/core"
export default pipeline("shop", { on: { push: "main" } }, (source) => source.pass(unit))
`
const unit =
  'import { gate, sh, type Gate } from "@shipline/core"\nexport const unit: Gate<"unit"> = gate("unit", sh`npm test`)\n'

test.each([
  ["./gates.js", "gates.ts"],
  ["./gates.mjs", "gates.mts"],
  ["./gates", "gates.ts"],
  ["./gates.ts", "gates.ts"],
  ["./gates", "gates/index.ts"],
  ["./ge teilt/gatter ü.js", "ge teilt/gatter ü.ts"],
])("finds %s in %s", async (from, file) => {
  const here = project({ "shop.ts": imports(from), [file]: unit })
  expect(await shipline(here, ["compile", "shop.ts"])).toMatchObject({ code: 0 })
})

test("prefers the TypeScript source to what was compiled beside it, as TypeScript does", async () => {
  const here = project({ "shop.ts": imports("./gates.js"), "gates.ts": unit, "gates.js": "throw new Error('stale')" })
  expect(await shipline(here, ["compile", "shop.ts"])).toMatchObject({ code: 0 })
})

const plain = shop()
const commonJs = plain
  .replace(/import (.*) from "@shipline\/core"/, 'const $1 = require("@shipline/core")')
  .replace("export default", "module.exports =")

test.each([
  ["shop.js", plain, "{}"],
  ["shop.js", plain, '{ "type": "module" }'],
  ["shop.mjs", plain, '{ "type": "commonjs" }'],
  ["shop.js", commonJs, '{ "type": "commonjs" }'],
  ["shop.cjs", commonJs, "{}"],
  ["shop.cts", commonJs, "{}"],
  ["shop.ts", plain, '{ "type": "commonjs" }'],
  ["shop.tsx", plain, "{}"],
  ["crlf.ts", plain.replaceAll("\n", "\r\n"), "{}"],
  ["mark.ts", `\uFEFF${plain}`, "{}"],
  ["hashbang.ts", `#!/usr/bin/env shipline\n${plain}`, "{}"],
])("runs %s with %# and says nothing of Node's own", async (name, text, description) => {
  const here = project({ [name]: text, "package.json": description })
  expect(await shipline(here, ["compile", name])).toMatchObject({
    code: 0,
    stderr: "created   .github/workflows/shop.yml\ncreated   .shipline/guard.mjs\n",
  })
})

test("runs what TypeScript adds: enums, parameter properties, assertions, generics, imports of types alone", async () => {
  const here = project({
    "types.ts": "export interface Names { readonly unit: string }\n",
    "shop.ts": `import { gate, pipeline, sh, Plan } from "@shipline/core"
import { Names } from "./types.js"
import type { Missing } from "not-installed"
enum Gate { Unit = "unit" }
abstract class Base<T extends string> { constructor(protected readonly value: T, public extra?: number) {} get(): T { return this.value! } }
class Script extends Base<"npm test"> {}
const plan = undefined as unknown as Plan satisfies unknown
const names: Names = { unit: Gate.Unit }
const identity = <T,>(value: T): T => value
export default pipeline(identity<string>("shop"), { on: { push: "main" } }, (source) => source.pass(gate(Gate.Unit, sh\`\${new Script("npm test").get()} \${names.unit} \${String(plan)}\`)))
`,
  })
  expect(await shipline(here, ["compile", "shop.ts"])).toMatchObject({ code: 0 })
})

test("is not misled by type arguments that JavaScript would take for comparisons", async () => {
  const text = `import { gate, pipeline, sh } from "@shipline/core"
const same = (value) => value
const found = same<same>("found")
export default pipeline("shop", { on: { push: "main" } }, (source) => source.pass(gate("unit", sh\`echo \${String(found)}\`)))
`
  const here = project({ "shop.ts": text })
  expect(await shipline(here, ["compile", "shop.ts"])).toMatchObject({ code: 0 })
  expect(here.read(workflow)).toContain("found")
})

test("waits for what a program awaits, keeps its words off stdout, and does not wait for its timers", async () => {
  const here = project({
    "shop.ts": `await new Promise((resolve) => setTimeout(resolve, 20))\nconsole.log("noise")\nsetInterval(() => {}, 1000)\n${shop()}`,
  })
  const { code, stdout, stderr } = await shipline(here, ["compile", "shop.ts", "--stdout"])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^# Made by/)
  expect(stderr).toBe("noise\nnot shown .shipline/guard.mjs\n")
})

test("works where the cache cannot be written", async () => {
  const here = project({ "pipelines/shop.ts": shop(), "node_modules/.cache": "a file" })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 0,
    stderr: "unchanged .github/workflows/shop.yml\nunchanged .shipline/guard.mjs\n",
  })
})

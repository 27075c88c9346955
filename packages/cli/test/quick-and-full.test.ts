import { existsSync, readdirSync } from "node:fs"
import { expect, test } from "vitest"
import { quickCompile } from "../src/options/quick-compile.js"
import { type Project, project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const files = {
  "pipelines/shop.ts": shop(),
  "other.ts": shop("other"),
  "bad.ts": "export default 1\n",
  "a b/ü.ts": shop("ü"),
}

/** Everything that a command line leaves behind. */
const outcome = async (args: readonly string[]) => {
  const here = project(files)
  const result = await shipline(here, args)
  const written = (folder: string): readonly string[] =>
    existsSync(here.file(folder))
      ? readdirSync(here.file(folder)).map((name) => `${folder}/${name}\n${here.read(`${folder}/${name}`)}`)
      : []
  return { ...result, written: [...written(".github/workflows"), ...written("out/.github/workflows")] }
}

/** Command lines that the short way understands. An operand behind `--` is understood by the whole grammar alone. */
const lines: readonly (readonly [options: readonly string[], files: readonly string[]])[] = [
  [[], []],
  [[], ["other.ts"]],
  [[], ["other.ts", "a b/ü.ts"]],
  [["--json"], []],
  [["--json"], ["bad.ts"]],
  [["--check"], []],
  [["--check", "--json"], ["other.ts"]],
  [["--stdout"], ["other.ts"]],
  [
    ["--stdout", "--json"],
    ["other.ts", "a b/ü.ts"],
  ],
  [["--out", "out"], ["other.ts"]],
  [["--out=out"], []],
  [["--target", "github"], ["other.ts"]],
  [["--target=nowhere"], ["other.ts"]],
  [["--check", "--stdout"], []],
  [["--json", "--watch"], []],
  [[], ["missing.ts"]],
  [[], ["pipelines"]],
  [[], ["bad.ts"]],
]

test.each(lines)("both ways do the same with %j %j", async (options, operands) => {
  const quick = ["compile", ...options, ...operands]
  const full = ["compile", ...options, "--", ...operands]
  expect(quickCompile(quick)).toBeDefined()
  expect(quickCompile(full)).toBeUndefined()
  expect(await outcome(quick)).toEqual(await outcome(full))
})

test("options may stand behind files", async () => {
  expect(quickCompile(["compile", "other.ts", "--out", "out", "a b/ü.ts", "--json"])).toEqual({
    files: ["other.ts", "a b/ü.ts"],
    out: "out",
    check: false,
    stdout: false,
    watch: false,
    json: true,
  })
  const full = await outcome(["compile", "other.ts", "--out", "out", "--json", "--", "a b/ü.ts"])
  expect(await outcome(["compile", "other.ts", "--out", "out", "a b/ü.ts", "--json"])).toEqual(full)
})

test.each([
  [[]],
  [["plan", "shop.ts"]],
  [["compile", "--help"]],
  [["compile", "-h"]],
  [["compile", "--chek"]],
  [["compile", "--target"]],
  [["compile", "--target", "--check"]],
  [["compile", "--target="]],
  [["compile", "--check=true"]],
  [["compile", "--check", "--check"]],
  [["compile", "--out", "a", "--out", "b"]],
  [["compile", "--"]],
  [["compile", "-"]],
  [["compile", ""]],
  [["--version"]],
])("leaves %j to the whole grammar", (argv) => {
  expect(quickCompile(argv)).toBeUndefined()
})

test("a remembered result is the same as a fresh one", async () => {
  const here: Project = project(files)
  await shipline(here, ["compile"])
  const fresh = await shipline(here, ["compile", "--"])
  expect(await shipline(here, ["compile"])).toEqual(fresh)
  expect(await shipline(here, ["compile"])).toEqual(fresh)
})

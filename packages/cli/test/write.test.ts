import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline, start } from "./support/shipline.js"

const folder = ".github/workflows"
const output = `${folder}/shop.yml`

test("a folder in the place of a file is an error, and nothing at all is written", async () => {
  const here = project({ "pipelines/a.ts": shop("a"), "pipelines/shop.ts": shop() })
  mkdirSync(here.file(output), { recursive: true })
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 1,
    stderr: `error[SL5402]: cannot write ${output}: a folder has that name\n = help: Move the folder away, or give another folder with --out.\n`,
  })
  expect(readdirSync(here.file(folder))).toEqual(["shop.yml"])
})

test("a file in the place of a folder is an error, and folders that were made for nothing are removed", async () => {
  const here = project({ "pipelines/shop.ts": shop(), generated: "a file" })
  expect(await shipline(here, ["compile", "--out", "generated"])).toMatchObject({
    code: 1,
    stderr: `error[SL5402]: cannot write ${output}: a file stands where a folder must be\n = help: Move the file away, or give another folder with --out.\n`,
  })
  here.write(".github/workflows", "a file")
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 1 })
})

test("a folder that cannot be written is an error", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  // Not even the administrator can write there.
  const { code, stderr } = await shipline(here, ["compile", "--out", "/proc/self"])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^error\[SL540[12]\]: cannot write \.github\/workflows\/shop\.yml: /)
})

test("a program that cannot be compiled keeps all files from being written", async () => {
  const here = project({ "pipelines/a.ts": shop("a"), "pipelines/b.ts": "export default 1\n" })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 1 })
  expect(() => readdirSync(here.file(".github"))).toThrow("ENOENT")
})

test("replaces what a link leads to, keeps the mode, and does not touch what is the same", async () => {
  const here = project({ "pipelines/shop.ts": shop(), "real.yml": "old\n" })
  chmodSync(here.file("real.yml"), 0o640)
  mkdirSync(here.file(folder), { recursive: true })
  symlinkSync("../../real.yml", here.file(output))
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  expect(lstatSync(here.file(output)).isSymbolicLink()).toBe(true)
  expect(here.read("real.yml")).toMatch(/^# Made by Shipline/)
  expect(statSync(here.file("real.yml")).mode & 0o777).toBe(0o640)
  const before = statSync(here.file("real.yml"), { bigint: true }).mtimeNs
  writeFileSync(here.file("pipelines/shop.ts"), `${shop()}// a comment\n`)
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  expect(statSync(here.file("real.yml"), { bigint: true }).mtimeNs).toBe(before)
})

test("several at the same time do not disturb each other", async () => {
  const here = project(
    Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`pipelines/p${index}.ts`, shop(`p${index}`)])),
  )
  const results = await Promise.all(Array.from({ length: 6 }, () => shipline(here, ["compile"])))
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0])
  expect(readdirSync(here.file(folder))).toEqual(Array.from({ length: 8 }, (_, index) => `p${index}.yml`))
  expect(await shipline(here, ["compile", "--check"])).toMatchObject({ code: 0 })
})

test("an interruption leaves whole files and nothing else", async () => {
  const here = project(
    Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`pipelines/p${index}.ts`, shop(`p${index}`)])),
  )
  // Any moment may be the one: these are spread over a run, and none of them decides whether the test passes.
  for (const delay of [20, 40, 60, 80, 100, 120, 140]) {
    const { child, result } = start(here, ["compile", "--out", `out${delay}`])
    await sleep(delay)
    child.kill("SIGINT")
    await result
    const names = (() => {
      try {
        return readdirSync(here.file(`out${delay}/${folder}`))
      } catch {
        return []
      }
    })()
    expect(names.filter((name) => !/^p\d+\.yml$/.test(name))).toEqual([])
    for (const name of names) expect(here.read(`out${delay}/${folder}/${name}`)).toMatch(/^# Made by[\s\S]*\n$/)
  }
})

test("a reader of stdout that goes away is no error", async () => {
  const here = project({ "shop.ts": shop() })
  const { child, result } = start(here, ["compile", "shop.ts", "--stdout"])
  child.stdout?.destroy()
  expect(await result).toMatchObject({ code: 0 })
})

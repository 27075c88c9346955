import { rmSync } from "node:fs"
import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const output = ".github/workflows/shop.yml"

test("passes where every file is what its program says, and writes nothing", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  expect(await shipline(here, ["compile", "--check"])).toMatchObject({ code: 0, stdout: "" })
})

test("shows an edit by hand as a patch, and leaves the file", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  const text = here.read(output)
  here.write(output, text.replace("run: npm test", "run: true"))
  const { code, stdout, stderr } = await shipline(here, ["compile", "--check"])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^--- a\/\.github\/workflows\/shop\.yml\n\+\+\+ b\/\.github\/workflows\/shop\.yml\n@@ /)
  expect(stdout).toContain("\n-        run: true\n+        run: npm test\n")
  expect(stderr).toBe(`error[SL5404]: ${output} differs from its program
 = help: Run \`shipline compile\` and commit the result. Do not edit the file: the next run writes it anew.
different ${output}
unchanged .shipline/guard.mjs
`)
  expect(here.read(output)).not.toBe(text)
})

test("shows a missing file as a new one", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  const { code, stdout, stderr } = await shipline(here, ["compile", "--check"])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/\.github\/workflows\/shop\.yml\n/)
  expect(stderr).toContain("error[SL5405]")
})

test("tells machines the same", async () => {
  const here = project({ "pipelines/a.ts": shop("a"), "pipelines/b.ts": shop("b"), "pipelines/c.ts": shop("c") })
  await shipline(here, ["compile"])
  here.write(".github/workflows/b.yml", "on: push\n")
  rmSync(here.file(".github/workflows/c.yml"))
  const { code, stdout } = await shipline(here, ["compile", "--check", "--json"])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    files: [{ status: "unchanged" }, { status: "different" }, { status: "missing" }, { status: "unchanged" }],
    problems: [{ code: "SL5404" }, { code: "SL5405" }],
  })
})

test("line ends are no difference: git may check files out with CRLF", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  const crlf = here.read(output).replaceAll("\n", "\r\n")
  here.write(output, crlf)
  expect(await shipline(here, ["compile", "--check"])).toMatchObject({ code: 0 })
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 0,
    stderr: `unchanged ${output}\nunchanged .shipline/guard.mjs\n`,
  })
  expect(here.read(output)).toBe(crlf)
})

const leftBehind = (path: string) =>
  `: ${path} was left behind by a pipeline that is gone\n = help: Delete it: git rm ${path}\n`

test("files of pipelines that are gone are told, and are an error of a check", async () => {
  const here = project({ "pipelines/shop.ts": shop(), "pipelines/old.ts": shop("old") })
  await shipline(here, ["compile"])
  rmSync(here.file("pipelines/old.ts"))
  const compile = await shipline(here, ["compile"])
  expect(compile).toMatchObject({
    code: 0,
    stderr: `warning[SL5406]${leftBehind(".github/workflows/old.yml")}unchanged ${output}\nunchanged .shipline/guard.mjs\nleft over .github/workflows/old.yml\n`,
  })
  const check = await shipline(here, ["compile", "--check"])
  expect(check.code).toBe(1)
  expect(check.stderr).toContain(`error[SL5406]${leftBehind(".github/workflows/old.yml")}`)
})

test("so are files of pipelines that were renamed", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  here.write("pipelines/shop.ts", shop("store"))
  expect((await shipline(here, ["compile"])).stderr).toContain(leftBehind(output))
})

test("files of people, of other projects and of runs that name their files are left alone", async () => {
  const here = project({
    "one/pipelines/shop.ts": shop(),
    "two/pipelines/site.ts": shop("site"),
    ".github/workflows/mine.yml": "on: push\n",
  })
  await shipline(here, ["compile"], { cwd: here.file("two") })
  expect(await shipline(here, ["compile"], { cwd: here.file("one") })).toMatchObject({
    code: 0,
    stderr: `created   ${output}\nunchanged .shipline/guard.mjs\n`,
  })
  rmSync(here.file("two/pipelines/site.ts"))
  expect(await shipline(here, ["compile", "pipelines/shop.ts", "--check"], { cwd: here.file("one") })).toMatchObject({
    code: 0,
  })
})

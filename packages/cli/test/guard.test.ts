import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { expect, test } from "vitest"
import { bin } from "./support/built.js"
import { type Project, project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const guard = ".shipline/guard.mjs"
const workflow = ".github/workflows/shop.yml"
const builtGuard = readFileSync(join(dirname(bin), "guard.mjs"), "utf8")
const digest = `sha256:${createHash("sha256").update(builtGuard).digest("hex")}`

/** A pipeline that only checks. */
const checks = `import { gate, pipeline, sh } from "@shipline/core"

export default pipeline("checks", { on: { push: "main" } }, (source) => source.pass(gate("unit", sh\`npm test\`)))
`

const git = (here: Project, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", here.path, ...args], { encoding: "utf8" })

test("writes the guard beside the workflows that call it, and its digest into them", async () => {
  const here = project({ "pipelines/shop.ts": shop(), "pipelines/site.ts": shop("site") })
  const { code, stderr } = await shipline(here, ["compile"])
  expect(code).toBe(0)
  expect(stderr.match(/guard/g)).toHaveLength(1)
  expect(here.read(guard)).toBe(builtGuard)
  expect(here.read(workflow)).toContain(`# Deployments are decided by .shipline/guard.mjs, ${digest}.\n`)
  expect(here.read(workflow)).toContain("run: node .shipline/guard.mjs admit\n")
})

test("the guard says what it is, for which license, and how to check it; it needs no package and fits", () => {
  expect(builtGuard).toMatch(/^\/\/ Shipline's guard, version \d+\.\d+\.\d+\. Apache-2\.0/)
  expect(builtGuard).toContain("shipline compile --check")
  expect(Buffer.byteLength(builtGuard)).toBeLessThan(300_000)
  const imports = [...builtGuard.matchAll(/^import (?:.* from )?"([^"]+)"|(?:require|import)\("([^"]+)"\)/gm)].map(
    ([, one, other]) => one ?? other,
  )
  expect(imports.length).toBeGreaterThan(0)
  expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual([])
})

test("a pipeline that deploys nothing needs none", async () => {
  const here = project({ "pipelines/checks.ts": checks })
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 0,
    stderr: "created   .github/workflows/checks.yml\n",
  })
  expect(existsSync(here.file(".shipline"))).toBe(false)
})

test("goes where the workflows go, and is not shown on stdout", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  const shown = await shipline(here, ["compile", "--stdout"])
  expect(shown.stdout).toMatch(/^# Made by Shipline/)
  expect(shown.stdout).not.toContain("Shipline's guard")
  expect(shown.stderr).toBe(`not shown ${guard}\n`)
  const told = await shipline(here, ["compile", "--stdout", "--json"])
  expect(JSON.parse(told.stdout).files).toEqual([
    { path: workflow, status: "printed", text: shown.stdout },
    { path: guard, status: "not shown" },
  ])
  expect(existsSync(here.file(".shipline"))).toBe(false)
  await shipline(here, ["compile", "--out", "generated"])
  expect(here.read(`generated/${guard}`)).toBe(builtGuard)
})

test("a check tells a missing guard and another one, without its thousands of lines", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  expect(await shipline(here, ["compile", "--check"])).toMatchObject({ code: 0 })
  here.write(guard, builtGuard.replace("admitted", "refused"))
  const edited = await shipline(here, ["compile", "--check"])
  expect(edited).toMatchObject({ code: 1, stdout: "" })
  expect(edited.stderr).toContain(`error[SL5404]: ${guard} is not the one of this version of Shipline\n`)
  rmSync(here.file(".shipline"), { recursive: true })
  const missing = await shipline(here, ["compile", "--check"])
  expect(missing).toMatchObject({ code: 1, stdout: "" })
  expect(missing.stderr).toContain(`error[SL5405]: ${guard} is missing\n`)
  expect(existsSync(here.file(".shipline"))).toBe(false)
})

test("line ends are no difference, and the digest is the one of the file as git stores it", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  here.write(guard, builtGuard.replaceAll("\n", "\r\n"))
  expect(await shipline(here, ["compile", "--check"])).toMatchObject({ code: 0 })
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 0,
    stderr: `unchanged ${workflow}\nunchanged ${guard}\n`,
  })
  expect(here.read(workflow)).toContain(digest)
})

test("what runs leave beside it changes nothing for the next compile", async () => {
  const here = project({ "pipelines/shop.ts": `process.stderr.write("ran\\n")\n${shop()}` })
  await shipline(here, ["compile"])
  await shipline(here, ["compile"])
  mkdirSync(here.file(".shipline/runs"))
  writeFileSync(here.file(".shipline/left.yml"), "# Made by Shipline from pipelines/gone.ts.\n")
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 0,
    stderr: `unchanged ${workflow}\nunchanged ${guard}\n`,
  })
})

test("git sees the guard, also where an earlier version of Shipline kept the whole folder out", async () => {
  const here = project({
    "pipelines/shop.ts": shop(),
    ".shipline/.gitignore": "*\n",
    ".shipline/runs/1/run.jsonl": "{}\n",
  })
  rmSync(here.file(".git"), { recursive: true })
  git(here, "init", "--quiet")
  expect(await shipline(here, ["compile"])).toMatchObject({
    code: 0,
    stderr: `created   ${workflow}\ncreated   ${guard}\n`,
  })
  expect(git(here, "status", "--porcelain", "--untracked-files=all", ".shipline")).toBe(`?? ${guard}\n`)
})

test("says so where git would leave the guard out of a commit", async () => {
  const here = project({ "pipelines/shop.ts": shop(), ".gitignore": "node_modules\n.shipline/\n" })
  rmSync(here.file(".git"), { recursive: true })
  git(here, "init", "--quiet")
  const { code, stderr } = await shipline(here, ["compile"])
  expect(code).toBe(0)
  expect(stderr).toContain(`warning[SL5407]: git ignores ${guard}`)
  expect(here.read(".gitignore")).toBe("node_modules\n.shipline/\n")
})

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { expect, test } from "vitest"
import { type Project, project, shop } from "./support/project.js"
import { type Options, shipline } from "./support/shipline.js"

const output = ".github/workflows/shop.yml"
const unchanged = `unchanged ${output}\nunchanged .shipline/guard.mjs\n`

/** A program that tells on stderr whenever it is run. */
const telling = (text: string): string => `process.stderr.write("ran\\n")\n${text}`

const compile = async (here: Project, args: readonly string[] = [], options?: Options) => {
  const result = await shipline(here, ["compile", ...args], options)
  return { ...result, ran: result.stderr.includes("ran") }
}

const compiled = async (
  files: Readonly<Record<string, string>> = { "pipelines/shop.ts": telling(shop()) },
  words = unchanged,
): Promise<Project> => {
  const here = project(files)
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
  expect(await compile(here)).toMatchObject({ code: 0, ran: false, stderr: words })
  return here
}

test("does nothing where nothing has changed, and says the same", async () => {
  const here = await compiled()
  const json = await compile(here, ["--json"])
  expect(JSON.parse(json.stdout).files).toEqual([
    { path: output, status: "unchanged" },
    { path: ".shipline/guard.mjs", status: "unchanged" },
  ])
  expect(await compile(here, ["--json"])).toMatchObject({ code: 0, ran: false, stdout: json.stdout })
})

const edits: Readonly<Record<string, (here: Project) => void>> = {
  "the program was edited": (here) => appendFileSync(here.file("pipelines/shop.ts"), "\n"),
  "the program was edited to the same length and its time set back": (here) => {
    here.write("pipelines/shop.ts", telling(shop()).replace("npm test", "npm tset"))
    utimesSync(here.file("pipelines/shop.ts"), new Date(0), new Date(0))
  },
  "a program was added": (here) => here.write("pipelines/site.ts", shop("site")),
  "a program was removed": (here) => {
    here.write("pipelines/site.ts", telling(shop()))
    rmSync(here.file("pipelines/shop.ts"))
  },
  "a configuration appeared": (here) => here.write("shipline.config.ts", "export default {}"),
  "the package's description was edited": (here) => here.write("package.json", '{ "type": "module" }'),
  "an output was edited": (here) => appendFileSync(here.file(output), "# mine\n"),
  "the guard was edited": (here) => appendFileSync(here.file(".shipline/guard.mjs"), "// mine\n"),
  "the guard was removed": (here) => rmSync(here.file(".shipline/guard.mjs")),
  "an output was removed": (here) => rmSync(here.file(output)),
  "all outputs were removed": (here) => rmSync(here.file(".github"), { recursive: true }),
  "a file was added beside the outputs": (here) => here.write(".github/workflows/other.yml", "on: push\n"),
  "the library was replaced": (here) => {
    const link = here.file("node_modules/@shipline/core")
    renameSync(link, `${link}-before`)
    symlinkSync(`${link}-before`, here.file("node_modules/between"))
    mkdirSync(link)
    writeFileSync(
      here.file("node_modules/@shipline/core/package.json"),
      '{ "name": "@shipline/core", "type": "module", "main": "index.js" }',
    )
    writeFileSync(here.file("node_modules/@shipline/core/index.js"), 'export * from "../core-before/dist/index.js"')
  },
  "another copy of the library is nearer": (here) => {
    mkdirSync(here.file("pipelines/node_modules/@shipline/core"), { recursive: true })
    here.write("pipelines/node_modules/@shipline/core/package.json", '{ "type": "module", "main": "index.js" }')
    here.write(
      "pipelines/node_modules/@shipline/core/index.js",
      'export * from "../../../../node_modules/@shipline/core/dist/index.js"',
    )
  },
}

test.each(Object.entries(edits))("compiles again when %s", async (_, edit) => {
  const here = await compiled()
  edit(here)
  const again = await compile(here)
  expect(again).toMatchObject({ code: 0, ran: true })
  // What is on the disk is what a command without any memory would write.
  rmSync(here.file("node_modules/.cache"), { recursive: true })
  const texts = readdirSync(here.file(".github/workflows")).map((name) => here.read(`.github/workflows/${name}`))
  await compile(here)
  expect(readdirSync(here.file(".github/workflows")).map((name) => here.read(`.github/workflows/${name}`))).toEqual(
    texts,
  )
})

const gates = (script: string) =>
  `import { gate, sh } from "@shipline/core"\nexport const unit = gate("unit", sh\`${script}\`)\n`
/** It deploys nothing. */
const importing = `process.stderr.write("ran\\n")
import { pipeline } from "@shipline/core"
import { unit } from "../lib/gates.js"
export default pipeline("shop", { on: { push: "main" } }, (source) => source.pass(unit))
`

test("compiles again when what a program imports has changed", async () => {
  const here = await compiled(
    { "pipelines/shop.ts": importing, "lib/gates.ts": gates("npm test") },
    `unchanged ${output}\n`,
  )
  here.write("lib/gates.ts", gates("npm run all"))
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
  expect(here.read(output)).toContain("npm run all")
})

test("compiles again when a file appears that an import finds first", async () => {
  const here = await compiled(
    { "pipelines/shop.ts": importing, "lib/gates.js": gates("npm test") },
    `unchanged ${output}\n`,
  )
  here.write("lib/gates.ts", gates("npm run all"))
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
  expect(here.read(output)).toContain("npm run all")
})

test.each([
  ["the environment", 'process.env["STAGE"]'],
  ["the clock", "Date.now()"],
  ["the clock by a constructor", "new Date().getTime()"],
  ["chance", "Math.random()"],
  ["files", '(await import("node:fs")).readFileSync("package.json", "utf8").length'],
  ["the machine", '(await import("node:os")).hostname()'],
])("remembers nothing of a program that reads %s", async (_, expression) => {
  const here = project({ "pipelines/shop.ts": `process.stderr.write("ran\\n")\nString(${expression})\n${shop()}` })
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
})

test("a program that reads a variable sees its new value", async () => {
  const here = project({ "pipelines/shop.ts": shop().replace("npm test", '${process.env["TASK"] ?? "none"}') })
  await compile(here, [], { env: { TASK: "first" } })
  await compile(here, [], { env: { TASK: "second" } })
  expect(here.read(output)).toContain("second")
})

test("remembers neither failures nor warnings", async () => {
  const here = project({ "pipelines/shop.ts": telling("export default 1") })
  expect(await compile(here)).toMatchObject({ code: 1, ran: true })
  expect(await compile(here)).toMatchObject({ code: 1, ran: true })
})

test("two folders and two command lines do not share what is remembered", async () => {
  const here = await compiled()
  expect(await compile(here, ["--out", "elsewhere"])).toMatchObject({ ran: true })
  expect(existsSync(here.file(`elsewhere/${output}`))).toBe(true)
  here.write("second/pipelines/shop.ts", telling(shop("second")))
  expect(await compile(here, [], { cwd: here.file("second") })).toMatchObject({ code: 0, ran: true })
})

test("a damaged memory is none", async () => {
  const here = await compiled()
  const stamps = here.file("node_modules/.cache/shipline/stamps")
  for (const name of readdirSync(stamps)) writeFileSync(`${stamps}/${name}`, "{")
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
})

test("compiles again when the repository's root is another one", async () => {
  const here = await compiled()
  here.write("sub/pipelines/shop.ts", telling(shop()))
  const cwd = { cwd: here.file("sub") }
  expect(await compile(here, [], cwd)).toMatchObject({ code: 0, ran: true })
  await compile(here, [], cwd)
  mkdirSync(here.file("sub/.git"))
  expect(await compile(here, [], cwd)).toMatchObject({
    ran: true,
    stderr: expect.stringContaining(`created   ${output}`),
  })
})

test("compiles again when a pattern of the configuration matches another file", async () => {
  const here = await compiled({
    "shipline.config.ts": 'export default { pipelines: ["ci/*.ts"] }',
    "ci/shop.ts": telling(shop()),
  })
  here.write("ci/site.ts", shop("site"))
  expect((await compile(here)).stderr).toContain("site.yml")
})

test("tells of what another project leaves behind, when it is left behind", async () => {
  const here = project({ "one/pipelines/shop.ts": shop(), "two/pipelines/site.ts": shop("site") })
  await compile(here, [], { cwd: here.file("two") })
  await compile(here, [], { cwd: here.file("one") })
  expect((await compile(here, [], { cwd: here.file("one") })).stderr).toBe(unchanged)
  rmSync(here.file("two/pipelines/site.ts"))
  expect((await compile(here, [], { cwd: here.file("one") })).stderr).toContain("warning[SL5406]")
})

test("damaged or foreign compiled code is compiled again", async () => {
  const here = await compiled()
  const folder = here.file("node_modules/.cache/shipline/code")
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(`${folder}/${name}`)
    bytes[Math.floor(bytes.length / 4)] = 255 - (bytes[Math.floor(bytes.length / 4)] ?? 0)
    writeFileSync(`${folder}/${name}`, bytes)
  }
  appendFileSync(here.file("pipelines/shop.ts"), "\n")
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
  for (const name of readdirSync(folder)) writeFileSync(`${folder}/${name}`, "short")
  appendFileSync(here.file("pipelines/shop.ts"), "\n")
  expect(await compile(here)).toMatchObject({ code: 0, ran: true })
})

import { existsSync } from "node:fs"
import { join } from "node:path"
import { type Adapter, adapters, type Proof } from "@shipline/adapters"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { type Project, project, shop } from "./support/project.js"

let said: string
let printed: string

beforeEach(() => {
  vi.stubGlobal("SHIPLINE_GUARD_DIGEST", `sha256:${"0".repeat(64)}`)
  vi.stubGlobal("SHIPLINE_VERSION", "0.1.0")
  ;[said, printed] = ["", ""]
})
afterEach(() => vi.unstubAllGlobals())

vi.mock("../src/write-out.js", () => ({
  writeWords: (text: string) => {
    said += text
  },
  writeData: (text: string) => {
    printed += text
  },
}))

const refuted: Proof = {
  platform: "github",
  verdict: "refuted",
  properties: [{ name: "safety", environment: "production", lane: "release", holds: false }],
  counterexamples: [
    {
      property: "safety",
      environment: "production",
      lane: "release",
      run: [{ name: "event", value: "push" }],
      jobs: [{ job: "unit", name: "unit", outcome: "failure" }],
      acts: [],
      job: "deploy-production",
      missing: ["unit"],
      place: { file: ".github/workflows/shop.yml", line: 1, column: 1 },
      problem: { code: "SL3401", path: "", message: "production is deployed to although 'unit' failed", hint: "" },
      story: ["main is pushed", "unit fails", "deploy-production starts"],
    },
  ],
  problems: [],
  assumptions: [],
}

const compileWith = async (adapter: Adapter, here: Project, options: object = {}) => {
  const { compile } = await import("../src/commands/compile.js")
  const asked = { files: [], check: false, stdout: false, watch: false, json: false, ...options }
  const importModule = (url: string): Promise<unknown> => import(/* @vite-ignore */ url)
  const session = { cwd: here.path, argv: ["compile"], cache: join(here.path, "cache"), started: 0, importModule }
  return compile(asked, session, { github: adapter })
}

/** The adapter for GitHub, with text of its own. */
const breaking = (edit: (text: string) => string, prove = adapters.github.prove): Adapter => ({
  ...adapters.github,
  compile: (plan, options) => {
    const { files, problems } = adapters.github.compile(plan, options)
    return { files: files.map(({ path, text }) => ({ path, text: edit(text) })), problems }
  },
  prove,
})

test.each([{}, { check: true }, { stdout: true }, { json: true }])(
  "a file whose proof fails is an error of Shipline and is not written, with %j",
  async (options) => {
    const here = project({ "pipelines/shop.mjs": shop(), ".github/workflows/site.yml": "name: site\n" })
    const code = await compileWith(
      breaking(
        (text) => text,
        () => refuted,
      ),
      here,
      options,
    )
    expect(code).toBe(1)
    expect(said).toBe(`error[SL5902]: what was made of 'shop' does not keep what its plan promises
  production is deployed to although 'unit' failed
  main is pushed
  unit fails
  deploy-production starts
  .github/workflows/shop.yml:1: # Made by Shipline from pipelines/shop.mjs.
 --> pipelines/shop.mjs:6:16
  |
6 | export default pipeline("shop", { on: { push: "main" } }, (source) =>
  |                ^
  = help: Nothing was written. This is a mistake in Shipline: please report it with the text above and the program.
`)
    expect(existsSync(here.file(".github/workflows/shop.yml"))).toBe(false)
    expect(existsSync(here.file(".shipline"))).toBe(false)
    expect(printed.includes("jobs:")).toBe(false)
  },
)

test("what the adapter itself would prove is proved: a file that lets a gate through is not written", async () => {
  const here = project({ "pipelines/shop.mjs": shop() })
  const broken = breaking((text) => text.replaceAll("needs.unit.result == 'success'", "!cancelled()"))
  expect(await compileWith(broken, here)).toBe(1)
  expect(said).toMatch(
    /^error\[SL5902\]: what was made of 'shop' .*\n {2}'deploy to production' deploys to production although 'unit' has not passed\n {2}A run: event push/,
  )
  expect(said).toMatch(/\n {2}\.github\/workflows\/shop\.yml:\d+: deploy-production:\n/)
  expect(existsSync(here.file(".github"))).toBe(false)
})

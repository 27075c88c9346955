import { existsSync } from "node:fs"
import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

test("names the programs, the folder, the target and the pins", async () => {
  const commit = "0123456789abcdef0123456789abcdef01234567"
  const here = project({
    "shipline.config.ts": `export default { pipelines: ["ci/*.ts"], out: "generated", target: "github", pins: { "actions/checkout": { tag: "v9.9.9", commit: "${commit}" } } }\n`,
    "ci/shop.ts": shop(),
    "ci/site.ts": shop("site"),
  })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  expect(here.read("generated/.github/workflows/shop.yml")).toContain(`actions/checkout@${commit} # v9.9.9`)
  expect(existsSync(here.file("generated/.github/workflows/site.yml"))).toBe(true)
})

test("its folder and target hold for programs that are named, too, and options come before it", async () => {
  const here = project({
    "shipline.config.mjs": 'export default { out: "generated", target: "nowhere" }\n',
    "shop.ts": shop(),
  })
  expect(await shipline(here, ["compile", "shop.ts"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL5005]: there is no target 'nowhere'"),
  })
  expect(await shipline(here, ["compile", "shop.ts", "--target", "github"])).toMatchObject({ code: 0 })
  expect(existsSync(here.file("generated/.github/workflows/shop.yml"))).toBe(true)
})

test("the folder of pipelines comes before what it names, and that is told", async () => {
  const here = project({
    "shipline.config.ts": 'export default { pipelines: ["ci/site.ts"] }\n',
    "ci/site.ts": shop("site"),
    "pipelines/shop.ts": shop(),
  })
  const { code, stderr } = await shipline(here, ["compile"])
  expect(code).toBe(0)
  expect(stderr).toBe(`warning[SL5304]: the configuration names pipelines, but the folder pipelines/ comes first
 --> shipline.config.ts:1:1
  |
1 | export default { pipelines: ["ci/site.ts"] }
  | ^
  = help: Remove \`pipelines\` from the configuration, or move the programs out of the folder.
created   .github/workflows/shop.yml
created   .shipline/guard.mjs
`)
})

test.each([
  ["SL5301", "export default []", "the configuration is not an object"],
  ["SL5301", "export const pipelines = []", "the configuration is not an object"],
  [
    "SL5302",
    "export default { pipeline: [] }",
    "the configuration has the key 'pipeline', which Shipline does not know",
  ],
  ["SL5303", 'export default { pipelines: "a.ts" }', "'pipelines' has a value that it cannot have"],
  ["SL5303", "export default { out: 1 }", "'out' has a value that it cannot have"],
  ["SL5303", 'export default { pins: { "actions/checkout": "v1" } }', "'pins' has a value that it cannot have"],
  ["SL5305", 'export default { pipelines: ["ci/*.ts"] }', "'ci/*.ts' matches no file"],
  ["SL5001", 'export default { pipelines: ["ci/shop.ts"] }', "there is no file 'ci/shop.ts'"],
  ["SL5104", "throw new Error('no')", "the program threw Error: no"],
])("%s for %s", async (code, text, message) => {
  const { stderr, code: exit } = await shipline(project({ "shipline.config.ts": `${text}\n` }), ["compile"])
  expect(stderr).toContain(`error[${code}]: ${message}\n`)
  expect(exit).toBe(code.startsWith("SL50") ? 2 : 1)
})

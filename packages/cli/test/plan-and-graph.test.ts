import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const program = `import { all, approval, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"
const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh\`npm test\`)
const odd = gate("say \\"hi\\" [<b>] {x}; #1 ü 日本", sh\`npm run odd\`)
const managers = approval("release managers")
const staging = environment("staging", { url: "https://staging.shop.example", requires: [unit] })
const production = environment("production", { after: [staging], requires: [unit, managers], hotfix: { requires: [unit] } })
const copy = rollout({ deploy: () => sh\`cp \${site.path} /srv\` })
export default pipeline("shop", { on: { push: "main", pullRequest: true } }, (source) =>
  all(source.pass(unit, odd), source.build(site, sh\`npm run build\`)).deploy(staging, copy).pass(managers).deploy(production, copy))
`

test("plan shows what a pipeline does", async () => {
  const { code, stdout, stderr } = await shipline(project({ "shop.ts": program }), ["plan", "shop.ts"])
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  expect(stdout).toBe(`shop  shop.ts:9

Started by
  a push to main
  pull requests

Artifacts
  site  files  dist

Jobs
  unit                           gate
  say "hi" [<b>] {x}; #1 ü 日本  gate
  build site                     build
  deploy to staging              deployment  after unit, say "hi" [<b>] {x}; #1 ü 日本, build site
  release managers               approval    after deploy to staging
  deploy to production           deployment  after unit, build site, deploy to staging, release managers

Environments
  staging     https://staging.shop.example  requires unit
  production                                requires deployed to staging, unit, release managers

Hotfixes
  production  requires unit
`)
})

test("plan --json is the plan, with places that are the same on every machine", async () => {
  const { code, stdout } = await shipline(project({ "shop.ts": program }), ["plan", "shop.ts", "--json"])
  expect(code).toBe(0)
  const plan = JSON.parse(stdout)
  expect(plan).toMatchObject({ version: 1, name: "shop", at: { file: "shop.ts", line: 9, column: 16 } })
  expect(stdout).not.toContain("file://")
})

test("an unsound plan is shown, and what is wrong with it is told", async () => {
  const here = project({ "shop.ts": shop().replace("source.pass(unit)", "(source as any)") })
  for (const args of [
    ["plan", "shop.ts"],
    ["plan", "shop.ts", "--json"],
    ["graph", "shop.ts"],
  ]) {
    const { code, stdout, stderr } = await shipline(here, args)
    expect(code).toBe(1)
    expect(stdout).toContain("production")
    expect(stderr).toContain("error[SL2001]")
  }
})

test("one of several pipelines is chosen by its name", async () => {
  const here = project({
    "all.ts": `${shop("one").replace("export default", "const one =")}
export default [one, pipeline("two", { on: { push: "main" } }, (s) => s.pass(unit))]`,
  })
  expect(await shipline(here, ["plan", "all.ts"])).toMatchObject({
    code: 2,
    stderr: "error[SL5008]: the program exports 2 pipelines: one, two\n = help: Say which with --pipeline NAME.\n",
  })
  expect(await shipline(here, ["plan", "all.ts", "--pipeline", "tow"])).toMatchObject({
    code: 2,
    stderr: "error[SL5009]: the program exports no pipeline 'tow'\n = help: Did you mean 'two'?\n",
  })
  expect((await shipline(here, ["plan", "all.ts", "--pipeline", "two"])).stdout).toMatch(/^two {2}/)
})

test("graph draws text, without the lines that follow from others", async () => {
  const { code, stdout } = await shipline(project({ "shop.ts": program }), ["graph", "shop.ts"])
  expect(code).toBe(0)
  expect(stdout).toBe(`shop
  unit
  say "hi" [<b>] {x}; #1 ü 日本
  build site
  deploy to staging              ← unit, say "hi" [<b>] {x}; #1 ü 日本, build site
  release managers               ← deploy to staging
  deploy to production           ← release managers
`)
})

test("graph draws Mermaid, where labels hold nothing that it could take for something else", async () => {
  const { stdout } = await shipline(project({ "shop.ts": program }), ["graph", "shop.ts", "--format", "mermaid"])
  expect(stdout).toBe(`flowchart LR
  n0("unit")
  n1("say #34;hi#34; #91;#60;b#62;#93; #123;x#125;#59; #35;1 ü 日本")
  n2[["build site"]]
  n3["deploy to staging"]
  n4{{"release managers"}}
  n5["deploy to production"]
  n0 --> n3
  n1 --> n3
  n2 --> n3
  n3 --> n4
  n4 --> n5
`)
})

test("graph draws the language of Graphviz", async () => {
  const { stdout } = await shipline(project({ "shop.ts": program }), ["graph", "shop.ts", "--format", "dot"])
  expect(stdout).toMatch(/^digraph "shop" \{\n {2}rankdir=LR;\n/)
  expect(stdout).toContain('[label="say \\"hi\\" [<b>] {x}; #1 ü 日本" shape=ellipse];')
  expect(stdout).toContain('  "deploy-staging" -> "release-managers";\n')
})

const hotfixes = `import { approval, environment, gate, pipeline, rollout, sh } from "@shipline/core"
const unit = gate("unit", sh\`npm test\`, { timeout: "10 minutes" })
const slow = gate("slow tests", sh\`npm run slow\`, { timeout: "3 hours" })
const managers = approval("release managers")
const staging = environment("staging", { requires: [unit, slow] })
const production = environment("production", {
  requires: [unit, slow, managers],
  hotfix: { requires: [unit, managers], within: "1 hour" },
})
const copy = rollout({ deploy: () => sh\`./deploy.sh\`, timeout: "15 minutes" })
export default pipeline("shop", { on: { push: "main" } }, (source) =>
  source.pass(unit, slow).deploy(staging, copy).pass(managers).deploy(production, copy))
`

test("graph draws a lane, with how long it may take and what its budget is", async () => {
  const here = project({ "shop.ts": hotfixes })
  expect(await shipline(here, ["graph", "shop.ts", "--lane", "hotfix"])).toMatchObject({
    code: 0,
    stderr: "",
    stdout: `shop
  unit
  release managers      ← unit
  deploy to production  ← release managers

  production: at most 25 min of 1 h (unit → release managers → deploy to production), besides the time of release managers
`,
  })
  expect(
    (await shipline(here, ["graph", "shop.ts", "--lane", "rollback", "--environment", "staging"])).stdout,
  ).toBe(`shop
  deploy to staging

  staging: at most 15 min (deploy to staging)
`)
  const { stdout } = await shipline(here, ["graph", "shop.ts", "--lane", "hotfix", "--format", "mermaid"])
  expect(stdout).toContain('["deploy to production"]')
  expect(stdout).not.toContain("slow tests")
  expect(stdout).not.toContain("at most")
})

test("graph says where a lane leads nowhere, and where there is no such environment", async () => {
  const here = project({ "shop.ts": shop() })
  expect(await shipline(here, ["graph", "shop.ts", "--lane", "hotfix"])).toMatchObject({
    code: 0,
    stderr: "Nothing runs in the lane 'hotfix'.\n",
  })
  expect(await shipline(here, ["graph", "shop.ts", "--lane", "rollback", "--environment", "prodution"])).toMatchObject({
    code: 2,
    stderr: "error[SL5504]: the pipeline has no environment 'prodution'\n = help: Did you mean 'production'?\n",
  })
})

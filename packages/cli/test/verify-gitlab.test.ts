import { rmSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const config = 'export default { target: "gitlab" }\n'

test("judges each pipeline of a repository by the file with which GitLab begins", async () => {
  const here = project({
    "pipelines/shop.ts": shop(),
    "pipelines/site.ts": shop("site").replaceAll('"production"', '"web"'),
    "shipline.config.ts": config,
  })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  const { code, stdout, stderr } = await shipline(here, ["verify"])
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  expect(stdout).toContain(".gitlab/shop.yml (shop)\n  production  release")
  expect(stdout).toContain(".gitlab/site.yml (site)\n  web  release")

  here.write(".gitlab/shop.yml", here.read(".gitlab/shop.yml").replace(/^(shop:unit:\n)/m, "$1  allow_failure: true\n"))
  const edited = await shipline(here, ["verify", ".gitlab/shop.yml"])
  expect(edited.code).toBe(1)
  expect(edited.stderr).toContain("although 'unit' has not passed")
  expect((await shipline(here, ["verify", ".gitlab/site.yml"])).code).toBe(0)
})

test("a project that compiles for GitLab by its command line alone is judged by its files", async () => {
  // GitHub would have nobody who logs in to such a registry.
  const app = 'artifact.image("app", { repository: "registry.example/shop" })'
  const built = shop()
    .replace("import { ", "import { artifact, ")
    .replace("source.pass(unit)", `source.pass(unit).build(${app}, sh\`docker build .\`)`)
  const here = project({
    "pipelines/shop.ts": built,
    "pipelines/site.ts": shop("site").replaceAll('"production"', '"web"'),
  })
  expect(await shipline(here, ["compile", "--target", "gitlab"])).toMatchObject({ code: 0 })
  for (const files of [[], [".gitlab/shop.yml"], [".gitlab-ci.yml"]])
    expect(await shipline(here, ["verify", ...files])).toMatchObject({ code: 0, stderr: "" })
  rmSync(here.file(".gitlab/site.yml"))
  expect(await shipline(here, ["verify"])).toMatchObject({
    code: 1,
    stderr: `error[SL5405]: .gitlab/site.yml is missing
 = help: Run \`shipline compile --target gitlab\` and commit the result.
`,
  })
})

test("the file with which GitLab begins is missed once", async () => {
  const here = project({ "pipelines/shop.ts": shop(), "pipelines/site.ts": shop("site"), "shipline.config.ts": config })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  rmSync(here.file(".gitlab-ci.yml"))
  expect(await shipline(here, ["verify"])).toMatchObject({
    code: 1,
    stderr: `error[SL5405]: .gitlab-ci.yml is missing
 = help: Run \`shipline compile\` and commit the result.
`,
  })
})

test.each([".gitlab-ci.yml", ".github/workflows/deploy.yml"])("a %s that is no YAML cannot be judged", async (file) => {
  const here = project({ [file]: "unit:\n  script: [" })
  const asked = ["verify", file, "--environment", "production", "--requires", "unit"]
  const { code, stdout, stderr } = await shipline(here, asked)
  expect(code).toBe(1)
  expect(stdout).toContain("cannot be judged")
  expect(stderr).toContain(`--> ${file}:2:`)
})

test("reads what a file that was written by hand includes from the repository", async () => {
  const here = project({
    ".gitlab-ci.yml": "include:\n  - local: /ci/jobs *.yml\n",
    "ci/jobs für alle.yml": `unit:
  stage: test
  script: [npm test]
ship:
  stage: deploy
  needs: [unit]
  script: [./deploy.sh]
  environment: production
`,
  })
  const asked = ["verify", ".gitlab-ci.yml", "--environment", "production", "--requires", "unit"]
  expect(await shipline(here, asked)).toMatchObject({ code: 0, stderr: "" })
  here.write("ci/jobs für alle.yml", here.read("ci/jobs für alle.yml").replace("[unit]", "[]").replaceAll("\n", "\r\n"))
  const { code, stderr } = await shipline(here, asked)
  expect(code).toBe(1)
  expect(stderr).toContain("--> ci/jobs für alle.yml:4:1\n")
  expect(stderr).toContain("4 | ship:\n")
})

describe("two pipelines that deploy to environments of the same name", () => {
  const programs = { "pipelines/shop.ts": shop(), "pipelines/api.ts": shop("api") }

  test("are made, and each is judged by itself", async () => {
    const here = project({ ...programs, "shipline.config.ts": config })
    expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
    expect(await shipline(here, ["compile", "pipelines/shop.ts", "--check"])).toMatchObject({ code: 0 })
    const { code, stdout, stderr } = await shipline(here, ["verify"])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toContain(".gitlab/api.yml (api)\n  production  release")
    expect(stdout).toContain(".gitlab/shop.yml (shop)\n  production  release")
    expect(stdout).toContain(
      "Other pipelines deploy to production too, by shop:deploy-production, shop:redeploy-production: those are held against their own plans.",
    )
  })

  test("answer for themselves: a gate that is let through is the fault of its own", async () => {
    const here = project({ ...programs, "shipline.config.ts": config })
    expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
    here.write(".gitlab/api.yml", here.read(".gitlab/api.yml").replace(/^(api:unit:\n)/m, "$1  allow_failure: true\n"))
    const all = await shipline(here, ["verify"])
    expect(all.code).toBe(1)
    expect(all.stderr).toContain("'api:deploy-production' deploys to production although 'unit' has not passed")
    expect(all.stderr).not.toContain("'shop:")
    expect((await shipline(here, ["verify", ".gitlab/shop.yml"])).code).toBe(0)
  })

  test.each([
    ["a job of the other that may not", ".gitlab/api.yml", "api:unit:\n", "api:unit:\n  environment: production\n"],
    [
      "a job of nobody",
      ".gitlab-ci.yml",
      "\nstages:",
      '\nother:\n  stage: "api: production"\n  needs: []\n  script: [./deploy.sh]\n  environment: production\n  rules:\n    - if: $CI_COMMIT_BRANCH\n\nstages:',
    ],
  ])("are refused where %s deploys there as well", async (_, file, from, to) => {
    const here = project({ ...programs, "shipline.config.ts": config })
    expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
    here.write(file, here.read(file).replace(from, to))
    const { code, stderr } = await shipline(here, ["verify"])
    expect(code).toBe(1)
    expect(stderr).toMatch(/SL3408.*'(api:unit|other)' .*is no job that may/)
  })

  test("have a file each on GitHub, which is judged alone", async () => {
    const here = project(programs)
    expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
    const { code, stdout, stderr } = await shipline(here, ["verify"])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toContain(".github/workflows/api.yml (api)\n  production  release")
    expect(stdout).toContain(".github/workflows/shop.yml (shop)\n  production  release")
  })
})

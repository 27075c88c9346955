import { existsSync } from "node:fs"
import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const target = ["compile", "--target", "gitlab"]

test("a file for each pipeline, the file that takes them in, and the guard", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  expect(await shipline(here, target)).toMatchObject({ code: 0 })
  expect(here.read(".gitlab-ci.yml")).toContain("  - local: .gitlab/shop.yml\n")
  expect(here.read(".gitlab/shop.yml")).toMatch(/^# Made by Shipline from pipelines\/shop\.ts\.\n/)
  expect(here.read(".gitlab/shop.yml")).toMatch(/^# Deployments are decided by \.shipline\/guard\.mjs, sha256:/m)
  expect(existsSync(here.file(".github"))).toBe(false)
  expect(await shipline(here, [...target, "--check"])).toMatchObject({ code: 0 })
})

test("the configuration may name the platform", async () => {
  const here = project({
    "pipelines/shop.ts": shop(),
    "shipline.config.ts": 'export default { target: "gitlab" }\n',
  })
  expect(await shipline(here, ["compile"])).toMatchObject({ code: 0 })
  expect(existsSync(here.file(".gitlab-ci.yml"))).toBe(true)
})

test("a second pipeline comes into the same file, and leaves it with its program", async () => {
  const other = shop("api").replaceAll("production", "live")
  const here = project({ "pipelines/shop.ts": shop(), "pipelines/api.ts": other })
  expect(await shipline(here, target)).toMatchObject({ code: 0 })
  expect(here.read(".gitlab-ci.yml")).toContain("  - local: .gitlab/api.yml\n")
  here.write("pipelines/api.ts", shop("web").replaceAll("production", "live"))
  const { code, stdout, stderr } = await shipline(here, target)
  expect(code).toBe(0)
  expect(here.read(".gitlab-ci.yml")).not.toContain("api.yml")
  expect(`${stdout}${stderr}`).toContain(".gitlab/api.yml was left behind by a pipeline that is gone")
})

test("a file of somebody else is not written over", async () => {
  const own = "test:\n  script: npm test\n"
  const here = project({ "pipelines/shop.ts": shop(), ".gitlab-ci.yml": own })
  const { code, stderr } = await shipline(here, target)
  expect(code).toBe(1)
  expect(stderr).toContain("error[SL5408]: .gitlab-ci.yml was not made by Shipline, and would be written anew")
  expect(here.read(".gitlab-ci.yml")).toBe(own)
  expect(existsSync(here.file(".gitlab"))).toBe(false)
  const checked = await shipline(here, [...target, "--check"])
  expect(checked.code).toBe(1)
  expect(checked.stderr).toContain("error[SL5408]: .gitlab-ci.yml was not made by Shipline")
  expect(checked.stderr).toContain(
    "error[SL5405]: .gitlab/shop.yml is missing\n = help: Run `shipline compile --target gitlab` and commit the result.\n",
  )
})

test("what GitLab cannot do is told at its line, and nothing is written", async () => {
  const here = project({ "pipelines/shop.ts": shop().replace('environment("production"', 'environment("Süd"') })
  const { code, stderr } = await shipline(here, target)
  expect(code).toBe(1)
  expect(stderr).toContain("error[SL3320]: GitLab can hold no environment named 'Süd'")
  expect(stderr).toContain("--> pipelines/shop.ts:4:")
  expect(existsSync(here.file(".gitlab-ci.yml"))).toBe(false)
})

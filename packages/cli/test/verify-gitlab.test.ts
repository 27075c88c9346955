import { expect, test } from "vitest"
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

import { truncateSync } from "node:fs"
import { expect, test } from "vitest"
import { project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const workflow = `name: deploy
on: push
jobs:
  unit:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  ship:
    needs: unit
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: ./deploy.sh
`

interface Bad {
  readonly files?: Readonly<Record<string, string>>
  readonly args: readonly string[]
  readonly code?: 1 | 2
  readonly says: string
}

const file = ".github/workflows/deploy.yml"
const here = { [file]: workflow }
const policy = (text: string) => ({ ...here, "policy.yml": text })

/** Every way to ask what cannot be asked, and all that the command says about it. */
const mistakes: Readonly<Record<string, Bad>> = {
  "SL5001 a file that is not there": {
    files: here,
    args: [".github/workflows/deploi.yml", "--environment", "production", "--requires", "unit"],
    says: `error[SL5001]: there is no file '.github/workflows/deploi.yml'
 = help: Did you mean 'deploy.yml'?
`,
  },
  "SL5001 a policy that is not there": {
    files: here,
    args: [file, "--policy", "policy.yml"],
    says: `error[SL5001]: there is no file 'policy.yml'
 = help: Check the path.
`,
  },
  "SL5002 a folder": {
    files: here,
    args: [".github/workflows", "--environment", "production", "--requires", "unit"],
    says: `error[SL5002]: '.github/workflows' is a folder
 = help: Name a file in it.
`,
  },
  "SL5001 a file that is not there, and no program makes": {
    files: { "pipelines/shop.ts": shop(), ...here },
    args: [".github/workflows/deploi.yml"],
    says: `error[SL5001]: there is no file '.github/workflows/deploi.yml'
 = help: Did you mean 'deploy.yml'?
`,
  },
  "SL5002 the folder itself": {
    files: { "pipelines/shop.ts": shop(), ...here },
    args: ["."],
    says: `error[SL5002]: '.' is a folder
 = help: Name a file in it.
`,
  },
  "SL5006 a plan and a policy": {
    args: [file, "--plan", "plan.json", "--policy", "policy.yml"],
    says: `error[SL5006]: --plan and --policy exclude each other: a file is held against one of them
 = help: Leave one out.
`,
  },
  "SL5006 a policy and an environment": {
    args: [file, "--policy", "policy.yml", "--environment", "production", "--requires", "unit"],
    says: `error[SL5006]: --policy and --environment exclude each other: a file is held against one of them
 = help: Leave one out.
`,
  },
  "SL5405 a file that a program should have made": {
    files: { "pipelines/shop.ts": shop() },
    args: [],
    code: 1,
    says: `error[SL5405]: .github/workflows/shop.yml is missing
 = help: Run \`shipline compile\` and commit the result.
`,
  },
  "SL5601 a file of no platform": {
    files: { "compose.yml": "services: {}\n" },
    args: ["compose.yml", "--environment", "production", "--requires", "unit"],
    says: `error[SL5601]: 'compose.yml' is no workflow of GitHub and no file of GitLab CI
 = help: Name a file below .github/workflows, a .gitlab-ci.yml, or one that has their keys.
`,
  },
  "SL5602 neither plan nor policy": {
    files: here,
    args: [file],
    says: `error[SL5602]: nothing says what '.github/workflows/deploy.yml' is held against: there are no programs here, and neither a plan nor a policy was given
 = help: Say what an environment requires: shipline verify .github/workflows/deploy.yml --environment production --requires unit,scan
`,
  },
  "SL5602 nothing at all": {
    args: [],
    says: `error[SL5602]: nothing says what is required: there are no programs here, and neither a plan nor a policy was given
 = help: Say what an environment requires: shipline verify .github/workflows/deploy.yml --environment production --requires unit,scan
`,
  },
  "SL5602 a policy for no file": {
    args: ["--environment", "production", "--requires", "unit"],
    says: `error[SL5602]: no file was named
 = help: Name the CI files that it is about: shipline verify .github/workflows/*.yml …
`,
  },
  "SL5603 a policy that is no YAML": {
    files: policy("environments:\n  production: [\n"),
    args: [file, "--policy", "policy.yml"],
    says: `error[SL5603]: the policy is neither YAML nor JSON: Flow sequence in block collection must be sufficiently indented and end with a ]
 --> policy.yml:3:1
  = help: Correct it there.
`,
  },
  "SL5603 everything that a policy cannot have": {
    files: policy(`branch: [main]
environments:
  production:
    requires: unit
    deploy: [ship]
  staging: {}
`),
    args: [file, "--policy", "policy.yml"],
    says: `error[SL5603]: the policy has the key 'branch', which Shipline does not know
 --> policy.yml:1:1
  |
1 | branch: [main]
  | ^
  = help: Did you mean 'branches'?

error[SL5603]: 'production' has the key 'deploy', which Shipline does not know
 --> policy.yml:5:5
  |
5 |     deploy: [ship]
  |     ^
  = help: Did you mean 'deploys'?

error[SL5603]: 'requires' is no list of names
 --> policy.yml:4:5
  |
4 |     requires: unit
  |     ^
  = help: Write requires: [one, two].

error[SL5603]: 'staging' says nothing about what it requires
 --> policy.yml:6:3
  |
6 |   staging: {}
  |   ^
  = help: Write staging: { requires: [unit] }.
`,
  },
  "SL5603 a policy in JSON without environments": {
    files: { ...here, "policy.json": '{ "environments": {} }\n' },
    args: [file, "--policy", "policy.json"],
    says: `error[SL5603]: the policy names no environment
 --> policy.json:1:3
  |
1 | { "environments": {} }
  |   ^
  = help: Write environments: { production: { requires: [unit, scan] } }.
`,
  },
  "SL5604 an environment without gates": {
    args: [file, "--environment", "production"],
    says: `error[SL5604]: nothing says what production requires
 = help: Name the jobs: --environment production --requires unit,scan.
`,
  },
  "SL5604 gates without an environment": {
    args: [file, "--requires", "unit"],
    says: `error[SL5604]: gates are required, but before which environment?
 = help: Name it: --environment production.
`,
  },
  "SL5605 an environment that no file names, SL5606 a gate that it has not": {
    files: here,
    args: [file, "--environment", "prodution", "--environment", "production", "--requires", "unti"],
    says: `error[SL5605]: no job of these files names the environment 'prodution'
 = help: Did you mean 'production'? Where a job deploys without naming its environment, a policy file says which: deploys: [job].

error[SL5606]: .github/workflows/deploy.yml has no job 'unti'
 = help: Did you mean 'unit'?
`,
  },
  "SL5606 a job that is said to deploy": {
    files: policy("environments: { production: { requires: [], deploys: [publish] } }\n"),
    args: [file, "--policy", "policy.yml"],
    says: `error[SL5606]: .github/workflows/deploy.yml has no job 'publish'
 = help: There is: unit, ship.
`,
  },
  "SL5607 a file that no program makes": {
    files: { "pipelines/shop.ts": shop(), ...here },
    args: [file],
    says: `error[SL5607]: no program of the project makes '.github/workflows/deploy.yml'
 = help: For a file that was written by hand, say what it is held against: --environment production --requires unit,scan.
`,
  },
  "SL5608 a plan that is none": {
    files: { ...here, "plan.json": "[]" },
    args: [file, "--plan", "plan.json"],
    says: `error[SL5608]: 'plan.json' is no plan: the plan: Invalid input: expected object, received array
 = help: Give it what \`shipline plan FILE --json\` wrote, of the same version.
`,
  },
}

test.each(Object.entries(mistakes))("%s", async (_name, { files = {}, args, code = 2, says }) => {
  expect(await shipline(project(files), ["verify", ...args])).toEqual({ code, signal: null, stdout: "", stderr: says })
})

test("SL5101 a file that cannot be read", async () => {
  const it = project(here)
  it.write("deploy.yml", "")
  truncateSync(it.file("deploy.yml"), 3 * 1024 ** 3) // no engine reads as much at once
  const { code, stderr } = await shipline(it, [
    "verify",
    "deploy.yml",
    "--environment",
    "production",
    "--requires",
    "unit",
  ])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^error\[SL5101\]: 'deploy\.yml' cannot be read: [^\n]+\n = help: Check its permissions\.\n$/)
})

test("a refusal is data too", async () => {
  const { code, stdout } = await shipline(project(here), ["verify", file, "--json"])
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ problems: [{ level: "error", code: "SL5602" }] })
})

import { expect, test } from "vitest"
import { type Project, project, shop } from "./support/project.js"
import { shipline } from "./support/shipline.js"

const file = ".github/workflows/deploy.yml"
const asked = ["--environment", "production", "--requires", "unit,scan"]

/** A workflow as teams write it; `ship` is what stands in the job that deploys, besides its steps. */
const workflow = ({ ship = "", needs = "[unit, scan]", scan = "" } = {}): string => `name: deploy
on:
  push:
    branches: [main]
jobs:
  unit:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  scan:
    runs-on: ubuntu-latest
${scan}    steps:
      - run: npm run scan
  ship:
    needs: ${needs}
${ship}    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: ./deploy.sh
`

interface Found {
  readonly verdict: string
  readonly files: readonly {
    readonly counterexamples: readonly {
      readonly property: string
      readonly job: string
      readonly missing: readonly string[]
      readonly jobs: readonly { readonly job: string; readonly outcome: string }[]
      readonly place: { readonly line: number }
    }[]
  }[]
}

const verified = async (here: Project, args: readonly string[]) => {
  const { code, stdout, stderr } = await shipline(here, ["verify", ...args, "--json"])
  expect(stdout, stderr).not.toBe("")
  return { code, stderr, data: JSON.parse(stdout) as Found } // what the command prints
}

test("proves a workflow that asks for each of its gates, and says what it takes for granted", async () => {
  const here = project({ [file]: workflow() })
  const { code, stdout, stderr } = await shipline(here, ["verify", file, ...asked])
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  expect(stdout).toMatch(
    /^\.github\/workflows\/deploy\.yml\n {2}production {2}proved {2}deployed only after its gates\n/,
  )
  expect(stdout).toContain("\nThis assumes:\n  - ")
})

/** Workflows in which the deployment starts although a gate has not passed, and the gate that shows it soonest. */
const holes: Readonly<Record<string, readonly [text: string, gate: string, outcome: readonly string[]]>> = {
  "always()": [workflow({ ship: "    if: always()\n" }), "unit", ["failure", "skipped", "cancelled"]],
  "!failure()": [
    workflow({ ship: "    if: ${{ !failure() && !cancelled() }}\n", scan: "    if: github.actor != 'bot'\n" }),
    "scan",
    ["skipped", "cancelled"],
  ],
  "continue-on-error": [workflow({ scan: "    continue-on-error: true\n" }), "scan", ["hidden"]],
  "a missing need": [workflow({ needs: "unit" }), "scan", ["failure", "cancelled", "skipped"]],
}

test.each(Object.entries(holes))("finds the gate that %s lets through", async (_name, [text, gate, outcomes]) => {
  const { code, data } = await verified(project({ [file]: text }), [file, ...asked])
  expect({ code, verdict: data.verdict }).toEqual({ code: 1, verdict: "refuted" })
  const found = data.files[0]?.counterexamples.find(({ property }) => property === "safety")
  expect(found).toMatchObject({ job: "ship", missing: expect.arrayContaining([gate]) })
  expect(outcomes).toContain(found?.jobs.find(({ job }) => job === gate)?.outcome)
  expect(text.split("\n")[(found?.place.line ?? 0) - 1]).toContain("ship:")
})

test("tells a person the shortest run as a story, with the line of the file", async () => {
  const here = project({ [file]: workflow({ needs: "unit" }) })
  const { code, stdout, stderr } = await shipline(here, ["verify", file, ...asked])
  expect(code).toBe(1)
  expect(stdout).toMatch(/\n {2}production {2}refuted/)
  expect(stderr).toMatchInlineSnapshot(`
    "error[SL3401]: 'ship' deploys to production although 'scan' has not passed
      A run: event push, ref refs/heads/main.
      'unit' passes.
      'scan' fails.
      'ship' starts.
      --> .github/workflows/deploy.yml:14:3
       |
    14 |   ship:
       |   ^
       = help: Name each gate in the needs of the deployment, and let it start only where each has the result success.
    "
  `)
})

test("judges the files of the project's programs as they stand on the disk", async () => {
  const here = project({ "pipelines/shop.ts": shop(), "pipelines/site.ts": shop("site") })
  await shipline(here, ["compile"])
  const proved = await shipline(here, ["verify"])
  expect(proved).toMatchObject({ code: 0, stderr: "" })
  expect(proved.stdout).toContain(".github/workflows/shop.yml (shop)\n")
  expect(proved.stdout).toContain(".github/workflows/site.yml (site)\n")

  const path = ".github/workflows/shop.yml"
  here.write(path, here.read(path).replaceAll("needs.unit.result == 'success'", "!cancelled()"))
  const { code, data } = await verified(here, [])
  expect({ code, verdict: data.verdict }).toEqual({ code: 1, verdict: "refuted" })
  expect(data.files.map(({ counterexamples }) => counterexamples.length > 0)).toEqual([true, false])
  expect((await verified(here, [".github/workflows/site.yml"])).code).toBe(0)
})

test("holds a file against a plan, wherever the file lies", async () => {
  const here = project({ "pipelines/shop.ts": shop() })
  await shipline(here, ["compile"])
  here.write("plan.json", (await shipline(here, ["plan", "pipelines/shop.ts", "--json"])).stdout)
  here.write("copy/shop.yml", here.read(".github/workflows/shop.yml"))
  expect((await verified(here, ["--plan", "plan.json"])).data).toMatchObject({
    verdict: "proved",
    files: [{ path: ".github/workflows/shop.yml", pipeline: "shop", platform: "github" }],
  })
  expect((await verified(here, ["copy/shop.yml", "--plan", "plan.json"])).data.verdict).toBe("proved")
})

const withoutEnvironment = workflow().replace("    environment: production\n", "")
const policy = { environments: { production: { requires: ["unit", "scan"], deploys: ["ship"] } }, branches: ["main"] }
const policies = {
  "policy.json": JSON.stringify(policy),
  "policy.yaml": `environments:
  production:
    requires: [unit, scan]
    deploys: [ship]
branches: [main]
`,
}

test.each(Object.entries(policies))("takes %s, also for a job that names no environment", async (name, text) => {
  const here = project({ [file]: withoutEnvironment, [name]: text })
  expect((await verified(here, [file, "--policy", name])).data.verdict).toBe("proved")
  here.write(file, withoutEnvironment.replace("[unit, scan]", "[unit]"))
  const { code, data } = await verified(here, [file, "--policy", name])
  expect({ code, verdict: data.verdict }).toEqual({ code: 1, verdict: "refuted" })
})

test("reads the workflow that a job calls, which may be the one that deploys", async () => {
  const called = ".github/workflows/ship it.yml"
  const caller = workflow({ ship: `    uses: "./${called}"\n` }).replace(
    / {4}runs-on: ubuntu-latest\n {4}environment: production\n.*$/s,
    "",
  )
  const ship =
    "on: workflow_call\njobs:\n  roll:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - run: ./deploy.sh\n"
  const here = project({ [file]: caller, [called]: ship })
  expect((await verified(here, [file, ...asked])).data.verdict).toBe("proved")
  const both = await verified(here, [called, file, ...asked])
  expect(both.data).toMatchObject({ verdict: "proved", files: [{ path: file }] })
  here.write(file, caller.replace("[unit, scan]", "[unit]"))
  expect((await verified(here, [file, ...asked])).data.verdict).toBe("refuted")
})

test("reads files with line ends of Windows, and paths with spaces and other letters", async () => {
  const name = ".github/workflows/auf die Bühne.yml"
  const here = project({ [name]: workflow({ needs: "unit" }).replaceAll("\n", "\r\n") })
  const { code, stderr } = await shipline(here, ["verify", name, ...asked])
  expect(code).toBe(1)
  expect(stderr).toContain(`--> ${name}:14:`)
  expect(stderr).toContain("14 |   ship:\n")
})

test("proves nothing of a file that it cannot read", async () => {
  const here = project({ [file]: "on: push\njobs: [\n" })
  const { code, stderr } = await shipline(here, ["verify", file, "--policy", "policy.yml"], {})
  expect({ code, stderr }).toMatchObject({ code: 2 })
  here.write("plan.json", (await shipline(project({ "a.ts": shop() }), ["plan", "a.ts", "--json"])).stdout)
  const against = await shipline(here, ["verify", file, "--plan", "plan.json"])
  expect(against.code).toBe(1)
  expect(against.stdout).toContain("cannot be judged")
  expect(against.stderr).toMatch(/^error\[SL34\d\d\]: /)
})

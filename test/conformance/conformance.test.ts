import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { dryRunsOf } from "./in-a-dry-run.js"
import { differences, type Observation } from "./observation.js"
import { githubOf, onGithub } from "./on-github.js"
import { gitlabOf, gitlabRunsOf } from "./on-gitlab.js"
import { programs } from "./programs.js"
import { type Scenario, scenariosOf, titleOf } from "./scenario.js"
import { isCompared } from "./skips.js"
import { conformancePage } from "./table.js"

type Backend = (scenario: Scenario) => Observation | Promise<Observation>

const isCancelled = ({ mishap }: Scenario): boolean => mishap?.how === "is cancelled with the run"

describe.each(programs.map(({ name, plan }) => [name, plan] as const))("%s", (name, plan) => {
  const scenarios = scenariosOf(plan).filter((scenario) => isCompared(name, scenario))
  const onGithubAll = githubOf(plan).then(
    (workflow) => new Map(scenarios.map((scenario) => [scenario, onGithub(plan, workflow, scenario)])),
  )

  /** In what a backend differs from GitHub. */
  const differing = async (backend: Backend, some: readonly Scenario[]): Promise<readonly string[]> => {
    const expected = await onGithubAll
    const found: string[] = []
    for (const scenario of some) {
      const lines = differences(expected.get(scenario) as Observation, await backend(scenario)) // one of all scenarios
      found.push(...lines.map((line) => `${titleOf(scenario)}: ${line}`))
    }
    return found
  }

  test("means the same in a dry run and on GitHub", { timeout: 120_000 }, async () => {
    const found = await differing(
      dryRunsOf(plan),
      scenarios.filter((one) => !isCancelled(one)),
    )
    expect(found).toEqual([])
  })

  const { files, codes } = gitlabOf(plan)
  test.skipIf(codes.length > 0)("means the same on GitLab and on GitHub", async () => {
    expect(await differing(gitlabRunsOf(plan, files), scenarios)).toEqual([])
  })
})

describe("the comparison", () => {
  const plan = programs.find(({ name }) => name === "shop")?.plan
  if (plan === undefined) throw new Error("no such program")
  const scenario = (how: string, node: string) =>
    scenariosOf(plan).find(({ way, mishap }) => way.event === "push" && mishap?.how === how && mishap.node.id === node)

  test.each([
    ["a need that is left out", "    - shop:scan\n", "", "fails", "scan", "ran has deploy-staging"],
    [
      "a gate that may fail",
      "shop:lint:\n",
      "shop:lint:\n  allow_failure: true\n",
      "fails",
      "lint",
      "ran has deploy-staging",
    ],
    [
      "an artifact that is not kept",
      "      - .shipline/run/build-app\n",
      "",
      "fails",
      "smoke-on-production",
      "handed lacks app → deploy-production",
    ],
  ])("finds %s", async (_, from, to, how, node, expected) => {
    const { files } = gitlabOf(plan)
    const broken = new Map([...files].map(([path, text]) => [path, text.replaceAll(from, to)]))
    const one = scenario(how, node)
    if (one === undefined) throw new Error("no such scenario")
    const seen = gitlabRunsOf(plan, broken)(one)
    expect(differences(onGithub(plan, await githubOf(plan), one), seen)).toContain(expected)
    expect(differences(onGithub(plan, await githubOf(plan), one), gitlabRunsOf(plan, files)(one))).toEqual([])
  })
})

test("the page tells what is compared", () => {
  const page = fileURLToPath(new URL("../../docs/conformance.md", import.meta.url))
  const text = conformancePage(programs)
  if (process.env.UPDATE_GOLDEN === "1" && process.env.CI === undefined) writeFileSync(page, text)
  expect(existsSync(page) ? readFileSync(page, "utf8") : "").toBe(text)
})

test("at least fifteen programs run on GitHub, on GitLab and in dry runs", () => {
  expect(programs.filter(({ plan }) => gitlabOf(plan).codes.length === 0).length).toBeGreaterThanOrEqual(15)
})

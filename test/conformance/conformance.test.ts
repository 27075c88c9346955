import { describe, expect, test } from "vitest"
import { dryRunsOf } from "./in-a-dry-run.js"
import { differences } from "./observation.js"
import { githubOf, onGithub } from "./on-github.js"
import { programs } from "./programs.js"
import { scenariosOf, titleOf } from "./scenario.js"
import { skips } from "./skips.js"

describe.each(programs.map(({ name, plan }) => [name, plan] as const))("%s", (_, plan) => {
  test("GitHub and a dry run", async () => {
    const workflow = await githubOf(plan)
    const inADryRun = dryRunsOf(plan)
    const found: string[] = []
    for (const scenario of scenariosOf(plan)) {
      if (
        scenario.mishap?.how === "is cancelled with the run" ||
        skips.some((skip) => skip.program === plan.name && skip.covers(scenario))
      )
        continue
      const [one, other] = [onGithub(plan, workflow, scenario), await inADryRun(scenario)]
      found.push(...differences(one, other).map((line) => `${titleOf(scenario)}: ${line}`))
    }
    expect(found).toEqual([])
  })
})

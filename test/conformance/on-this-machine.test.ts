import { describe, expect, test } from "vitest"
import { differences } from "./observation.js"
import { githubOf, onGithub } from "./on-github.js"
import { onThisMachine, type Place, placeFor } from "./on-this-machine.js"
import { programs } from "./programs.js"
import { realScenariosOf, type Scenario, scenariosOf, titleOf, type Way } from "./scenario.js"
import { unrun } from "./skips.js"

/** In what a real run differs from what GitHub makes of the emitted file. */
const compared = async (
  place: Place,
  plan: (typeof programs)[number]["plan"],
  scenario: Scenario,
  version?: string,
) => {
  const expected = onGithub(plan, await githubOf(plan), scenario)
  const ran = await onThisMachine(place, scenario, expected.waits, version)
  return { version: ran.version, found: differences(expected, ran.seen).map((line) => `${titleOf(scenario)}: ${line}`) }
}

describe("really run, as GitHub would", () => {
  const own = programs.filter(({ name }) => !unrun.has(name)).map(({ name, plan }) => [name, plan] as const)
  test.each(own)("%s", { timeout: 120_000 }, async (_, plan) => {
    const place = placeFor(plan)
    try {
      const found: string[] = []
      for (const scenario of realScenariosOf(plan)) found.push(...(await compared(place, plan, scenario)).found)
      expect(found).toEqual([])
    } finally {
      place.remove()
    }
  })
})

test("really promoted, rolled back and deployed by a hotfix, as GitHub would", { timeout: 120_000 }, async () => {
  const plan = programs.find(({ name }) => name === "hurried")?.plan
  if (plan === undefined) throw new Error("no such program")
  const place = placeFor(plan)
  const on = (lane: Way["lane"], how?: string, node?: string): Scenario => {
    const found = scenariosOf(plan).find(
      ({ way, mishap }) => way.lane === lane && mishap?.how === how && (node === undefined || mishap?.node.id === node),
    )
    if (found === undefined) throw new Error(`no such scenario of ${lane}`)
    return found
  }
  try {
    const broken = await compared(place, plan, on("release", "fails", "deploy-live"))
    const promoted = await compared(place, plan, on("promote"), broken.version)
    place.commit()
    expect([broken, promoted].flatMap(({ found }) => found)).toEqual([])
    const next = await compared(place, plan, on("release"))
    expect(next.found).toEqual([])
    const back = await compared(place, plan, on("rollback"))
    place.commit()
    const hotfix = await compared(place, plan, on("hotfix"))
    expect([broken, promoted, next, back, hotfix].flatMap(({ found }) => found)).toEqual([])
    expect(back.version).toBe(broken.version)
  } finally {
    place.remove()
  }
})

import {
  all,
  approval,
  artifact,
  criticalPath,
  environment,
  gate,
  pipeline,
  rollout,
  sh,
  soak,
  verify,
} from "@shipline/core"
import { describe, expect, it } from "vitest"
import { laneView, type Node, type Plan } from "../../src/plan/index.js"
import { nodeOf, planOf } from "../support.js"

const minutes = 60_000
const unit = gate("unit", sh`npm test`, { timeout: "10 minutes" })
const slow = gate("slow", sh`npm run slow`, { timeout: "20 minutes", retries: 2 })
const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
const board = approval("board")
const how = rollout({ deploy: () => sh`deploy ${image.ref}`, timeout: "5 minutes" })

const way = (plan: Plan, id: string) => {
  const found = criticalPath(laneView(plan, "release"), id)
  return { minutes: (found?.milliseconds ?? 0) / minutes, path: found?.path.map(({ id }) => id) }
}

describe("the critical path", () => {
  const open = environment("open")
  const plan = planOf((source) =>
    all(source.pass(unit), source.pass(board).pass(slow), source.build(image, sh`make`, { timeout: "12 minutes" }))
      .deploy(open, how)
      .pass(soak(open, "2 hours")),
  )

  it("is the longest of several ways, by timeouts and by all attempts", () => {
    expect(way(plan, "deploy-open")).toEqual({ minutes: 65, path: ["board", "slow", "deploy-open"] })
    expect(way(plan, "build-app")).toEqual({ minutes: 12, path: ["build-app"] })
  })

  it("counts a soak as what it lasts, and a person as nothing, but says whom it waits for", () => {
    expect(way(plan, "soak-of-2-hours-on-open").minutes).toBe(65 + 120)
    const found = criticalPath(laneView(plan, "release"), "deploy-open")
    expect(found?.approvals.map(({ title }) => title)).toEqual(["board"])
    expect(criticalPath(laneView(plan, "release"), "unit")?.approvals).toEqual([])
  })

  it("is that of the lane", () => {
    const urgent = environment("urgent", { requires: [unit, slow], hotfix: { requires: [unit] } })
    const { nodes } = planOf((source) => source.build(image, sh`make`).pass(slow).pass(unit).deploy(urgent, how))
    const hotfix = laneView(
      planOf((source) => source.build(image, sh`make`).pass(slow).pass(unit).deploy(urgent, how)),
      "hotfix",
    )
    expect(criticalPath(hotfix, "deploy-urgent")?.milliseconds).toBe((30 + 10 + 5) * minutes)
    expect(criticalPath(nodes, "deploy-urgent")?.milliseconds).toBe((30 + 60 + 10 + 5) * minutes)
  })

  it("does not depend on the order in which the nodes are written", () => {
    const nodes = laneView(plan, "release")
    for (const order of [nodes.toReversed(), nodes.toSorted((a, b) => a.id.localeCompare(b.id))])
      expect(criticalPath(order, "soak-of-2-hours-on-open")?.milliseconds).toBe(185 * minutes)
  })

  it("is nothing where there is no such node, and ends where nodes wait for each other", () => {
    expect(criticalPath(plan.nodes, "deploy-nowhere")).toBeUndefined()
    const circle = plan.nodes.map((node): Node => (node.id === "slow" ? { ...node, needs: ["deploy-open"] } : node))
    expect(criticalPath(circle, "deploy-open")?.path.map(({ id }) => id)).toEqual(["deploy-open"])
  })

  it("of ten thousand nodes in a row is found", () => {
    const [first] = plan.nodes
    if (first === undefined) throw new Error("no node")
    const nodes = Array.from(
      { length: 10_000 },
      (_, index): Node => ({ ...first, id: `n${index}`, needs: index === 0 ? [] : [`n${index - 1}`] }),
    )
    expect(criticalPath(nodes, "n9999")).toMatchObject({ milliseconds: 10_000 * 10 * minutes })
  })
})

describe("the budget of a hotfix", () => {
  const problems = (within: "25 minutes" | "24 minutes" | "1 hour", more: { readonly soaked?: true } = {}) => {
    const staging = environment("staging", { requires: [unit], hotfix: { requires: [unit] } })
    const held = soak(staging, "2 hours")
    const requires = [unit, slow, held, board] as const
    const production =
      more.soaked === true
        ? environment("production", { requires, hotfix: { requires: [unit, held, board], within } })
        : environment("production", { requires, hotfix: { requires: [unit, board], within } })
    const ship = rollout({ deploy: () => sh`x`, timeout: "5 minutes" })
    const made = pipeline("p", { on: { push: "main" } }, (source) =>
      source
        .pass(unit)
        .deploy(staging, ship)
        .pass(slow, held, board)
        .deploy(production, rollout({ deploy: () => sh`x`, timeout: "10 minutes" })),
    )
    return verify(made.plan)
  }

  it("is kept to the millisecond", () => {
    expect(problems("25 minutes")).toEqual([])
  })

  it("names what the lane may take, what it is given, and the way", () => {
    expect(problems("24 minutes")).toMatchObject([
      {
        code: "SL2022",
        path: "environments.production",
        message:
          "the hotfix lane may take 25 minutes to reach production, and its budget is 24 minutes: unit → deploy to staging → board → deploy to production",
        hint: "'unit' may take longest, 10 minutes: give it a shorter timeout, or give the lane a larger budget.",
        at: { file: import.meta.filename },
      },
    ])
  })

  it("counts soaks that the policy keeps", () => {
    expect(problems("1 hour", { soaked: true })).toMatchObject([
      {
        code: "SL2022",
        hint: "'soak of 2 hours on staging' may take longest, 2 hours: leave it out of the policy, or give the lane a larger budget.",
      },
    ])
  })

  it("counts every attempt", () => {
    const urgent = environment("urgent", { requires: [slow], hotfix: { requires: [slow], within: "1 hour" } })
    const plan = planOf((source) =>
      source.pass(slow).deploy(urgent, rollout({ deploy: () => sh`x`, timeout: "1 second" })),
    )
    expect(verify(plan)).toMatchObject([
      {
        code: "SL2022",
        hint: "'slow' may take longest, 20 minutes in each of 3 attempts: give it a shorter timeout or fewer retries, or give the lane a larger budget.",
      },
    ])
    expect(nodeOf(plan, "slow")).toMatchObject({ job: { retries: 2 } })
  })

  it("says nothing of an environment that this pipeline does not deploy to", () => {
    const far = environment("far", { requires: [unit], hotfix: { requires: [unit], within: "1 second" } })
    const after = environment("after", { after: [far] })
    const known = planOf((source) => {
      const lied = source as unknown as { deploy(environment: unknown, how: unknown): typeof source }
      return lied.deploy(after, how)
    })
    expect(known.environments.map(({ name }) => name)).toContain("far")
    expect(verify(known).map(({ code }) => code)).not.toContain("SL2022")
  })
})

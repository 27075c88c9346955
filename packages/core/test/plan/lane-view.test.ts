import { describe, expect, it } from "vitest"
import { type Lane, laneView, type Node, type Plan } from "../../src/plan/index.js"
import { shop } from "./shop.js"

const shown = (lane: Lane, environment?: string): readonly string[] =>
  laneView(shop, lane, environment).map(({ id, needs }) => [id, ...needs].join(" "))
const nodeIn = (lane: Lane, id: string, environment?: string): Node | undefined =>
  laneView(shop, lane, environment).find((node) => node.id === id)
const steps = (node: Node | undefined): readonly string[] =>
  node !== undefined && "job" in node
    ? node.job.steps.map((step) => (step.kind === "script" ? `${step.role}: ${step.run}` : step.kind))
    : []

describe("the release lane", () => {
  it("is the whole plan", () => {
    expect(laneView(shop, "release")).toEqual(shop.nodes)
  })
})

describe("the hotfix lane", () => {
  it("is what the policies keep, what is built for it, and the checks on the deployments, with the edges reconnected", () => {
    expect(shown("hotfix")).toEqual([
      "build-site",
      "unit",
      "deploy-staging build-site unit",
      "smoke-on-staging deploy-staging",
      "deploy-production build-site unit deploy-staging smoke-on-staging",
      "smoke-on-production deploy-production",
      "load-on-production deploy-production smoke-on-production",
    ])
  })

  it("runs the faster variant of a gate, in the job that it always has", () => {
    expect(steps(nodeIn("hotfix", "unit"))).toEqual(["check: npm test -- --quick"])
    expect(steps(nodeIn("release", "unit"))).toEqual(["check: npm test"])
    expect(steps(nodeIn("hotfix", "smoke-on-production"))).toEqual(['check: smoke --quick "${TARGET_NAME}"'])
    expect(steps(nodeIn("promote", "smoke-on-production"))).toEqual(['check: smoke "${TARGET_NAME}"'])
    expect(steps(nodeIn("hotfix", "load-on-production"))).toEqual(['check: load "${TARGET_NAME}"'])
    const [fast, slow] = [nodeIn("hotfix", "unit"), nodeIn("release", "unit")]
    expect(fast).toMatchObject({ gate: "unit", proof: "unit" })
    if (fast?.kind === "check" && slow?.kind === "check")
      expect({ ...fast.job, steps: [] }).toEqual({ ...slow.job, steps: [] })
  })

  it("claims for a deployment what the policy requires, and migrates", () => {
    const deploy = nodeIn("hotfix", "deploy-production")
    expect(deploy?.kind === "deploy" && deploy.proofs.map(({ proof }) => proof)).toEqual(["unit", "smoke on staging"])
    expect(steps(deploy)[0]).toBe("migrate: migrate")
  })

  it("is nothing where no environment has a policy", () => {
    const without: Plan = {
      ...shop,
      nodes: shop.nodes.map((node) => ({ ...node, lanes: node.lanes.filter((lane) => lane !== "hotfix") })),
    }
    expect(laneView(without, "hotfix")).toEqual([])
  })
})

describe.each(["promote", "rollback"] as const)("the lane %s", (lane) => {
  it("is one deployment and the checks on it: nothing is built, tested, approved or waited for", () => {
    expect(shown(lane, "production")).toEqual([
      "deploy-production",
      "smoke-on-production deploy-production",
      "load-on-production deploy-production smoke-on-production",
      "watch-on-production deploy-production smoke-on-production",
    ])
    expect(shown(lane, "staging")).toEqual([
      "deploy-staging",
      "smoke-on-staging deploy-staging",
      "watch-on-staging deploy-staging",
    ])
    expect(shown(lane, "preview")).toEqual(["deploy-preview"])
  })
  it("claims no proof of its own: the ledger holds them", () => {
    expect(nodeIn(lane, "deploy-production", "production")).toMatchObject({ proofs: [] })
  })
  it("leads nowhere where there is no such environment", () => {
    expect(laneView(shop, lane, "Production")).toEqual([])
    expect(laneView(shop, lane, "")).toEqual([])
  })
})

it("migrates with a promotion, and not with a rollback", () => {
  const deploys = 'deploy: deploy "${TARGET_NAME}" "${SITE_PATH}"'
  expect(steps(nodeIn("promote", "deploy-production", "production"))).toEqual(["migrate: migrate", deploys])
  expect(steps(nodeIn("rollback", "deploy-production", "production"))).toEqual([deploys])
})

it.each(["release", "hotfix"] as const)("leaves nothing out of the lane %s because of where it shall go", (lane) => {
  expect(laneView(shop, lane, "production")).toEqual(laneView(shop, lane))
  expect(laneView(shop, lane, "nowhere")).toEqual(laneView(shop, lane))
})

it("names each need once, in the plan's order, however many ways lead there", () => {
  const node = (id: string, needs: readonly string[], lanes: readonly Lane[]): Node => ({
    ...(shop.nodes.find((one) => one.id === "lint") as Node), // it is there
    id,
    needs,
    lanes,
  })
  const plan: Plan = {
    ...shop,
    nodes: [
      node("a", [], ["hotfix"]),
      node("b", [], ["hotfix"]),
      node("c", ["a"], ["release"]),
      node("d", ["b", "c"], ["release"]),
      node("e", ["d", "c", "nobody"], ["hotfix"]),
    ],
  }
  expect(laneView(plan, "hotfix").find(({ id }) => id === "e")?.needs).toEqual(["a", "b"])
})

it("comes to an end on a plan that waits for itself", () => {
  const nodes = shop.nodes.map((node) => (node.id === "lint" ? { ...node, needs: ["lint", "deploy-staging"] } : node))
  expect(laneView({ ...shop, nodes }, "hotfix").map(({ id }) => id)).toEqual(
    laneView(shop, "hotfix").map(({ id }) => id),
  )
})

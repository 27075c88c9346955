import {
  $raw,
  type AnyCandidate,
  all,
  approval,
  artifact,
  type Candidate,
  environment,
  gate,
  isPipeline,
  pipeline,
  rollout,
  secret,
  sh,
  soak,
  verify,
  window,
} from "@shipline/core"
import { describe, expect, it } from "vitest"
import { nodeOf, on, planOf, refusals } from "./support.js"

const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
const site = artifact.files("site", { paths: ["dist"] })
const unit = gate("unit", sh`npm test`)
const lint = gate("lint", sh`npm run lint`)
const scan = gate("scan", sh`trivy image ${image.ref}`)
const slow = gate("slow", sh`npm run slow`, { advisory: true })
const smoke = gate("smoke", (target) => sh`npm run smoke -- ${target.name}`)
const load = gate("load", (target) => sh`k6 run ${target.name}`, { advisory: true })
const board = approval("board")
const dev = environment("dev")
const staging = environment("staging", { requires: [unit, lint] })
const production = environment("production", {
  after: [staging],
  requires: [unit, scan, smoke.on(staging), board],
  hotfix: { requires: [unit, scan] },
})
const how = rollout({ deploy: () => sh`./deploy.sh` })
const ship = rollout({ deploy: () => sh`./deploy.sh ${image.ref}` })

/** Each node with what it waits for. */
const edges = (...args: Parameters<typeof planOf>) =>
  Object.fromEntries(planOf(...args).nodes.map(({ id, needs }) => [id, needs]))

describe("what waits for what", () => {
  it("side by side in one call, one after the other in two", () => {
    expect(edges((source) => source.pass(unit, lint))).toEqual({ unit: [], lint: [] })
    expect(edges((source) => source.pass(unit).pass(lint))).toEqual({ unit: [], lint: ["unit"] })
  })

  it("a build waits for what was passed, and what uses the artifact waits for the build directly", () => {
    const plan = edges((source) => source.pass(unit).build(image, sh`make`).pass(lint).pass(scan).deploy(dev, ship))
    expect(plan).toEqual({
      unit: [],
      "build-app": ["unit"],
      lint: ["build-app"],
      scan: ["build-app", "lint"],
      "deploy-dev": ["build-app", "scan"],
    })
  })

  it("a deployment names each proof directly, however far back it is", () => {
    const plan = planOf((source) =>
      source
        .pass(unit)
        .pass(lint)
        .build(image, sh`make`)
        .pass(scan)
        .deploy(staging, ship)
        .pass(smoke.on(staging))
        .pass(board)
        .deploy(production, ship),
    )
    expect(nodeOf(plan, "deploy-production")).toMatchObject({
      needs: ["unit", "build-app", "scan", "deploy-staging", "smoke-on-staging", "board"],
      proofs: [
        { proof: "deployed to staging", node: "deploy-staging" },
        { proof: "unit", node: "unit" },
        { proof: "scan", node: "scan" },
        { proof: "smoke on staging", node: "smoke-on-staging" },
        { proof: "board", node: "board" },
      ],
    })
    expect(verify(plan)).toEqual([])
  })

  it("joined ways wait for the last of each", () => {
    const plan = edges((source) =>
      all(source.pass(unit).pass(lint), source.build(image, sh`make`).pass(scan), source).pass(board),
    )
    expect(plan.board).toEqual(["lint", "scan"])
  })

  it("a gate that is passed again does not run again", () => {
    const plan = planOf((source) =>
      all(source.pass(unit), source.pass(lint, unit), source.pass(unit, unit)).pass(unit).deploy(staging, how),
    )
    expect(plan.nodes.map(({ id }) => id)).toEqual(["unit", "lint", "deploy-staging"])
    expect(nodeOf(plan, "deploy-staging").needs).toEqual(["unit", "lint"])
  })

  it("equal definitions are one gate, so that a platform's copy of it counts", () => {
    const plan = planOf((source) =>
      source.pass(gate("unit", sh`npm test`), gate("lint", sh`npm run lint`)).deploy(staging, how),
    )
    expect(verify(plan)).toEqual([])
    expect(plan.gates.map(({ id }) => id)).toEqual(["unit", "lint"])
  })

  it("gates that differ in anything are two", () => {
    for (const other of [
      gate("unit", sh`npm t`),
      gate("unit", sh`npm test`, { retries: 1 }),
      gate("unit", sh`npm test`, { hotfix: sh`x` }),
      approval("unit"),
      gate("unit", () => sh`npm test`).on(dev),
    ])
      expect(
        verify(
          planOf((source) =>
            source
              .deploy(dev, how)
              .pass(lint, other as typeof unit)
              .deploy(staging, how),
          ),
        ),
      ).not.toEqual([])
  })

  it("nothing waits for an advisory gate, passed once or twice", () => {
    const plan = planOf((source) => {
      const noted = source.pass(slow).pass(slow, unit).pass(slow).pass(lint)
      return noted.deploy(dev, how).pass(load.on(dev)).pass(load.on(dev)).deploy(staging, how)
    })
    expect(plan.nodes.filter(({ needs }) => needs.includes("slow") || needs.includes("load-on-dev"))).toEqual([])
    expect(verify(plan)).toEqual([])
    expect(plan.gates.find(({ id }) => id === "slow")).toMatchObject({ advisory: true })
  })

  it("a check of a deployment waits for it, also when another one came between", () => {
    const plan = edges((source) => source.deploy(dev, how).pass(unit, lint).deploy(staging, how).pass(smoke.on(dev)))
    expect(plan["smoke-on-dev"]).toEqual(["deploy-dev", "deploy-staging"])
  })

  it("candidates are values: what one does the others do not have", () => {
    const plan = edges((source) => {
      source.pass(unit)
      return source.pass(lint)
    })
    expect(plan).toEqual({ unit: [], lint: [] })
  })

  it("a call counts for the candidate that it is called on", () => {
    const plan = planOf((source) => source.pass.call(source.pass(unit), lint))
    expect(nodeOf(plan, "lint").needs).toEqual(["unit"])
  })
})

describe("a soak", () => {
  const held = soak(dev, "2 hours")
  const next = environment("next", { requires: [smoke.on(dev), held] })

  it("waits for the deployment and the checks there, also for those of its own call, and a deployment waits for it", () => {
    const after = edges((source) => source.deploy(dev, how).pass(smoke.on(dev)).pass(held).deploy(next, how))
    expect(after).toEqual({
      "deploy-dev": [],
      "smoke-on-dev": ["deploy-dev"],
      "soak-of-2-hours-on-dev": ["deploy-dev", "smoke-on-dev"],
      "deploy-next": ["smoke-on-dev", "soak-of-2-hours-on-dev"],
    })
    for (const first of [true, false]) {
      const plan = planOf((source) => {
        const there = source.deploy(dev, how)
        return first ? there.pass(held, smoke.on(dev), load.on(dev), unit) : there.pass(smoke.on(dev), unit, held)
      })
      expect(nodeOf(plan, "soak-of-2-hours-on-dev").needs).toEqual(["deploy-dev", "smoke-on-dev"])
      expect(verify(plan)).toEqual([])
    }
  })

  it("runs once, however often it is passed and made", () => {
    const plan = planOf((source) => {
      const there = source.deploy(dev, how).pass(smoke.on(dev))
      return all(there.pass(held), there.pass(held, soak(dev, "2 hours")), there.pass(soak(dev, "3 hours")))
    })
    expect(plan.nodes.filter(({ kind }) => kind === "soak").map(({ id }) => id)).toEqual([
      "soak-of-2-hours-on-dev",
      "soak-of-3-hours-on-dev",
    ])
    expect(verify(plan)).toEqual([])
  })

  it("takes part in the release, and in a hotfix whose policy keeps it", () => {
    const first = environment("first", { hotfix: { requires: [] } })
    const waits = soak(first, "1 hour")
    const lanesWith = (kept: boolean) => {
      const second = kept
        ? environment("second", { requires: [waits], hotfix: { requires: [waits] } })
        : environment("second", { requires: [waits], hotfix: { requires: [] } })
      const plan = planOf((source) => source.deploy(first, how).pass(waits).deploy(second, how))
      expect(verify(plan)).toEqual([])
      return nodeOf(plan, "soak-of-1-hour-on-first").lanes
    }
    expect(lanesWith(true)).toEqual(["release", "hotfix"])
    expect(lanesWith(false)).toEqual(["release"])
  })
})

describe("the policy of an environment", () => {
  it("is data: what a hotfix keeps, in which time, and when nothing is deployed", () => {
    const night = window({ from: "22:00", to: "06:00", zone: "UTC" })
    const place = environment("place", {
      requires: [unit, lint],
      hotfix: { requires: [lint], within: "1.5 hours" },
      freeze: [night, night],
    })
    const nights = { recurs: "daily", from: "22:00", to: "06:00", zone: "UTC" }
    expect(planOf((source) => source.pass(unit, lint).deploy(place, how)).environments).toMatchObject([
      { hotfix: { requires: [{ proof: "lint", gate: "lint" }], within: 5_400_000 }, freeze: [nights, nights] },
    ])
  })

  it("holds only the keys that the program gave", () => {
    const place = environment("place", { requires: [unit], hotfix: { requires: [unit] }, freeze: [] })
    const [made] = planOf((source) => source.pass(unit).deploy(place, how)).environments
    expect(made).not.toHaveProperty("freeze")
    expect(made?.hotfix).toEqual({ requires: [{ proof: "unit", gate: "unit" }] })
  })

  it("makes two environments of two freezes", () => {
    const frozen = environment("dev", { freeze: [window({ from: "22:00", to: "06:00", zone: "UTC" })] })
    const after = environment("after", { after: [dev] })
    const plan = planOf((source) => source.deploy(frozen as typeof dev, how).deploy(after, how))
    expect(verify(plan)).toMatchObject([{ code: "SL2006", path: "environments.dev" }])
  })
})

describe("lanes", () => {
  const plan = planOf((source) => {
    const ready = all(
      source.pass(unit, lint),
      source.build(image, sh`make ${site.tag}`).pass(scan),
      source.build(site, sh`make`),
    )
    return ready
      .deploy(staging, ship)
      .pass(smoke.on(staging), load.on(staging))
      .pass(board)
      .deploy(production, ship)
      .pass(smoke.on(production), load.on(production))
  })
  const lane = (name: "release" | "hotfix" | "promote" | "rollback") =>
    plan.nodes.filter(({ lanes }) => lanes.includes(name)).map(({ id }) => id)

  it("release is everything", () => expect(lane("release")).toHaveLength(plan.nodes.length))
  it("hotfix is what its policies keep, what that needs, and the checks that decide", () => {
    expect(lane("hotfix")).toEqual(["unit", "build-app", "scan", "deploy-production", "smoke-on-production"])
  })
  it("promotion and rollback build and test nothing", () => {
    const both = [
      "deploy-staging",
      "smoke-on-staging",
      "load-on-staging",
      "deploy-production",
      "smoke-on-production",
      "load-on-production",
    ]
    expect([lane("promote"), lane("rollback")]).toEqual([both, both])
  })
  it("are sound", () => expect(verify(plan)).toEqual([]))
  it("hold what is built from what is built", () => {
    const chain = planOf((source) =>
      source
        .pass(unit)
        .build(site, sh`make`)
        .build(image, sh`make ${site.digest}`)
        .pass(lint, scan, board)
        .deploy(staging, how)
        .pass(smoke.on(staging))
        .deploy(production, ship),
    )
    expect(chain.nodes.filter(({ kind, lanes }) => kind === "build" && lanes.includes("hotfix"))).toHaveLength(2)
  })
})

describe("the plan", () => {
  it("names what the program used, in its order, with the place of each", () => {
    const plan = planOf((source) => source.pass(unit, lint).build(image, sh`make`).deploy(staging, ship))
    expect(plan).toMatchObject({ version: 1, name: "p", on: { push: { branches: ["main"], tags: [] } } })
    expect(plan.artifacts).toMatchObject([
      { kind: "image", name: "app", repository: "ghcr.io/acme/shop", at: { file: import.meta.filename } },
    ])
    expect(plan.gates.map(({ id, kind }) => [id, kind])).toEqual([
      ["unit", "check"],
      ["lint", "check"],
    ])
    expect(plan.environments.map(({ name }) => name)).toEqual(["staging"])
    for (const { at } of [...plan.nodes, ...plan.gates, ...plan.environments])
      expect(at).toMatchObject({ file: import.meta.filename, line: expect.any(Number) })
  })

  it("is frozen all the way down", () => {
    const plan = planOf((source) =>
      source
        .pass(unit, lint)
        .build(image, sh`make`, { env: { A: secret("B") } })
        .deploy(staging, ship),
    )
    const loose: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return
      if (!Object.isFrozen(value)) loose.push(path)
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`)
    }
    walk(plan, "plan")
    expect(loose).toEqual([])
  })

  it("does not share what the program may still change", () => {
    const paths = ["dist"]
    const branches = ["main"]
    const matrix = { os: ["a", "b"] }
    const data = { deep: ["x"] }
    const hatch = gate("raw", sh`x`, { $before: [$raw("some-ci", data)] })
    const files = artifact.files("files", { paths })
    const made = pipeline("p", { on: { push: branches } }, (source) =>
      source.build(files, sh`make`).pass(gate("m", sh`x`, { matrix }), hatch),
    )
    const before = JSON.stringify(made.plan)
    for (const list of [paths, branches, matrix.os]) list.push("changed")
    data.deep.push("y")
    expect(JSON.stringify(made.plan)).toBe(before)
    expect([paths, branches, matrix, matrix.os, data, data.deep].some(Object.isFrozen)).toBe(false)
  })

  it("knows pipelines from other values", () => {
    const made = pipeline("p", { on }, (source) => source)
    expect(isPipeline(made)).toBe(true)
    for (const other of [undefined, null, "p", {}, { name: "p", plan: made.plan }, made.plan])
      expect(isPipeline(other)).toBe(false)
  })

  it("is the same each time", () => {
    const make = () =>
      planOf((source) => source.pass(unit, lint).build(image, sh`make`).pass(scan).deploy(staging, ship))
    expect(JSON.stringify(make())).toBe(JSON.stringify(make()))
  })

  it("of a thousand gates is made and verified within a test's time", () => {
    const gates = Array.from({ length: 1000 }, (_, index) => gate(`gate ${index}` as "gate", sh`make`))
    const plan = planOf((source) =>
      gates.reduce(
        (candidate, next, index) => (index % 10 === 0 ? candidate.pass(next) : all(candidate, source.pass(next))),
        source.pass(),
      ),
    )
    expect(verify(plan)).toEqual([])
    expect(plan.nodes).toHaveLength(1000)
  })
})

describe("a program that ends with an exception", () => {
  it("lets it through", () => {
    expect(() =>
      planOf(() => {
        throw new RangeError("mine")
      }),
    ).toThrow(RangeError)
  })
  it("reports options where their value was made", () => {
    const bad = gate("bad", sh`x`, { retries: 99 })
    expect(refusals(() => planOf((source) => source.pass(bad)))).toMatchObject([
      { code: "SL1006", at: { file: import.meta.filename } },
    ])
  })
})

describe("an approval", () => {
  it("is asked on the pipeline's own machines", () => {
    const managers = approval("managers")
    const program = (source: Candidate<never, never>) => source.pass(managers)
    expect(nodeOf(planOf(program, { defaults: { runner: ["self-hosted", "eu"] } }), "managers")).toMatchObject({
      runner: ["self-hosted", "eu"],
    })
    expect(nodeOf(planOf(program), "managers")).not.toHaveProperty("runner")
  })
})

describe("a long row of environments", () => {
  /** What is done with a candidate whose proofs the compiler cannot follow through a loop. */
  interface Loose {
    pass(gate: unknown): Loose
    deploy(environment: unknown, how: unknown): Loose
  }

  it("is lowered at all: each is read once, however many others name it", () => {
    const smoke = gate("smoke", () => sh`true`)
    const by = rollout({ deploy: () => sh`true` })
    const row = [environment("region" as "region")]
    // Each names the one before twice: as the one that comes before it, and by a gate.
    for (let index = 1; index < 60; index++) {
      const before = row.slice(-1)
      const options = { after: before, requires: before.map((one) => smoke.on(one)) }
      row.push(environment(`region ${index}` as "region", options as object))
    }
    const plan = planOf(
      (source) =>
        row.reduce<Loose>(
          (candidate, one) => candidate.deploy(one, by).pass(smoke.on(one)),
          source as unknown as Loose,
        ) as unknown as AnyCandidate, // it is one
    )
    expect(plan.environments.map(({ name }) => name)).toEqual(row.map(({ name }) => name))
    expect(verify(plan)).toEqual([])
  })
})

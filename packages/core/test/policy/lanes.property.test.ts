import { admission } from "@shipline/core"
import { emptyState } from "@shipline/core/ledger"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { environmentPolicy, type Lane, laneView, type Node } from "../../src/plan/index.js"
import { release } from "../ledger/drafts.js"
import { type Outcome, outcomes, play } from "./play.js"
import { type Demands, programs, type RandomProgram } from "./random-program.js"

interface Way {
  readonly lane: Lane
  readonly environment?: string
  readonly view: readonly Node[]
}

/** Every way through a program: two lanes, and two to each environment. */
const ways = ({ plan }: RandomProgram): readonly Way[] => [
  ...(["release", "hotfix"] as const).map((lane) => ({ lane, view: laneView(plan, lane) })),
  ...plan.environments.flatMap(({ name: environment }) =>
    (["promote", "rollback"] as const).map((lane) => ({ lane, environment, view: laneView(plan, lane, environment) })),
  ),
]

/** What must have passed in a way itself. A promotion and a rollback have it from the ledger. */
const required = (lane: Lane, demands: Demands | undefined): readonly string[] | undefined =>
  lane === "release" ? demands?.release : lane === "hotfix" ? demands?.hotfix : []

/** Where a lane leads, by what the program says. */
const allowed = (lane: Lane, demands: readonly Demands[]): readonly string[] =>
  demands.flatMap(({ environment, hotfix }) => (lane === "hotfix" && hotfix === undefined ? [] : [environment]))

type Ends = (node: Node) => Outcome

/** All combinations of outcomes of a few nodes. */
const combinations = (view: readonly Node[]): readonly Ends[] =>
  Array.from({ length: outcomes.length ** view.length }, (_, combination) => {
    const ends = new Map(
      view.map(({ id }, index) => [id, outcomes[Math.floor(combination / outcomes.length ** index) % outcomes.length]]),
    )
    return ({ id }) => ends.get(id) ?? "skipped"
  })

/** Many nodes: each alone ends in each way, and some combinations as they come. */
const samples = (view: readonly Node[], seed: number): readonly Ends[] => {
  const alone = view.flatMap(({ id }) =>
    outcomes.map(
      (outcome): Ends =>
        (node) =>
          node.id === id ? outcome : "passed",
    ),
  )
  const mixed = Array.from({ length: 12 }, (_, round): Ends => {
    let state = seed + round * 7_919
    const ends = new Map(
      view.map(({ id }) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
        // more often passed than not, or nothing far along would ever start
        return [id, outcomes[Math.max(0, ((state >>> 16) % 12) - 7)]]
      }),
    )
    return ({ id }) => ends.get(id) ?? "skipped"
  })
  return [...alone, ...mixed]
}

const plays = (view: readonly Node[], seed: number): readonly Ends[] =>
  view.length <= 3 ? combinations(view) : samples(view, seed)

/** All that must have passed before each node. The nodes are in an order in which they could run. */
const ancestors = (nodes: readonly Node[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const known = new Map<string, ReadonlySet<string>>()
  for (const { id, needs } of nodes) known.set(id, new Set(needs.flatMap((need) => [need, ...(known.get(need) ?? [])])))
  return known
}

describe("in every lane of a random program, however its jobs end", () => {
  it("no deployment starts unless each proof that the lane requires has passed, and all are reached when all passes", () => {
    let [started, withheld] = [0, 0]
    fc.assert(
      fc.property(programs, fc.nat(), (program, seed) => {
        const demands = new Map(program.demands.map((one) => [one.environment, one]))
        for (const { lane, environment, view } of ways(program)) {
          const due = view.filter(({ kind }) => kind === "deploy").length
          for (const ends of plays(view, seed)) {
            const { deployments } = play(view, ends)
            started += deployments.length
            withheld += due - deployments.length
            for (const { node, proved } of deployments)
              if (required(lane, demands.get(node.environment))?.every((proof) => proved.has(proof)) !== true)
                expect.fail(`${lane}: ${node.id} started with ${[...proved].join(", ")} alone`)
          }
          const all = play(view, () => "passed")
          expect(all.started).toHaveLength(view.length)
          expect(all.deployments.map(({ node }) => node.environment).toSorted()).toEqual(
            environment === undefined ? allowed(lane, program.demands) : [environment],
          )
        }
      }),
      { numRuns: 1_000 },
    )
    expect(Math.min(started, withheld)).toBeGreaterThan(10_000)
  })

  it("what comes before something in the program comes before it in the lane, where both run", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const before = ancestors(program.plan.nodes)
        for (const { lane, view } of ways(program)) {
          const within = ancestors(view)
          for (const { id } of view)
            for (const other of view)
              if (before.get(id)?.has(other.id) !== within.get(id)?.has(other.id))
                expect.fail(`${lane}: ${other.id} no longer comes before ${id}, or does so now`)
        }
      }),
      { numRuns: 300 },
    )
  })

  it("a promotion and a rollback are one deployment and the checks on it, which wait for it", () => {
    fc.assert(
      fc.property(programs, (program) => {
        for (const { lane, environment, view } of ways(program)) {
          if (environment === undefined) continue
          expect(view.filter(({ kind }) => kind !== "deploy" && kind !== "verify")).toEqual([])
          const nothing = play(view, ({ kind }) => (kind === "deploy" ? "failed" : "passed"))
          expect(nothing.started.map(({ kind }) => kind)).toEqual(["deploy"])
          const roles = view.flatMap((node) =>
            node.kind === "deploy" ? node.job.steps.flatMap((step) => (step.kind === "script" ? [step.role] : [])) : [],
          )
          expect(roles).toEqual(lane === "rollback" ? ["deploy"] : ["migrate", "deploy"])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe("the admission of a random program's candidate", () => {
  /** Whether an environment lets in what is known of a candidate, by the proofs alone. */
  const admitted = ({ plan }: RandomProgram, lane: Lane, environment: string, known: ReturnType<typeof play>) => {
    const policy = environmentPolicy(plan, environment)
    if (policy === undefined) return false
    const soaked = plan.nodes.flatMap((node) =>
      node.kind === "soak" && known.proved.has(node.proof) ? [[node.environment, node.duration] as const] : [],
    )
    return admission({
      policy,
      lane,
      now: Date.parse("2026-11-23T10:00:00.000Z"),
      release: release(12),
      evidence: known.evidence,
      soaked: new Map(soaked),
      state: emptyState(environment),
      reason: "because",
    }).admitted
  }

  it("lets it in exactly where it has proved what the lane requires, by its own run and by the ledger", () => {
    let [yes, no] = [0, 0]
    fc.assert(
      fc.property(programs, fc.nat(), (program, seed) => {
        for (const lane of ["release", "hotfix"] as const) {
          const view = laneView(program.plan, lane)
          for (const ends of samples(view, seed).slice(-12)) {
            const known = play(view, ends)
            for (const { environment, release: normally, hotfix } of program.demands) {
              const holds = (proofs: readonly string[] | undefined) =>
                proofs?.every((proof) => known.proved.has(proof)) === true
              const promoted = admitted(program, "promote", environment, known)
              expect(promoted).toBe(holds(normally))
              expect(admitted(program, "release", environment, known)).toBe(promoted)
              expect(admitted(program, "hotfix", environment, known)).toBe(holds(hotfix))
              if (promoted) yes++
              else no++
            }
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(Math.min(yes, no)).toBeGreaterThan(1_000)
  })
})

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import {
  type AdmissionRequest,
  type AnyCandidate,
  admission,
  all,
  artifact,
  codes,
  environment,
  gate,
  matrix,
  type Plan,
  type Problem,
  pipeline,
  type Ref,
  rollout,
  secret,
  sh,
  shard,
  verify,
} from "@shipline/core"
import { describe, expect, it } from "vitest"
import type { EnvironmentPolicy, Node } from "../src/plan/index.js"
import { decodeRecord } from "../src/schema/index.js"
import { block, deployed, minutes, release, started, stateOf } from "./ledger/drafts.js"
import { nodeOf, on, planOf, refusals } from "./support.js"

const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
const unit = gate("unit", sh`npm test`)
const scan = gate("scan", sh`trivy image ${image.ref}`)
const slow = gate("slow", sh`npm run slow`, { advisory: true })
const smoke = gate("smoke", (target) => sh`npm run smoke -- ${target.name}`)
const dev = environment("dev")
const staging = environment("staging", { requires: [unit], hotfix: { requires: [unit] } })
const live = environment("live", { after: [staging], requires: [smoke.on(staging)] })
const how = rollout({ deploy: () => sh`./deploy.sh` })

/** A program that the compiler is lied to about. */
interface Lied {
  pass(...gates: readonly unknown[]): Lied
  build(artifact: unknown, recipe: unknown): Lied
  deploy(environment: unknown, how: unknown): Lied
}
const lied = (program: (source: Lied) => Lied): readonly Problem[] =>
  verify(planOf((source) => program(source as unknown as Lied) as unknown as AnyCandidate))

/** A sound plan of which somebody changed a node. */
const sound = planOf((source) =>
  source
    .pass(unit, slow)
    .build(image, sh`make`)
    .pass(scan)
    .deploy(staging, how)
    .pass(smoke.on(staging))
    .deploy(live, how),
)
const changed = (id: string, change: (node: never) => object): readonly Problem[] => {
  const edited = (node: Node): Node => ({ ...node, ...change(node as never) }) as Node // as wrong as the test wants it
  return verify({ ...sound, nodes: sound.nodes.map((node) => (node.id === id ? edited(node) : node)) })
}

const firm = gate("firm", sh`true`, { waivable: false })
const lax = environment("lax", { requires: [unit, firm], hotfix: { requires: [unit] } as never })
const long = rollout({ deploy: () => sh`x`, timeout: "2 hours" })

const policy: EnvironmentPolicy = { environment: "production", requires: [], checks: [] }
const always = { recurs: "daily", from: "00:01", to: "00:00", zone: "UTC" } as const
/** The reasons against a release 14 that nothing else stands against. */
const refused = (more: Partial<AdmissionRequest>): readonly Problem[] => {
  const base = {
    policy,
    lane: "release",
    now: minutes(100),
    release: release(14),
    evidence: [],
    state: stateOf([]),
  } as const
  const decision = admission({ ...base, ...more })
  return decision.admitted ? [] : decision.reasons
}

const service = { run: gate("env", sh`echo ${secret("TOKEN")}`, { env: { TOKEN: "x" } }) }
const named = gate("unit", sh`npm t`)

/** A program or a plan for each code, as small as it can be. */
const examples: { readonly [C in keyof typeof codes]: () => readonly Problem[] } = {
  SL1001: () => refusals(() => gate("")),
  SL1002: () => refusals(() => sh`echo '${"x"}'`),
  SL1003: () => refusals(() => sh`echo \u{zz}`),
  SL1004: () => refusals(() => pipeline("p", { on }, (source) => source.pass(dev as never))),
  SL1005: () => refusals(() => environment("e", { timeout: "1 weeks" as never })),
  SL1006: () => refusals(() => artifact.files("f", { paths: [] })),
  SL1007: () =>
    refusals(() => pipeline("p", { on }, (outer) => pipeline("q", { on }, (inner) => all(outer, inner)) as never)),
  SL1008: () => refusals(() => pipeline("p", { on }, () => undefined as never)),
  SL1009: () => refusals(() => secret("A-B")),
  SL2001: () => lied((source) => source.deploy(staging, how)),
  SL2002: () => lied((source) => source.deploy(environment("after", { after: [dev] }), how)),
  SL2003: () => lied((source) => source.pass(smoke.on(staging))),
  SL2004: () => lied((source) => source.pass(scan)),
  SL2005: () => lied((source) => source.build(image, sh`make`).build(image, sh`make`)),
  SL2006: () => lied((source) => source.pass(unit, named)),
  SL2007: () => lied((source) => source.pass(named).deploy(staging, how)),
  SL2008: () => lied((source) => source.pass(slow).deploy(environment("e", { requires: [slow as never] }), how)),
  SL2009: () =>
    lied((source) =>
      source.pass(unit).deploy(environment("e", { requires: [unit], hotfix: { requires: [scan as never] } }), how),
    ),
  SL2010: () => changed("unit", () => ({ needs: ["scan"] })),
  SL2011: () => changed("unit", () => ({ needs: ["nobody"] })),
  SL2012: () => lied((source) => source.deploy(dev, how).deploy(dev, how)),
  SL2013: () => changed("unit", () => ({ lanes: ["release"] })),
  SL2014: () => lied((source) => source.pass(gate("m", sh`echo ${matrix("os")}`), gate("s", sh`echo ${shard.index}`))),
  SL2015: () => lied((source) => source.build(image, sh`make`).pass(gate("p", sh`ls ${image.path}`))),
  SL2016: () => {
    let stolen: Ref | undefined
    const thief = rollout({
      deploy: (target) => {
        stolen = target.secret("TOKEN")
        return sh`x`
      },
    })
    return lied((source) => source.deploy(dev, thief).pass(gate("g", sh`echo ${stolen as Ref}`)))
  },
  SL2017: () => lied((source) => source.pass(service.run)),
  SL2018: () => verify(pipeline("p", { on: {} }, (source) => source).plan),
  SL2019: () => changed("unit", (node: Extract<Node, { kind: "check" }>) => ({ job: { ...node.job, steps: [] } })),
  SL2020: () => changed("deploy-staging", () => ({ needs: ["build-app"] })),
  SL2021: () => lied((source) => source.pass(unit, firm).deploy(lax, how)),
  SL2022: () =>
    lied((source) =>
      source
        .pass(unit)
        .deploy(environment("e", { requires: [unit], hotfix: { requires: [unit], within: "1 hour" } }), long),
    ),
  SL6001: () => refused({ policy: { ...policy, requires: [{ proof: "unit" }] } }),
  SL6002: () => refused({ state: stateOf(deployed(0, release(15))) }),
  SL6003: () => refused({ state: stateOf([block(0, release(14))]) }),
  SL6004: () => refused({ policy: { ...policy, freeze: [always] } }),
  SL6005: () => refused({ state: stateOf([started(0, release(12))]), now: minutes(1) }),
  SL6006: () => refused({ lane: "rollback", reason: "r", state: stateOf(deployed(0, release(15))) }),
  SL6007: () => refused({ lane: "rollback", reason: "r", state: stateOf(deployed(0, release(14))) }),
  SL6008: () => {
    const ahead = { ...release(13), schema: { version: 7, oldest: 6 } }
    return refused({
      state: stateOf(deployed(0, ahead)),
      release: { ...release(14), schema: { version: 5, oldest: 5 } },
    })
  },
  SL6009: () => refused({ lane: "promote" }),
  SL6010: () => {
    const soak = { environment: "staging", duration: 7_200_000 }
    return refused({ policy: { ...policy, requires: [{ proof: "soak of 2 hours on staging", soak }] } })
  },
  SL6011: () => refused({ overrides: [{ rule: "unit" as never, reason: "r" }] }),
  SL6012: () => refused({ lane: "hotfix", reason: "r" }),
  SL6013: () => refusals(() => decodeRecord("{}")),
}

describe.each(Object.entries(examples))("%s", (code, example) => {
  const problems = example()
  it("is reported", () => {
    expect(problems.map((problem) => problem.code)).toContain(code)
  })
  it("says what is wrong, where, and what to do", () => {
    for (const { message, hint } of problems) {
      expect(message).toMatch(/^\S.*[^.\s]$/)
      expect(hint).toMatch(/\S/)
      expect(`${message} ${hint}`).not.toMatch(/undefined|\[object/)
    }
  })
})

describe("the table of codes", () => {
  it("has an example for each", () => {
    expect(Object.keys(examples)).toEqual(Object.keys(codes))
  })

  it("holds every code that the sources report, and no other", () => {
    const sources = readdirSync(join(import.meta.dirname, "../src"), { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.endsWith("codes.ts"),
    )
    const text = sources
      .map((file) =>
        readFileSync(join(import.meta.dirname, "../src", file), "utf8").replace(/^\s*(?:\/\/|\/?\*).*$/gm, ""),
      )
      .join("\n")
    const used = new Set(text.match(/\bSL[126]\d{3}\b/g))
    expect([...used].toSorted()).toEqual(Object.keys(codes).toSorted())
  })
})

describe("what verify finds in one plan", () => {
  it("comes all at once, each with its place", () => {
    const plan: Plan = planOf(
      (source) =>
        (source as unknown as Lied)
          .pass(named, smoke.on(staging), scan)
          .deploy(staging, how)
          .deploy(live, how)
          .deploy(live, how) as unknown as AnyCandidate,
      { on: {} },
    )
    expect(verify(plan).map(({ code, path }) => `${code} ${path}`)).toEqual([
      "SL2006 gates.unit",
      "SL2007 nodes.deploy-staging",
      "SL2003 nodes.smoke-on-staging",
      "SL2012 nodes.deploy-live-2",
      "SL2004 nodes.scan",
      "SL2018 on",
    ])
    for (const { at } of verify(plan))
      expect(at).toMatchObject({ file: expect.stringMatching(/codes\.test\.ts$|support\.ts$/) })
  })

  it("includes a deployment that uses what was built elsewhere", () => {
    expect(changed("scan", () => ({ needs: ["unit"] })).map(({ code, message }) => [code, message])).toEqual([
      ["SL2004", "scan needs artifact 'app', which this candidate has not built"],
    ])
  })

  it("includes what waits for a gate that may fail", () => {
    expect(changed("scan", (node: Node) => ({ needs: [...node.needs, "slow"] }))).toMatchObject([
      { code: "SL2020", message: "'scan' waits for 'slow', which may fail" },
    ])
  })

  it("includes the whole circle, once", () => {
    expect(changed("build-app", () => ({ needs: ["scan"] })).filter(({ code }) => code === "SL2010")).toMatchObject([
      { message: "these wait for each other: build-app → scan → build-app" },
    ])
  })

  it("includes values of another environment, of no matrix, and of images", () => {
    let url: Ref | undefined
    const borrow = rollout({
      deploy: (target) => {
        url = target.url
        return sh`x ${url}`
      },
    })
    const mixed = gate("mixed", sh`x ${matrix("os")} ${shard.total} ${image.path}`, { matrix: { arch: ["a"] } })
    const problems = lied((source) =>
      source
        .build(image, sh`make`)
        .deploy(dev, borrow)
        .pass(mixed)
        .deploy(staging, rollout({ deploy: () => sh`x ${url as Ref}` })),
    )
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "SL2001 staging is out of reach: this candidate has not passed 'unit'",
      "SL2015 'mixed' asks for the path of 'app', which is an image",
      "SL2016 'deploy to dev' uses the url of 'dev', which has none",
      `SL2014 'mixed' uses matrix("os"), which its matrix does not have`,
      "SL2014 'mixed' uses shard.total but has no shards",
      "SL2016 'deploy to staging' uses the url of 'dev', outside of it",
    ])
  })

  it("is nothing for the plan that it changes here", () => {
    expect(verify(sound)).toEqual([])
    expect(nodeOf(sound, "unit").lanes).toEqual(["release", "hotfix"])
  })
})

import { approval, artifact, environment, gate, pipeline, rollout, secret, sh, verify } from "@shipline/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { slug, upperSnake } from "../src/plan/slug.js"
import { nodeOf, on, planOf, refusals } from "./support.js"

/** Names that the compiler cannot know are no literals: a cast stands for reading them from elsewhere. */
const literal = (name: string) => name as "name"
const makers = {
  gate: (name: string) => gate(literal(name), sh`true`),
  contract: (name: string) => gate(literal(name)),
  approval: (name: string) => approval(literal(name)),
  environment: (name: string) => environment(literal(name)),
  image: (name: string) => artifact.image(literal(name), { repository: "ghcr.io/acme/shop" }),
  files: (name: string) => artifact.files(literal(name), { paths: ["dist"] }),
  pipeline: (name: string) => pipeline(name, { on }, (source) => source),
}

describe.each(Object.entries(makers))("the name of a value made by %s", (_, make) => {
  it.each([
    "unit",
    "Unit tests",
    "deploy: (1/2)",
    "単体テスト",
    "Прод",
    "é",
    "e\u0301",
    "🚀",
    "👩‍👩‍👧",
    "a'b\"c`d",
    "${{ x }}",
    "-x",
    "1e3",
    "x".repeat(100),
  ])("may be %s", (name) => {
    expect(make(name).name).toBe(name)
  })

  it.each([
    ["", "is empty"],
    ["   ", "is empty"],
    ["\u00a0", "is empty"],
    [" unit", "begins or ends with a space"],
    ["unit\t", "begins or ends with a space"],
    ["unit\nlint", "holds a line break"],
    ["unit\r", "begins or ends with a space"],
    ["a\u2028b", "holds a line break"],
    ["a\u0000b", "a control character"],
    ["a\u001bb", "a control character"],
    ["a\u202eb", "a control character"],
    ["a\u2066b", "a control character"],
    ["a\ud800b", "half a character"],
    ["x".repeat(101), "has 101 characters; 100 is the most"],
  ])("may not be %j", (name, words) => {
    const [problem] = refusals(() => make(name))
    expect(problem).toMatchObject({
      code: "SL1001",
      message: expect.stringContaining(words),
      at: { file: import.meta.filename },
    })
  })

  it.each([undefined, null, 1, {}, ["unit"]])("may not be the value %j", (name) => {
    const [problem] = refusals(() => make(name as never))
    expect(problem).toMatchObject({ code: "SL1001", message: expect.stringMatching(/, not a string$/) })
  })
})

describe("the names of secrets and variables", () => {
  const variable = (name: string) => planOf((source) => source.pass(gate("unit", sh`true`, { env: { [name]: "x" } })))
  const targetSecret = (name: string) =>
    planOf((source) => source.deploy(environment("e"), rollout({ deploy: (target) => sh`x ${target.secret(name)}` })))
  const service = (name: string) =>
    planOf((source) => source.pass(gate("unit", sh`true`, { services: { db: { image: "x", env: { [name]: "x" } } } })))

  describe.each(Object.entries({ secret: (name: string) => secret(name), variable, targetSecret, service }))(
    "%s",
    (_, make) => {
      it.each(["A", "_TOKEN", "kube_token", "A1", "GITHUB_TOKEN", "VALUE"])("may be %s", (name) => {
        expect(refusals(() => make(name))).toEqual([])
      })
      it.each(["", "1A", "A-B", "A B", "A=B", "é", "A\n", "A$(x)", "${{x}}"])(
        "may not be %j: no shell can hold it",
        (name) => {
          expect(refusals(() => make(name))).toMatchObject([
            { code: "SL1009", message: expect.stringContaining("a shell cannot hold") },
          ])
        },
      )
      it.each([
        "PATH",
        "path",
        "IFS",
        "BASH_ENV",
        "LD_PRELOAD",
        "SHIPLINE_X",
        "shipline_x",
        "_",
        "PWD",
        "SHELLOPTS",
        "UID",
      ])("may not be %s: it belongs to the machine", (name) => {
        expect(refusals(() => make(name))).toMatchObject([
          { code: "SL1009", message: expect.stringContaining("belongs to the machine") },
        ])
      })
    },
  )

  it("of a secret are text", () => {
    expect(refusals(() => secret(1 as never))).toMatchObject([{ code: "SL1009", at: { file: import.meta.filename } }])
  })
})

describe("ids", () => {
  const names = fc
    .string({ unit: "binary", minLength: 1, maxLength: 100 })
    .filter((name) => refusals(() => makers.gate(name)).length === 0)

  it("of nodes are unique, short, and of letters that every platform knows, whatever the names", () => {
    fc.assert(
      fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 8 }), (chosen) => {
        const plan = planOf((source) => source.pass(...chosen.map((name) => makers.gate(name) as never)))
        const ids = plan.nodes.map((node) => node.id)
        expect(new Set(ids).size).toBe(chosen.length)
        for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{0,89}$/)
      }),
    )
  })

  it.each([
    [
      ["unit", "Unit", "unit!", "UNIT"],
      ["unit", "unit-2", "unit-3", "unit-4"],
    ],
    [
      ["2nd", "gate 2nd"],
      ["gate-2nd", "gate-2nd-2"],
    ],
    [["build app"], ["build-app-2"]],
  ])("of gates %j are %j", (chosen, ids) => {
    const app = artifact.files("app", { paths: ["x"] })
    const plan = planOf((source) =>
      source.build(app, sh`make`).pass(...chosen.map((name) => makers.gate(name) as never)),
    )
    expect(plan.nodes.slice(1).map((node) => node.id)).toEqual(ids)
    expect(nodeOf(plan, "build-app").kind).toBe("build")
  })

  it("are made by slugs that tell names apart which differ in letters", () => {
    const letters = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    const bare = (name: string) =>
      name
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[\s\p{P}\p{S}]+/gu, " ")
        .trim()
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        fc.pre(bare(one) !== bare(other))
        expect(slug(one)).not.toBe(slug(other))
      }),
      { numRuns: 500 },
    )
    expect([slug("Прод"), slug("Стейдж")].every((id) => /^[a-z0-9-]+$/.test(id))).toBe(true)
    expect(slug("x".repeat(200)).length).toBeLessThanOrEqual(80)
    expect(slug("Café au lait")).toBe("cafe-au-lait")
  })

  it.each([
    ["prod EU", "Prod-eu"],
    ["Café", "cafe"],
    ["a.b", "a b"],
    ["Ост", "ост"], // GitHub, which compares without regard to case, starts both
  ])("of the environments '%s' and '%s' are one: they would share a ledger", (one, other) => {
    const problems = (...chosen: readonly string[]) =>
      verify(
        planOf(
          (source) =>
            chosen.reduce(
              (candidate, name) => candidate.deploy(environment(literal(name)), rollout({ deploy: () => sh`x` })),
              source as never as { deploy(...args: unknown[]): typeof source },
            ) as never,
        ),
      )
    expect(problems(one)).toEqual([])
    expect(problems(one, "Прод", "prod")).toEqual([])
    expect(problems(one, other).filter(({ code }) => code === "SL2006")).toMatchObject([
      {
        path: `environments.${other}`,
        message: `'${one}' and '${other}' would share one ledger: their names differ only in case, spaces or punctuation`,
      },
    ])
  })

  it("give variables names that a shell can hold", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => /^[A-Z][A-Z0-9_]*$/.test(upperSnake(name, "X"))))
  })
})

import { describe, expect, test } from "vitest"
import {
  createPipeline,
  type Explored,
  explore,
  Refused,
  ruleHolds,
  type Start,
  simulatePipeline,
  startsOf,
} from "./index.js"

const start: Start = {
  source: "push",
  inputs: {},
  changes: true,
  variables: new Map([
    ["CI_PIPELINE_SOURCE", "push"],
    ["CI_COMMIT_BRANCH", "main"],
    ["CI_DEFAULT_BRANCH", "main"],
  ]),
}
const of = (text: string, given: Partial<Start> = {}) =>
  createPipeline(new Map([[".gitlab-ci.yml", text]]), { ...start, ...given })

const starting = (text: string, job = "d", retry = false): readonly Explored[] => [...explore(of(text), job, { retry })]
const story = ({ statuses }: Explored) =>
  [...statuses]
    .filter(([name]) => name !== "d")
    .map(([name, status]) => `${name} ${status}`)
    .join(", ")
const stories = (text: string) => new Set(starting(text).map(story))

const head = "stages: [t, e]\n"
const gate = (name: string, extra = "") => `${name}: {stage: t, script: ['x']${extra && `, ${extra}`}}\n`
const deploy = (extra: string) => `d: {stage: e, script: ['x'], ${extra}}\n`

describe("the decision table: in which states of one gate the deployment starts", () => {
  const dag = deploy("needs: [g]")
  const stage = deploy("environment: e")
  const manual = (allow: boolean) => `rules: [{when: manual, allow_failure: ${allow}}]`
  test.each([
    ["plain, by needs", gate("g"), dag, ["g success"]],
    ["plain, by stage", gate("g"), stage, ["g success"]],
    ["plain, always", gate("g"), deploy("needs: [g], when: always"), ["g success", "g failed"]],
    ["may fail, by needs", gate("g", "allow_failure: true"), dag, ["g success", "g failed", "g canceled"]],
    ["may fail, by stage", gate("g", "allow_failure: true"), stage, ["g success", "g failed", "g canceled"]],
    ["by hand and blocking, by needs", gate("g", manual(false)), dag, ["g success"]],
    ["by hand and blocking, by stage", gate("g", manual(false)), stage, ["g success"]],
    ["by hand and optional, by needs", gate("g", manual(true)), dag, ["g success", "g failed", "g canceled"]],
    [
      "by hand and optional, by stage",
      gate("g", manual(true)),
      stage,
      ["g success", "g failed", "g canceled", "g manual"],
    ],
    ["plain manual is optional", gate("g", "when: manual"), stage, ["g success", "g failed", "g canceled", "g manual"]],
    ["no needs at all", gate("g"), deploy("needs: []"), [""]],
    ["absent and optional", "", deploy("needs: [{job: g, optional: true}]"), [""]],
  ])("%s", (_, one, last, expected) => {
    const found = stories(head + one + last)
    expect([...found].filter((each) => each !== "g running").toSorted()).toEqual(expected.toSorted())
  })

  test("a skipped gate is let through by stages and not by needs", () => {
    const skipped = gate("f") + gate("g", "needs: [f]")
    expect([...stories(head + skipped + deploy("needs: [g]"))]).toEqual(["f success, g success"])
    const staged = `stages: [t, u, e]\n${gate("f", "allow_failure: true")}g: {stage: u, script: [x], when: on_failure}\n`
    expect([...stories(staged + deploy("environment: e"))]).toContain("f success, g skipped")
  })

  test("a job that waits for a click is started without another look at what it needs", () => {
    const text = head + gate("g") + deploy("needs: [g], rules: [{when: manual}]")
    expect(starting(text, "d", false).map(story)).toEqual(["g success"])
    expect(starting(text, "d", true).map(story)).toContain("g failed")
  })
})

describe("which pipeline is made", () => {
  test("a need that is not there is refused, and a circle too", () => {
    expect(() => of(head + deploy("needs: [g]"))).toThrow(Refused)
    expect(() => of(head + gate("a", "needs: [b]") + gate("b", "needs: [a]"))).toThrow("circular")
  })

  test("the first rule that matches decides, also on what the job needs", () => {
    const text = `${head}${gate("g")}${gate("h", `rules: [{if: '$CI_COMMIT_BRANCH == "other"', when: never}, {when: manual}]`)}${deploy(
      `needs: [g], rules: [{if: '$CI_PIPELINE_SOURCE == "push"', needs: [h]}]`,
    )}`
    expect(of(text).get("d")?.needs).toEqual(["h"])
    expect(of(text).get("h")).toMatchObject({ when: "manual", allowFailure: false })
    expect(() =>
      of(text, { source: "web", variables: new Map([["CI_PIPELINE_SOURCE", "web"]]) }).get("d"),
    ).not.toThrow()
  })

  test("inputs are checked and put in before the file is read, also into files that it includes", () => {
    const files = new Map([
      [
        ".gitlab-ci.yml",
        "spec:\n  inputs:\n    lane: {default: release, options: [release, rollback]}\n---\ninclude: [{local: /a.yml, inputs: {way: '$[[ inputs.lane ]]'}}]\n",
      ],
      [
        "a.yml",
        `spec:\n  inputs:\n    way:\n---\na:\n  script: [x]\n  rules: [{if: '"$[[ inputs.way ]]" == "rollback"'}]\nb: {script: [x]}\n`,
      ],
    ])
    expect([...createPipeline(files, start).keys()]).toEqual(["b"])
    expect([...createPipeline(files, { ...start, inputs: { lane: "rollback" } }).keys()]).toEqual(["a", "b"])
    expect(() => createPipeline(files, { ...start, inputs: { lane: "x" } })).toThrow(Refused)
    expect(new Set(startsOf(files).map(({ inputs }) => inputs.lane))).toEqual(new Set(["release", "rollback"]))
  })
})

test.each([
  ['"a" == "a"', true],
  ['"a" == "b" || $X == "1"', true],
  ['$X == "1" && $Y', false],
  ["$Y == null && ($X != '2')", true],
  ["$X =~ /^[0-9]$/ && $X !~ /2/", true],
])("the rule %s is %s", (rule, expected) => expect(ruleHolds(rule, new Map([["X", "1"]]))).toBe(expected))

test("a run is played to its end: who waits for a click waits where nobody clicks", () => {
  const pipeline = of(head + gate("g") + gate("go", "needs: [g], rules: [{when: manual}]") + deploy("needs: [g, go]"))
  expect(simulatePipeline(pipeline).started).toEqual(["g", "go", "d"])
  expect(simulatePipeline(pipeline, { plays: () => false }).statuses.get("d")).toBe("created")
  expect(simulatePipeline(pipeline, { outcome: () => "failed" }).statuses).toEqual(
    new Map([
      ["g", "failed"],
      ["go", "skipped"],
      ["d", "skipped"],
    ]),
  )
})

import { describe, expect, test } from "vitest"
import { judged, requiring, told } from "./judged.js"

const head = "stages: [t, d]\n"
const gate = (rules = ""): string => `g: {stage: t, script: [x]${rules && `, rules: [${rules}]`}}\n`
const deploy = (rules: string, more = ""): string =>
  `d: {stage: d, script: [x], environment: e, rules: [${rules}]${more && `, ${more}`}}\n`
const inputs = `spec:
  inputs:
    lane: { options: [release, rollback], default: release }
    go: { type: boolean, default: false }
    note: { default: "" }
    word: { default: "", regex: "^[a-z]*$" }
---
`
const lane = (name: string): string => `{if: '"$[[ inputs.lane ]]" == "${name}"'}`

/** The run of the first counterexample, by what matters. */
const run = (text: string, gates: readonly string[] = ["g"]): string => {
  const proof = judged(text, requiring(...gates))
  expect(proof.problems).toEqual([])
  const [first] = proof.counterexamples
  return first === undefined ? proof.verdict : first.run.map(({ name, value }) => `${name} ${value}`).join(", ")
}

describe("which pipelines let a deployment start without its gate", () => {
  test.each([
    ["the same rule", gate("{if: $CI_COMMIT_TAG}") + deploy("{if: $CI_COMMIT_TAG}"), "proved"],
    [
      "the gate on branches only",
      gate("{if: $CI_COMMIT_BRANCH}") + deploy("{if: $CI_COMMIT_TAG}, {if: $CI_COMMIT_BRANCH}"),
      "source push, reference a tag",
    ],
    [
      "the gate on another branch",
      gate(`{if: '$CI_COMMIT_BRANCH == "main"'}`) + deploy(`{if: '$CI_COMMIT_BRANCH != "main" && $CI_COMMIT_BRANCH'}`),
      "source push, reference another branch",
    ],
    [
      "the default branch by two names",
      gate("{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}") + deploy("{if: $CI_COMMIT_REF_NAME == $CI_DEFAULT_BRANCH}"),
      "proved",
    ],
    [
      "not for merge requests",
      gate(`{if: '$CI_PIPELINE_SOURCE == "merge_request_event"', when: never}, {when: always}`) +
        deploy("{if: $CI_MERGE_REQUEST_IID}"),
      "source merge_request_event, reference a merge request, $CI_MERGE_REQUEST_IID anything else",
    ],
    [
      "no rules: branches and tags only",
      gate() + deploy("{when: on_success}"),
      "source merge_request_event, reference a merge request",
    ],
    [
      "no rules, but the workflow has some",
      `workflow: {rules: [{when: always}]}\n${gate()}${deploy("{when: on_success}")}`,
      "proved",
    ],
    [
      "the workflow makes no such pipeline",
      `workflow: {rules: [{if: $CI_COMMIT_BRANCH}]}\n${gate("{if: $CI_COMMIT_BRANCH}")}${deploy("{when: on_success}")}`,
      "proved",
    ],
    [
      "by a pattern",
      gate("{if: $CI_COMMIT_TAG =~ /^v1/}") + deploy("{if: $CI_COMMIT_TAG =~ /^v2/}"),
      "source push, reference a tag, its name matches /^v1/ no, its name matches /^v2/ yes",
    ],
    [
      "by a pattern, of names that are known",
      gate("{if: $CI_COMMIT_BRANCH =~ /^re/i}") + deploy(`{if: '$CI_COMMIT_BRANCH == "Release"'}`),
      "proved",
    ],
    [
      "by a variable",
      gate("{if: $SKIP != null, when: never}, {when: always}") + deploy("{when: on_success}"),
      "source push, reference a branch, $SKIP empty",
    ],
    [
      "by a variable that the file sets",
      `variables: {SKIP: "no"}\n${gate(`{if: '$SKIP == "yes"', when: never}, {when: always}`)}${deploy("{when: on_success}")}`,
      "source push, reference a branch, $SKIP yes",
    ],
    [
      "by changed files",
      gate("{changes: [src/**]}") + deploy("{if: $CI_COMMIT_BRANCH}"),
      "source push, reference a branch, src/** is unchanged yes",
    ],
    ["by changed files, never on a tag", gate("{changes: [src/**]}") + deploy("{if: $CI_COMMIT_TAG}"), "proved"],
    [
      "by a lane",
      inputs + gate(lane("release")) + deploy(`${lane("release")}, ${lane("rollback")}`),
      "source push, reference a branch, input lane rollback",
    ],
    ["by the same lane", inputs + gate(lane("release")) + deploy(lane("release")), "proved"],
    [
      "by a boolean input",
      inputs + gate(`{if: '"$[[ inputs.go ]]" == "true"'}`) + deploy("{when: on_success}"),
      "source push, reference a branch, input go false",
    ],
    [
      "by a shaped input",
      inputs + gate(`{if: '"$[[ inputs.word ]]" == "a"'}`) + deploy("{when: on_success}"),
      "source push, reference a branch, input word ",
    ],
    [
      "by `only` and `except`",
      `g: {stage: t, script: [x], only: [branches, tags], except: [schedules, /^wip/]}\n${deploy("{if: $CI_COMMIT_BRANCH}")}`,
      "source push, reference a branch, its name matches /^wip/ yes",
    ],
    [
      "by the same `only`",
      `g: {stage: t, script: [x], only: [main]}\nd: {stage: d, script: [x], environment: e, only: [main]}\n`,
      "proved",
    ],
    ["an empty text is no value in the end", gate("{when: on_success}") + deploy(`{if: '$A || "x" == "y"'}`), "proved"],
    [
      "negated",
      gate(`{if: '!($CI_PIPELINE_SOURCE == "web")'}`) + deploy("{when: on_success}"),
      "source web, reference a branch",
    ],
  ])("%s", (_, text, expected) =>
    expect(run(head.length > 0 && text.startsWith("spec") ? text.replace("---\n", `---\n${head}`) : head + text)).toBe(
      expected,
    ),
  )

  test("by rules:needs: each pipeline has needs of its own, which must be there", () => {
    const two = `${gate("{when: on_success}")}h: {stage: t, script: [x], rules: [{if: $CI_COMMIT_TAG}]}\n`
    const text = (other: string) =>
      `${head}${two}${deploy(`{if: $CI_COMMIT_TAG, needs: [g, h]}, {when: on_success, needs: [${other}]}`, "needs: [g, h]")}`
    expect(run(text("g"))).toBe("proved")
    // Without the tag there is no h, and GitLab makes no pipeline at all.
    expect(run(text("h"))).toBe("proved")
    expect(run(text("{job: h, optional: true}"))).toBe("source push, reference a branch")
  })
})

describe("what is no pipeline", () => {
  const never = (text: string) => {
    const proof = judged(text, requiring("g"))
    return [
      proof.counterexamples.map(({ property }) => property).join(),
      proof.problems.map(({ message }) => message).join(),
    ]
  }
  test.each([
    ["a need that is no job", `${head}${deploy("{when: on_success}", "needs: [g]")}`, "'d' needs 'g', which is no job"],
    [
      "a need of a later stage",
      `${head}g: {stage: d, script: [x]}\nd: {stage: t, script: [x], environment: e, needs: [g]}\n`,
      "'d' needs 'g', which is in a later stage",
    ],
    [
      "a stage that is not declared",
      `${head}g: {stage: x, script: [x]}\n${deploy("{when: on_success}", "needs: [g]")}`,
      "'g' is in the stage 'x', which is not declared",
    ],
    [
      "a circle",
      `${head}g: {stage: d, script: [x], needs: [d]}\nd: {stage: d, script: [x], environment: e, needs: [g]}\n`,
      "a need leads in a circle, so that jobs wait for each other",
    ],
    [
      "more than 50 needs",
      `${head}${gate()}${Array.from({ length: 50 }, (_, index) => `j${index}: {stage: t, script: [x]}\n`).join("")}d: {stage: d, script: [x], environment: e, needs: [g, ${Array.from({ length: 50 }, (_, index) => `j${index}`).join()}]}\n`,
      "'d' needs 51 jobs; GitLab takes 50",
    ],
  ])("%s", (_, text, expected) => expect(never(text)).toEqual(["reachability", expected]))
})

describe("what cannot be judged", () => {
  const undecided = (text: string) => {
    const proof = judged(text, requiring("g"))
    return proof.verdict === "undecided" ? proof.problems.map(({ code }) => code).join() : proof.verdict
  }
  test.each([
    [
      "a child pipeline",
      `${head}${gate()}${deploy("{if: $CI_COMMIT_BRANCH}", "needs: [g]")}t: {stage: d, trigger: {include: x.yml}, rules: [{when: on_success}]}\n`,
      "SL3426",
    ],
    [
      "an input of any text in a condition",
      `${inputs}${head}${gate()}${deploy(`{if: '"$[[ inputs.note ]]" == "x"'}`, "needs: [g]")}`,
      "SL3423",
    ],
    [
      "a cluster that decides whether a gate runs",
      `${head}g: {stage: t, script: [x], only: {kubernetes: active}}\n${deploy("{if: $CI_COMMIT_BRANCH}")}`,
      "SL3410",
    ],
    [
      "a cluster that decides nothing",
      `${head}g: {stage: t, script: [x], only: {kubernetes: active}}\n${deploy("{if: $CI_COMMIT_BRANCH}", "needs: [g]")}`,
      "proved",
    ],
    [
      "an include that is not here",
      `include: x.yml\n${head}${gate()}${deploy("{if: $CI_COMMIT_BRANCH}", "needs: [g]")}`,
      "SL3421",
    ],
  ])("%s", (_, text, expected) => expect(undecided(text)).toBe(expected))
})

describe("environments", () => {
  const text = (name: string, more = "") =>
    `${more}${head}${gate()}d: {stage: d, script: [x], needs: [g], environment: e}\nother: {stage: t, script: [x], environment: ${name}}\n`
  test.each([
    ["another", "f", ""],
    ["a name that is made, of another folder", "review/$CI_COMMIT_REF_SLUG", ""],
    ["a name that is made", "$WHERE", "safety without g: g failure"],
    ["the same, only looked at", "{name: e, action: verify}", "safety without g: g failure"],
  ])("%s", (_, name, expected) => expect(told(judged(text(name), requiring("g"))).join()).toBe(expected))

  test("a name that is chosen", () => {
    const header = "spec:\n  inputs:\n    where: { options: [e, f], default: f }\n---\n"
    const [first] = judged(text("$[[ inputs.where ]]", header), requiring("g")).counterexamples
    expect(first?.run).toContainEqual({ name: "input where", value: "e" })
  })
})

describe("whoever overrides variables", () => {
  const branch = (name: string) => `{if: '$CI_COMMIT_BRANCH == "${name}"'}`
  const text = `${head}${gate(branch("main"))}${deploy(`{if: '$CI_COMMIT_BRANCH == "main" && $CI_COMMIT_REF_NAME == "main"'}`)}`

  test("changes nothing where the gate and the deployment ask for the same", () => {
    expect(judged(text, requiring("g"), { hostile: true }).verdict).toBe("proved")
  })

  test("separates what GitLab keeps together", () => {
    const apart = text
      .replace(branch("main"), `{if: '$CI_COMMIT_REF_NAME == "main"'}`)
      .replace(`$CI_COMMIT_BRANCH == "main" && $CI_COMMIT_REF_NAME == "main"`, '$CI_COMMIT_BRANCH == "main"')
    expect(judged(apart, requiring("g")).verdict).toBe("proved")
    expect(judged(apart, requiring("g"), { hostile: true }).verdict).toBe("refuted")
  })
})

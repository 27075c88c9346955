import { describe, expect, test } from "vitest"
import { readGitlab } from "../../../src/gitlab/read/read-gitlab.js"
import { shown } from "../../../src/gitlab/read/template.js"

const read = (files: { readonly [path: string]: string }) => readGitlab(new Map(Object.entries(files)))
const one = (text: string) => read({ ".gitlab-ci.yml": text })
const job = (text: string, name = "a") => one(text).jobs.find((each) => each.name === name)
const codes = (text: string) => one(text).problems.map(({ code, at }) => `${code} ${at?.line}`)

describe("what a file says of its jobs", () => {
  test("each part has its line", () => {
    const found = job(
      "stages: [x]\na:\n  stage: x\n  script:\n    - one\n    - two\n  environment:\n    name: e\n  rules:\n    - if: $A\n",
    )
    expect(found?.place).toEqual({ file: ".gitlab-ci.yml", line: 2, column: 1 })
    expect(found?.script.map(({ text, place }) => `${text} ${place.line}`)).toEqual(["one 5", "two 6"])
    expect(found?.environment?.place.line).toBe(7)
    expect(found?.rules?.[0]?.place.line).toBe(10)
  })

  test("extends merges deeply, the nearest last; hidden jobs are none", () => {
    const text = `
.base: { script: [x], variables: { A: "1", B: "1" }, allow_failure: true }
.more: { extends: .base, variables: { B: "2" } }
.other: { allow_failure: false }
a: { extends: [.more, .other], variables: { C: "3" } }
`
    expect(one(text).jobs.map(({ name }) => name)).toEqual(["a"])
    expect(job(text)).toMatchObject({ allowFailure: false, script: [{ text: "x" }] })
    expect(Object.fromEntries(job(text)?.variables ?? [])).toEqual({ A: "1", B: "2", C: "3" })
  })

  test("!reference stands for what it names, lists in lists flattened", () => {
    const text = `
.set: { script: [one, two], rules: [{ if: $A }, { when: never }] }
a: { script: [!reference [.set, script], three], rules: [!reference [.set, rules]] }
`
    expect(job(text)?.script.map((line) => line.text)).toEqual(["one", "two", "three"])
    expect(job(text)?.rules?.map(({ when }) => when)).toEqual([undefined, "never"])
  })

  test("anchors and merge keys: what is written later wins, as GitLab's reader has it", () => {
    const text =
      ".x: &x { when: manual, script: [x] }\na:\n  <<: *x\n  when: on_success\nb:\n  when: on_success\n  <<: *x\n"
    expect(job(text)?.when).toBe("on_success")
    expect(job(text, "b")?.when).toBe("manual")
  })

  test.each([
    ["when: manual", true],
    ["rules: [{ when: manual }]", false],
    ["when: manual, rules: [{ if: $A }]", true],
    ["allow_failure: yes", true],
    ["allow_failure: { exit_codes: [3] }", "codes"],
    ["when: manual, allow_failure: false", false],
  ])("%s: whether it may fail is %s", (keys, expected) =>
    expect(job(`a: { script: [x], ${keys} }`)?.allowFailure).toBe(expected),
  )

  test("needs: by name, optional, of other pipelines", () => {
    const found = job(
      "a: { script: [x], needs: [b, { job: c, optional: true, artifacts: false }, { project: p, job: d, ref: r, artifacts: true }, { pipeline: $P, job: e }] }\nb: { script: [x] }\n",
    )
    expect(found?.needs?.map(({ job: name, optional }) => [name, optional])).toEqual([
      ["b", false],
      ["c", true],
    ])
    expect(job("a: { script: [x], needs: [] }")?.needs).toEqual([])
    expect(job("a: { script: [x] }")?.needs).toBeUndefined()
  })

  test("defaults, unless the job inherits none of them", () => {
    const text =
      "default: { interruptible: true, before_script: [y] }\na: { script: [x] }\nb: { script: [x], inherit: { default: false } }\nc: { script: [x], inherit: { default: [interruptible] } }\n"
    const of = (name: string) => [job(text, name)?.interruptible, job(text, name)?.before.length]
    expect([of("a"), of("b"), of("c")]).toEqual([
      [true, 1],
      [false, 0],
      [true, 0],
    ])
  })

  test("environments by name or with an action", () => {
    expect(job("a: { script: [x], environment: e }")?.environment).toMatchObject({ name: "e", action: "start" })
    expect(job("a: { script: [x], environment: { name: e, action: stop } }")?.environment).toMatchObject({
      action: "stop",
    })
  })
})

describe("inputs and includes", () => {
  const files = {
    ".gitlab-ci.yml": `spec:
  inputs:
    lane:
      options: [release, rollback]
      default: release
    deep:
      type: boolean
      default: false
    note:
      default: ""
---
include:
  - local: /ci/*.yml
    inputs: { way: "$[[ inputs.lane ]]", name: shop }
stages: [x]
`,
    "ci/one.yml": `spec:
  inputs:
    way: { options: [release] }
    name:
    count: { default: 3, type: number }
---
$[[ inputs.name ]]:go:
  stage: x
  script: ["make $[[ inputs.count ]]"]
  rules:
    - if: '"$[[ inputs.way ]]" == "rollback"'
`,
  }

  test("values are put in before the text is read; what a person chooses stays open", () => {
    const found = read(files)
    expect(found.problems).toEqual([])
    expect(found.inputs.map(({ name, options, default: fallback }) => [name, options, fallback])).toEqual([
      ["lane", ["release", "rollback"], "release"],
      ["deep", ["true", "false"], "false"],
      ["note", undefined, ""],
    ])
    const [go] = found.jobs
    expect(go?.name).toBe("shop:go")
    expect(go?.place).toMatchObject({ file: "ci/one.yml", line: 7 })
    expect(go?.script[0]?.text).toBe("make 3")
    const [rule] = go?.rules ?? []
    expect(rule?.if?.kind === "==" && rule.if.left.kind === "text" ? shown(rule.if.left.text) : "").toBe(
      "$[[ inputs.lane ]]",
    )
    expect(found.demands).toMatchObject([{ options: ["release"] }])
  })

  test("the file that includes wins over what it includes", () => {
    const found = read({
      ".gitlab-ci.yml": "include: a.yml\nx: { when: never }\n",
      "a.yml": "x: { script: [x], when: always }\n",
    })
    expect(found.jobs[0]).toMatchObject({ when: "never", script: [{ text: "x" }] })
  })

  test.each([
    ["include: { project: p, file: f }\n", "SL3421 1"],
    ["include:\n  - https://example.com/a.yml\n", "SL3421 2"],
    ["include: [{ template: Jobs/SAST.gitlab-ci.yml }]\n", "SL3421 1"],
    ["include: [{ component: x/y@1 }]\n", "SL3421 1"],
    ["include: missing.yml\n", "SL3421 1"],
    ["spec:\n  inputs:\n    a:\n---\nx: { script: ['$[[ inputs.b ]]'] }\n", "SL3423 1"],
    ["a: { script: [x], extends: .b }\n", "SL3422 1"],
    [".a: { extends: .b }\n.b: { extends: .a }\n", "SL3422 2"],
    ["a: { script: [!reference [.b, script]] }\n", "SL3422 1"],
    ["a: [x\n", "SL3420 2"],
    ["a: { script: [x], rules: [{ if: '$A ==' }] }\n", "SL3424 1"],
    ["a: { script: [x], rules: [{ if: '${A} == \"x\"' }] }\n", "SL3424 1"],
    ["a: { script: [x], when: sometimes }\n", "SL3427 1"],
    ["a: { script: [x], needs: [{ job: b, parallel: { matrix: [{ A: x }] } }] }\n", "SL3427 1"],
    ["a: x\n", "SL3427 1"],
  ])("%j cannot be judged", (text, expected) => expect(codes(text)).toContain(expected))
})

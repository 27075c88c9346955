import { gitlab } from "@shipline/adapters"
import type { Plan } from "@shipline/core"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { parseAllDocuments } from "yaml"
import { attacks as common } from "../attacks.js"
import { judgeGitlab } from "../judges/gitlab.js"
import { check, checkPlan, deploy, job, plan, script, text } from "../plans.js"
import { jobIn, jobsIn, textOf } from "./file.js"
import { runner } from "./runner.js"

const attacks = [
  ...common,
  "$$",
  "$CI_JOB_TOKEN",
  "${CI_JOB_TOKEN}",
  "$[[",
  "$[[ inputs.reason ]]",
  "]]",
  "${{ x }}",
  "%CI_JOB_TOKEN%",
  "!reference [a, script]",
  "<<: *a",
  "ü🚀",
]
const nasty = fc.array(fc.constantFrom(...attacks, "a", " "), { maxLength: 6 }).map((parts) => parts.join(""))

const told = (plan: Plan): string | readonly string[] => {
  const { files, problems } = gitlab.compile(plan)
  return files[0]?.text ?? problems.map(({ code }) => code)
}

describe("a text of the program", () => {
  test("reaches a script unchanged, and is never a part of it", () => {
    const machine = runner()
    fc.assert(
      fc.property(nasty, (value) => {
        const of = checkPlan({
          job: job({
            variables: [{ name: "OF_JOB", value: text(value) }],
            steps: [
              {
                ...script(`printf '%s\\n-\\n%s' "$OF_JOB" "$X" > said`),
                variables: [{ name: "X", value: text(`${value}!`) }],
              },
            ],
          }),
        })
        const answer = told(of)
        if (value.includes("$[[")) {
          expect(answer).toEqual(["SL3302"])
          return
        }
        if (typeof answer !== "string") throw new Error(answer.join())
        const unit = jobIn(answer, "shop:unit")
        const inert = jobIn(textOf(checkPlan({ job: job({ steps: [script("")] }) })), "shop:unit")
        expect(unit.script.length).toBe(inert.script.length)
        expect(machine.run(unit)).toEqual({ code: 0, log: "" })
        expect(machine.read("said")).toBe(`${value}\n-\n${value}!`)
      }),
      { numRuns: 40 },
    )
  })

  test("says two things under one name to two scripts", () => {
    const machine = runner()
    const say = (value: string) => ({
      ...script(`printf '%s\\n' "$X" >> said`),
      variables: [{ name: "X", value: text(value) }],
    })
    const of = checkPlan({
      job: job({
        variables: [{ name: "X", value: text("job") }],
        steps: [say("one"), say("$HOME"), script('echo "$X" >> said')],
      }),
    })
    expect(machine.run(jobIn(textOf(of), "shop:unit")).code).toBe(0)
    expect(machine.read("said")).toBe("one\n$HOME\njob\n")
  })
})

test("a script runs as it is, whatever words it holds", () => {
  const machine = runner()
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("SCRIPT", "SCRIPT_2", "EOF", "$HOME", "'", '"', "\\", "  x", ""), { maxLength: 8 }),
      (lines) => {
        const run = `cat << 'OWN END' > said\n${lines.join("\n")}\nOWN END`
        const of = checkPlan({ job: job({ steps: [script(run)] }) })
        expect(machine.run(jobIn(textOf(of), "shop:unit"))).toEqual({ code: 0, log: "" })
        expect(machine.read("said")).toBe(`${lines.join("\n")}\n`)
      },
    ),
    { numRuns: 25 },
  )
})

test("names make no file that is read as another one", () => {
  fc.assert(
    fc.property(nasty, nasty, nasty, (title, name, proof) => {
      const of = plan({
        name: `x${name}`,
        gates: [{ id: "unit", name: title, kind: "check" }],
        artifacts: [{ kind: "files", name: title, paths: ["dist"] }],
        nodes: [
          check({ title, proof }),
          { ...check({ id: "build-files", title: "build files" }), kind: "build", artifact: title },
          deploy({ title: `to ${title}`, needs: ["unit", "build-files"], proofs: [{ proof, node: "unit" }] }),
        ],
      })
      const answer = told(of)
      if (typeof answer !== "string") {
        expect(new Set(answer)).toEqual(new Set(["SL3302"]))
        return
      }
      const documents = parseAllDocuments(answer)
      expect(documents.flatMap(({ errors }) => errors)).toEqual([])
      expect([...jobsIn(answer).keys()].map((key) => key.slice(key.lastIndexOf(":") + 1))).toEqual([
        "unit",
        "build-files",
        "deploy-production",
      ])
      const [, quoted = ""] =
        /^export SHIPLINE_POLICY='((?:[^']|'\\'')*)'$/m.exec(
          jobIn(answer, [...jobsIn(answer).keys()][2] ?? "").script.join("\n"),
        ) ?? []
      const policy = quoted.replaceAll("'\\''", "'")
      expect(policy).not.toContain("$")
      expect(JSON.parse(policy).proofs).toEqual([{ proof, job: "unit" }])
    }),
    { numRuns: 150 },
  )
})

const lanes = plan({
  nodes: [check(), deploy({ lanes: ["release", "hotfix", "promote", "rollback"] })],
})

describe("what a person types when starting a pipeline", () => {
  const file = textOf(lanes)
  const inputs = parseAllDocuments(file)[0]?.toJS().spec.inputs as Record<
    string,
    { readonly regex?: string; readonly options?: readonly string[]; readonly default: string }
  >

  test("is one of the options, or text by an expression that its default fits", () => {
    for (const [name, { regex, options, default: initial }] of Object.entries(inputs)) {
      expect([name, options === undefined]).toEqual([name, regex !== undefined])
      if (options !== undefined) expect(options).toContain(initial)
      if (regex !== undefined) expect(initial).toMatch(new RegExp(regex))
    }
  })

  test("is taken as text and nothing else, also where it is put in before the file is read", () => {
    const admits = new RegExp(inputs.reason?.regex ?? "", "u")
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "grapheme", maxLength: 40 })), (reason) => {
        if (/["'\\$`\p{Cc}]/u.test(reason)) {
          expect(reason).not.toMatch(admits)
          return
        }
        if (!admits.test(reason) || /[\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u.test(reason)) return
        const put = file.replaceAll("$[[ inputs.reason ]]", () => reason)
        const changed = jobIn(put, "shop:deploy-production")
        expect(changed.variables?.SHIPLINE_REASON).toBe(reason)
        const before = jobIn(file, "shop:deploy-production")
        expect({ ...changed, variables: {} }).toEqual({ ...before, variables: {} })
      }),
      { numRuns: 300 },
    )
  })

  test("stands in no script but for what is one of a closed list", () => {
    const closed = new Set(Object.keys(inputs).filter((name) => inputs[name]?.options !== undefined))
    for (const { script: lines, after_script: after = [] } of jobsIn(file).values())
      for (const [, name = ""] of [...lines, ...after].join("\n").matchAll(/\$\[\[(.*?)\]\]/g))
        expect(closed).toContain(name.trim().replace("inputs.", ""))
    expect(inputs.lane?.options).toEqual(["release", "hotfix", "promote", "rollback"])
    expect(inputs.override?.options).toEqual(["none", "freeze"])
  })
})

test("no script reads what others write of a commit, a branch or a merge request", () => {
  for (const { script: lines } of jobsIn(textOf(lanes)).values())
    expect(lines.join("\n")).not.toMatch(/CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|REF_NAME|AUTHOR)|CI_MERGE_REQUEST/)
})

test("nothing speaks against a file full of it", async () => {
  const value = attacks.filter((one) => !one.includes("$[[")).join(" ")
  const of = checkPlan({
    job: job({ steps: [{ ...script('echo "$X"'), variables: [{ name: "X", value: text(value) }] }] }),
  })
  expect(await judgeGitlab("shop.yml", textOf(of))).toEqual([])
})

import { describe, expect, test } from "vitest"
import { prove } from "../../src/github/index.js"
import type { Requirements } from "../../src/prove/requirements.js"

const gated = (...jobs: readonly string[]): Requirements => ({
  environments: [{ environment: "production", ways: [{ gates: jobs.map((job) => ({ job })) }] }],
})

const judge = (text: string, requirements: Requirements = gated("unit", "scan")) =>
  prove([{ path: ".github/workflows/deploy.yml", text }], { requirements })

const gates = `
  unit:
    runs-on: ubuntu-latest
    steps:
      - run: npm test
  scan:
    runs-on: ubuntu-latest
    steps:
      - run: npm run scan
`

const file = (deploy: string, before = gates, on = "push: { branches: [main] }"): string =>
  `name: deploy\non:\n  ${on}\njobs:${before}  deploy:\n    runs-on: ubuntu-latest\n    environment: production\n${deploy}    steps:\n      - run: ./deploy.sh\n`

describe("a workflow that a team wrote itself", () => {
  test("is proved where the deployment needs its gates and says nothing more", () => {
    const proof = judge(file("    needs: [unit, scan]\n"))
    expect(proof).toMatchObject({ verdict: "proved", counterexamples: [], problems: [] })
    expect(proof.properties.filter(({ name }) => name === "safety").every(({ holds }) => holds)).toBe(true)
    expect(proof.assumptions.join("\n")).toMatch(/accepts? deployments only from the branches that hold this file/)
    expect(proof.assumptions.join("\n")).toMatch(/every one was taken for allowed/)
  })

  test.each([
    ["always()", "    needs: [unit, scan]\n    if: always()\n", ["unit"], "failure"],
    [
      "!failure() && !cancelled()",
      "    needs: [unit, scan]\n    if: ${{ !failure() && !cancelled() }}\n",
      ["unit"],
      "cancelled",
    ],
    ["a missing need", "    needs: unit\n", ["scan"], "failure"],
    [
      "a result that is not failure",
      "    needs: [unit, scan]\n    if: \"!cancelled() && needs.unit.result == 'success' && needs.scan.result != 'failure'\"\n",
      ["scan"],
      "cancelled",
    ],
    [
      "text beside an expression",
      "    needs: [unit, scan]\n    if: ${{ always() }} && ${{ false }}\n",
      ["unit"],
      "failure",
    ],
  ])("is refuted for %s", (_, deploy, missing, outcome) => {
    const proof = judge(file(deploy))
    expect(proof.verdict).toBe("refuted")
    const found = proof.counterexamples.find(({ property, missing }) => property === "safety" && missing.length > 0)
    expect(found).toMatchObject({
      job: "deploy",
      place: { file: ".github/workflows/deploy.yml" },
      problem: { code: "SL3401" },
    })
    expect(found?.missing).toEqual(missing)
    expect(found?.jobs.find(({ job }) => job === missing[0])?.outcome).toBe(outcome)
  })

  test("is refuted for a job whose failure counts as success", () => {
    const soft = gates.replace("  unit:\n", "  unit:\n    continue-on-error: true\n")
    const [found] = judge(file("    needs: [unit, scan]\n", soft)).counterexamples
    expect(found).toMatchObject({ property: "safety", missing: ["unit"] })
    expect(found?.story).toEqual([
      "A run: event push, ref refs/heads/main.",
      "'unit' fails, and is reported as passed.",
      "'scan' passes.",
      "'deploy' starts.",
      "'deploy' deploys to production although 'unit' has not passed.",
    ])
  })

  test.each([
    ["a step that may fail", "      - run: npm test\n", "      - run: npm test\n        continue-on-error: true\n"],
    ["a command that may fail", "npm test", "npm test || true"],
  ])("is refuted for %s", (_, from, to) => {
    const [found] = judge(file("    needs: [unit, scan]\n", gates.replace(from, to))).counterexamples
    expect(found).toMatchObject({ missing: ["unit"], jobs: [{ job: "unit", outcome: "hidden" }, { job: "scan" }] })
  })

  test("is refuted for a job between that is green whatever is", () => {
    const green = `${gates}  green:
    needs: [unit, scan]
    if: always()
    runs-on: ubuntu-latest
    steps:
      - run: echo green
`
    // success() asks all jobs before it, not only the ones that it needs itself.
    expect(judge(file("    needs: green\n", green)).verdict).toBe("proved")
    const proof = judge(file("    needs: green\n    if: \"!cancelled() && needs.green.result == 'success'\"\n", green))
    expect(proof.counterexamples[0]).toMatchObject({ property: "safety", missing: ["unit"] })
  })

  test("is refuted for an environment that a person names", () => {
    const text = file("    needs: [unit, scan]\n").replace("environment: production", "environment: production-eu")
    const other = `${text}  anywhere:
    runs-on: ubuntu-latest
    environment: \${{ inputs.where }}
    steps:
      - run: ./deploy.sh
`.replace("push: { branches: [main] }", "workflow_dispatch: { inputs: { where: { type: string } } }")
    expect(judge(other).counterexamples[0]).toMatchObject({
      job: "anywhere",
      run: [
        { name: "event", value: "workflow_dispatch" },
        { name: "where", value: "production" },
      ],
    })
  })

  test.each([
    ["a variable", "${{ vars.WHERE }}", "production"],
    ["a variable or else a name", "${{ vars.WHERE || 'tests' }}", "production"],
    ["an output", "${{ needs.unit.outputs.where }}", "production"],
    ["the branch", "${{ github.ref_name }}", "production"],
    ["what is put together", "${{ format('{0}-{1}', vars.WHERE, github.actor) }}", undefined],
    ["a part of a matrix", "${{ matrix.where }}", "production"],
  ])("is refuted for an environment that is named by %s", (_, name, found) => {
    const text = `on: push
jobs:
  unit:
    runs-on: ubuntu-latest
    outputs: { where: "x" }
    steps:
      - run: npm test
  deploy:
    runs-on: ubuntu-latest
    environment: ${name}
    strategy: { matrix: { where: [tests, production] } }
    needs: unit
    if: "!cancelled()"
    steps:
      - run: ./deploy.sh
`
    const proof = judge(text, gated("unit"))
    const unsafe = proof.counterexamples.find(({ property }) => property === "safety")
    expect(unsafe).toMatchObject({ job: "deploy", missing: ["unit"] })
    if (found !== undefined && !/matrix|outputs/.test(name))
      expect(unsafe?.run.some(({ value }) => value.endsWith(found))).toBe(true)
    const other = gated("unit").environments.map((one) => ({ ...one, environment: "elsewhere" }))
    if (/matrix/.test(name))
      expect(judge(text, { environments: other }).counterexamples[0]?.property).toBe("reachability")
  })

  test("may only be reached as far as somebody says", () => {
    const requirements = { ...gated("unit", "scan"), refs: { branches: ["main"], tags: [] } }
    const text = file("    needs: [unit, scan]\n", gates, "workflow_dispatch:")
    expect(judge(text).verdict).toBe("proved")
    expect(judge(text, requirements).counterexamples[0]).toMatchObject({ problem: { code: "SL3405" } })
    const guarded = file(
      "    needs: [unit, scan]\n    if: github.ref == 'refs/heads/main'\n",
      gates,
      "workflow_dispatch:",
    )
    expect(judge(guarded, requirements).verdict).toBe("proved")
  })

  test("is not judged by what cannot be computed, where it would matter", () => {
    const compute = "fromJSON(format('[\"{0}\"]', github.actor))[0] == 'bot'"
    const careful = file(`    needs: [unit, scan]\n    if: ${JSON.stringify(compute)}\n`)
    expect(judge(careful).verdict).toBe("proved")
    const open = file(`    needs: [unit, scan]\n    if: ${JSON.stringify(`!cancelled() && ${compute}`)}\n`)
    const proof = judge(open)
    expect(proof.verdict).toBe("undecided")
    expect(proof.problems[0]).toMatchObject({ code: "SL3410" })
    expect(proof.problems[0]?.message).toMatch(/github\.actor/)
  })

  describe("that calls another one", () => {
    const caller = `on: push
jobs:${gates}  release:
    needs: [unit, scan]
    uses: ./.github/workflows/release.yml
`
    const callee = (name: string) => ({
      path: ".github/workflows/release.yml",
      text: `on: workflow_call
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: ${name}
    steps:
      - run: ./deploy.sh
`,
    })
    const both = (text: string, name: string) =>
      prove([{ path: ".github/workflows/ci.yml", text }, callee(name)], { requirements: gated("unit", "scan") })

    test("is judged with it", () => {
      expect(both(caller, "production")).toMatchObject({ verdict: "proved", problems: [], counterexamples: [] })
      const careless = both(caller.replace("needs: [unit, scan]", "needs: unit"), "production")
      expect(careless.counterexamples[0]).toMatchObject({ job: "release", missing: ["scan"] })
    })

    test("is not judged without it", () => {
      const proof = judge(caller)
      expect(proof.problems[0]?.message).toMatch(/release\.yml, which is not among the files/)
      expect(proof.verdict).not.toBe("proved")
    })

    test("answers for the environments that it reaches, not for those of other files", () => {
      const docs = { path: ".github/workflows/docs.yml", text: `on: push\njobs:${gates}` }
      const deploy = { path: ".github/workflows/deploy.yml", text: file("    needs: [unit, scan]\n") }
      expect(prove([docs, deploy], { requirements: gated("unit", "scan") })).toMatchObject({ verdict: "proved" })
      expect(prove([docs], { requirements: gated("unit") }).counterexamples[0]).toMatchObject({
        property: "reachability",
        problem: { code: "SL3406" },
      })
    })
  })

  test("is not judged where GitHub refuses it", () => {
    const proof = judge(file("    needs: [unit, scam]\n"))
    expect(proof).toMatchObject({ verdict: "undecided", problems: [{ code: "SL3411" }] })
    expect(proof.problems[0]?.message).toMatch(/'scam'/)
    expect(judge(file("    if: github.ref ==\n")).problems[0]).toMatchObject({ code: "SL3411" })
  })
})

import { describe, expect, it } from "vitest"
import {
  actionlint,
  evaluateCondition,
  type Finding,
  type Judge,
  type JudgeName,
  jobConditions,
  judge,
  schema,
  shellcheck,
  unusedExceptions,
  workflowParser,
} from "./index.js"
import { soundWorkflow } from "./sound-workflow.js"

const judges: { readonly [Name in JudgeName]: Judge } = {
  "workflow-parser": workflowParser,
  actionlint,
  schema,
  shellcheck,
}

const planted = (from: string, to: string): string => {
  expect(soundWorkflow.split(from), `"${from}" stands once in the sound workflow`).toHaveLength(2)
  return soundWorkflow.replace(from, () => to)
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split("\n").length

const messages = (findings: readonly Finding[]): string => findings.map(({ message }) => message).join("\n")

interface Defect {
  readonly name: string
  readonly from: string
  readonly to: string
  /** What each judge that must see it says of it. */
  readonly seenBy: { readonly [Name in JudgeName]?: RegExp }
}

const defects: readonly Defect[] = [
  {
    name: "a cycle",
    from: "    name: unit\n",
    to: "    name: unit\n    needs: [smoke]\n",
    seenBy: {
      "workflow-parser": /at least one job with no dependencies/,
      actionlint: /cyclic dependencies in "needs"/,
    },
  },
  {
    name: "a job that needs an unknown job",
    from: "needs: [deploy]",
    to: "needs: [deploy, integration]",
    seenBy: {
      "workflow-parser": /depends on unknown job 'integration'/,
      actionlint: /job "integration" which does not exist/,
    },
  },
  {
    name: "a condition on a job that is not needed",
    from: "needs.deploy.result == 'success'",
    to: "needs.unit.result == 'success'",
    seenBy: { actionlint: /property "unit" is not defined in object type/ },
  },
  {
    name: "an output that no step has",
    from: "needs.unit.outputs.digest",
    to: "needs.unit.outputs.digset",
    seenBy: { actionlint: /property "digset" is not defined/ },
  },
  {
    name: "a condition that is always true",
    from: `"needs.deploy.result == 'success'"`,
    to: `"\${{ needs.deploy.result == 'success' }} && \${{ github.event_name == 'push' }}"`,
    seenBy: { actionlint: /always evaluated to true/ },
  },
  {
    name: "a context that a job's condition has not",
    from: "if: \"needs.deploy.result == 'success'\"",
    to: "if: \"env.LANE == 'release'\"",
    seenBy: { "workflow-parser": /Unrecognized named-value: 'env'/, actionlint: /context "env" is not allowed here/ },
  },
  {
    name: "a script injection",
    from: `npm test -- "$REF"`,
    to: `npm test -- "\${{ github.event.head_commit.message }}"`,
    seenBy: { actionlint: /potentially untrusted/, shellcheck: /SC2296/ },
  },
  {
    name: "a permission that does not exist",
    from: "id-token: write",
    to: "id-tokens: write",
    seenBy: {
      "workflow-parser": /Unexpected value 'id-tokens'/,
      actionlint: /unknown permission scope "id-tokens"/,
      schema: /id-tokens: must NOT have additional properties/,
    },
  },
  {
    name: "a permission with a level that it has not",
    from: "contents: read",
    to: "contents: admin",
    seenBy: {
      "workflow-parser": /Unexpected value 'admin'/,
      actionlint: /"admin" is invalid for permission of scope "contents"/,
      schema: /permissions\.contents: must be equal to one of the allowed values/,
    },
  },
  {
    name: "a key that does not exist",
    from: "timeout-minutes: 10",
    to: "timeout-minute: 10",
    seenBy: {
      "workflow-parser": /Unexpected value 'timeout-minute'/,
      actionlint: /unexpected key "timeout-minute" for "job" section/,
      schema: /jobs\.unit\.timeout-minute: must NOT have additional properties/,
    },
  },
  {
    name: "a queue of an unknown kind",
    from: "group: deploy-production\n      cancel-in-progress: false\n      queue: max",
    to: "group: deploy-production\n      cancel-in-progress: false\n      queue: all",
    seenBy: {
      "workflow-parser": /Unexpected value 'all'/,
      schema: /queue: must be equal to one of the allowed values/,
    },
  },
  {
    name: "an unquoted variable",
    from: `npm test -- "$REF"`,
    to: "npm test -- $REF",
    seenBy: { shellcheck: /^job 'unit', step 'Pack', column 13: Double quote .* \[SC2086, info\]$/m },
  },
  {
    name: "bash in a script for sh",
    from: "run: curl --fail https://shop.example/health",
    to: "run: if [[ -f x ]]; then exit 1; fi",
    seenBy: { shellcheck: /In POSIX sh, \[\[ \]\] is undefined/ },
  },
  {
    name: "a shell that no judge reads",
    from: "shell: sh\n",
    to: "shell: pwsh\n",
    seenBy: { shellcheck: /^job 'smoke', step 'Smoke': no judge reads shell 'pwsh'$/ },
  },
  {
    name: "a file that is no YAML",
    from: "permissions: {}\n\nconcurrency:",
    to: "permissions: {\n\nconcurrency:",
    seenBy: { "workflow-parser": /Flow map/i, actionlint: /could not parse as YAML/, schema: /Flow map/i },
  },
]

describe("judges", () => {
  it("have nothing against a sound workflow", async () => {
    expect(await judge("sound.yml", soundWorkflow)).toEqual([])
    expect(unusedExceptions()).toEqual([])
  })

  it.each(defects)("find $name", async ({ name, from, to, seenBy }) => {
    const text = planted(from, to)
    const all = await judge(`${name}.yml`, text)
    for (const [judgeName, expected] of Object.entries(seenBy)) {
      expect(messages(all.filter((finding) => finding.judge === judgeName))).toMatch(expected)
    }
    // Who is not named above sees nothing: a change of what a judge can do is to be noticed.
    expect(new Set(all.map((finding) => finding.judge))).toEqual(new Set(Object.keys(seenBy)))
  })

  it("excuse only what an exception names", async () => {
    const text = planted("deployment: false", "deployments: false")
    expect(messages(await judge("typo.yml", text))).toMatch(/unexpected key "deployments" for "environment" section/)
  })

  it("say where", async () => {
    const text = planted(`npm test -- "$REF"`, "npm test -- $REF").replace("id-token:", "id-tokens:")
    const findings = await judge("places.yml", text)
    const lines = (name: JudgeName) => new Set(findings.filter((one) => one.judge === name).map(({ line }) => line))
    expect(lines("shellcheck")).toEqual(new Set([lineOf(text, "npm test --")]))
    expect(lines("workflow-parser")).toEqual(new Set([lineOf(text, "id-tokens:")]))
    expect(lines("actionlint")).toEqual(new Set([lineOf(text, "id-tokens:")]))
    expect(lines("schema")).toContain(lineOf(text, "id-tokens:"))
  })

  it("give the same answer for one file whatever was judged before", async () => {
    const bad = planted("contents: read", "contents: admin")
    for (const one of Object.values(judges)) {
      const first = await one("same.yml", bad)
      await one("same.yml", soundWorkflow)
      expect(await one("same.yml", bad)).toEqual(first)
    }
  })

  it("read hundreds of scripts, at once and one after the other", async () => {
    const many = (prefix: string) => {
      const steps = Array.from({ length: 120 }, (_, index) => {
        const script = `digest="$(sha256sum ${prefix}-${index}.tar | cut -d ' ' -f 1)"; echo $digest`
        return `      - shell: bash\n        run: |\n          ${script}\n`
      })
      return planted("      - name: Smoke\n", `${steps.join("")}      - name: Smoke\n`)
    }
    const findings = await Promise.all(["web", "api"].map((prefix) => shellcheck("many.yml", many(prefix))))
    for (const found of findings) {
      expect(found).toHaveLength(120)
      expect(messages(found).match(/SC2086/g)).toHaveLength(120)
    }
  })
})

describe("the conditions of jobs", () => {
  it("are as GitHub reads them", async () => {
    const conditions = await jobConditions("sound.yml", soundWorkflow)
    expect(Object.fromEntries(conditions)).toEqual({
      unit: { needs: [], condition: "success()" },
      deploy: {
        needs: ["unit"],
        condition: "success() && (github.event_name == 'push' && needs.unit.result == 'success')",
      },
      smoke: { needs: ["deploy"], condition: "success() && (needs.deploy.result == 'success')" },
    })
  })

  it("are not known of a workflow with errors", async () => {
    await expect(jobConditions("bad.yml", planted("needs: [deploy]", "needs: [none]"))).rejects.toThrow(
      "depends on unknown job 'none'",
    )
  })

  const status = { success: true, failure: false, cancelled: false }
  const needs = (result: string) => ({ unit: { result, outputs: {} } })

  it.each([
    ["success() && (needs.unit.result == 'success')", { needs: needs("success") }, status, true],
    ["success() && (needs.unit.result == 'success')", { needs: needs("skipped") }, status, false],
    ["success() && (true)", {}, { ...status, success: false }, false],
    ["!failure() && !cancelled()", { needs: needs("skipped") }, status, true],
    ["always() && cancelled()", {}, { ...status, cancelled: true }, true],
    ["github.event_name == 'PUSH'", { github: { event_name: "push" } }, status, true],
    ["inputs.lane != 'rollback'", {}, status, true],
    ["inputs.dry == 'true'", { inputs: { dry: true } }, status, false],
    ["vars.freeze", { vars: { freeze: "false" } }, status, true],
    ["needs.typo.result != 'failure'", { needs: needs("success") }, status, true],
  ])("evaluate: %s with %j", (condition, contexts, given, expected) => {
    expect(evaluateCondition(condition, contexts, given)).toBe(expected)
  })

  it.each(["env.LANE == 'release'", "success('unit')", "needs.unit.result ==", "unknown()"])(
    "are refused where GitHub refuses them, or documents nothing: %s",
    (condition) => {
      expect(() => evaluateCondition(condition, {}, status)).toThrow()
    },
  )
})

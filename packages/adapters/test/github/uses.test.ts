import { $uses, type UsesOptions } from "@shipline/adapters/github"
import { $fragment, type Fragment } from "@shipline/adapters/gitlab"
import { ShiplineError } from "@shipline/core"
import { describe, expect, test } from "vitest"
import { checkPlan, job } from "../plans.js"
import { codesOf, stepOf } from "./workflow-file.js"

const commit = "0123456789abcdef0123456789abcdef01234567"
const action = `acme/tool@${commit}`

const codeOf = (make: () => unknown): string | undefined => {
  try {
    make()
    return undefined
  } catch (error) {
    if (error instanceof ShiplineError) return error.problems[0]?.code
    throw error
  }
}
const wrong = (options: object) => codeOf(() => $uses(options as UsesOptions)) // what a cast lets through

describe("$uses", () => {
  test.each<UsesOptions>([
    { action },
    { action: `acme/tool/sub/path@${commit}` },
    { action: "./.github/actions/tool" },
    { action: `docker://ghcr.io/acme/tool@sha256:${"0".repeat(64)}` },
    {
      action,
      with: { a: "x", b: 1, "c-d e": true, f: "${{ secrets.TOKEN }} and ${{ matrix.node }}" },
      env: { X: "${{ runner.temp }}/x" },
    },
    { action, with: { ref: "${{ github.head_ref }}", url: "${{ github.server_url }}/${{ github.repository }}" } },
  ])("%j is taken", (options) => expect(codeOf(() => $uses(options))).toBeUndefined())

  test.each([
    { action: "acme/tool@v1" },
    { action: "acme/tool@main" },
    { action: `acme/tool@${commit.slice(1)}` },
    { action: `acme/tool@${commit}0` },
    { action: `acme/../tool@${commit}` },
    { action: "../tool" },
    { action: "./a/../../tool" },
    { action: "docker://acme/tool:1" },
    { action: `\${{ x }}@${commit}` },
    {},
    { action, if: "always()" },
    { action, id: "x" },
    { action, "continue-on-error": true },
    { action, "timeout-minutes": 1 },
    { action, shell: "bash" },
    { action, run: "x" },
    { action, name: "a\nb" },
    { action, name: "${{ x }}" },
    { action, tag: "v1\nif: always()" },
    { action, with: { script: "echo ${{ github.head_ref }}" } },
    { action, with: { script: "echo '${{ github.event.issue.title }}'" } },
    { action, with: { a: "${{ github.ref_name }}${{ github.ref_name }}" } },
    { action, with: { a: "${{ toJSON(secrets) }}" } },
    { action, with: { a: "${{ github.event_name == 'push' }}" } },
    { action, with: { a: "${{ steps.version.outputs.version }}" } },
    { action, with: { a: "${{ secrets }}" } },
    { action, with: { a: "${{ github.token" } },
    { action, with: { "a: b": "x" } },
    { action, with: { "${{ insert }}": "x" } },
    { action, with: { a: "x", A: "y" } },
    { action, with: { a: ["x"] } },
    { action, with: { a: null } },
    { action, with: { a: "x\0" } },
    { action, with: "x" },
    { action, env: { GITHUB_ENV: "x" } },
    { action, env: { "A B": "x" } },
  ])("%j is refused", (options) => expect(wrong(options)).toBe("SL3123"))

  test("the data of a plan is read again: it may have come from anywhere", () => {
    const made = (data: object) =>
      checkPlan({ job: job({ steps: [{ kind: "raw", platform: "github", data: JSON.parse(JSON.stringify(data)) }] }) })
    expect(codesOf(made({ action, if: "always()" }))).toEqual(["SL3123"])
    expect(stepOf(made({ action, with: { a: 1 } }), "unit", "Use acme/tool")).toEqual({
      name: "Use acme/tool",
      uses: action,
      with: { a: 1 },
    })
  })
})

describe("$fragment", () => {
  test.each<Fragment>([
    { tags: ["large"] },
    { coverage: "/Lines: (\\d+)%/" },
    { retry: 2 },
    { artifacts: { reports: { junit: "x.xml", codequality: ["a", "b"] }, expire_in: "1 week" } },
  ])("%j is taken", (keys) => expect(codeOf(() => $fragment(keys))).toBeUndefined())

  test.each([
    ...[
      "rules",
      "needs",
      "when",
      "allow_failure",
      "environment",
      "script",
      "before_script",
      "after_script",
      "resource_group",
    ].map((key) => ({ [key]: "x" })),
    ...[
      "stage",
      "trigger",
      "extends",
      "variables",
      "interruptible",
      "secrets",
      "id_tokens",
      "inherit",
      "only",
      "except",
      "parallel",
    ].map((key) => ({ [key]: "x" })),
    { tags: [] },
    { tags: "large" },
    { tags: ["a\nb"] },
    { coverage: "x" },
    { retry: 3 },
    { retry: { max: 2 } },
    { artifacts: { reports: { dotenv: "x.env" } } },
    { artifacts: { reports: {}, paths: ["x"] } },
    { artifacts: {} },
    { toString: "x" },
  ])("%j is refused", (keys) => {
    expect(codeOf(() => $fragment(keys as Fragment))).toBe("SL3201") // what a cast lets through
  })
})

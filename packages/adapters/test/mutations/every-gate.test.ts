import { describe, expect, test } from "vitest"
import { parseDocument } from "yaml"
import { prove as proveGithub } from "../../src/github/index.js"
import { prove as proveGitlab } from "../../src/gitlab/index.js"
import type { Proof } from "../../src/prove/proof.js"
import { everyGate, type Gated } from "./every-gate.js"
import * as github from "./github/goldens.js"
import * as gitlab from "./gitlab/goldens.js"

/** A node's job: on GitHub its name begins with no digit, on GitLab it stands behind the pipeline's. */
const jobId = (id: string): string => id.replace(/^(?=\d)/, "_")
const slugOf = (path: string): string => path.replace(/^.*\/(.*)\.yml$/, "$1")

const tellsOf = (proof: Proof, { lane, deploy, gate }: Gated, key: (id: string) => string): boolean =>
  proof.counterexamples.some(
    (found) =>
      found.property === "safety" &&
      found.lane === lane &&
      found.job === key(deploy) &&
      found.missing.includes(key(gate)),
  )

const cases = [...github.goldens].flatMap(([name, { plan }]) => everyGate(plan).map((one) => ({ name, ...one })))
const named = (all: readonly (Gated & { readonly name: string })[]) =>
  all.map((one) => [`${one.name}: ${one.gate} before ${one.deploy} in the lane ${one.lane}`, one] as const)

describe("wherever a gate of GitHub's golden files may fail, the deployment behind it is told", () => {
  test.each(named(cases))("%s", (_, one) => {
    const golden = github.goldenOf(one.name)
    const document = parseDocument(golden.text)
    document.setIn(["jobs", jobId(one.gate), "continue-on-error"], true)
    const proof = proveGithub([{ path: golden.path, text: document.toString() }], { plan: golden.plan })
    expect(tellsOf(proof, one, jobId)).toBe(true)
  })
})

describe("wherever a gate of GitLab's golden files may fail, the deployment behind it is told", () => {
  test.each(named(cases.filter(({ name }) => gitlab.goldens.has(name))))("%s", (_, one) => {
    const golden = gitlab.goldenOf(one.name)
    const key = (id: string): string => `${slugOf(golden.path)}:${id}`
    // A job is a key at the beginning of a line. Its rules may say of themselves whether it may fail.
    const head = `\n${key(one.gate)}:\n`
    const [before, after = ""] = golden.text.split(head)
    const end = after.search(/\n\S/)
    const own = after.slice(0, end).replaceAll("allow_failure: false", "allow_failure: true")
    const text = `${before}${head}  allow_failure: true\n${own}${after.slice(end)}`
    const proof = proveGitlab(gitlab.filesOf({ ...golden, text }), { plan: golden.plan })
    expect(tellsOf(proof, one, key)).toBe(true)
  })
})

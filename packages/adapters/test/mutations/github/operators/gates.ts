import type { Document } from "yaml"
import type { Mutation } from "../../mutation.js"
import {
  addJob,
  addNeed,
  changeScript,
  condition,
  dropNeed,
  replaceInCondition,
  set,
  setCondition,
  setInStep,
} from "../edit.js"
import { passed } from "../passed.js"

/** A job that speaks for gates, in the place of which a deployment asks for it. */
const allGreen = (
  file: Document,
  deploy: string,
  all: readonly string[],
  more: object,
  steps: readonly object[] = [],
) => {
  const job = { "runs-on": "ubuntu-24.04", permissions: {}, "timeout-minutes": 5 }
  addJob(file, "all-green", { needs: all, ...more, ...job, steps: [...steps, { run: "echo 'all green'" }] })
  for (const gate of all) dropNeed(file, deploy, gate)
  addNeed(file, deploy, "all-green")
  for (const gate of all.slice(1)) replaceInCondition(file, deploy, ` && ${passed(gate)}`, "")
  replaceInCondition(file, deploy, passed(all[0] ?? ""), passed("all-green"))
}

/** Gates that nobody waits for, that cannot fail, or that another job speaks for. */
export const gates: readonly Mutation<Document>[] = [
  {
    pitfall: 5,
    name: "a gate that is tested and not needed: its result is null",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-production", gate: "unit", lane: "release" },
      { pipeline: "lanes", job: "deploy-production", gate: "browsers-on-staging" },
    ],
    apply: (file, { job, gate = "" }) => dropNeed(file, job, gate),
    expects: ({ job }) => ({ caught: "reachability", job }),
  },
  {
    pitfall: 5,
    name: "a gate that is not needed and must not have failed",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-production", gate: "smoke-on-staging" },
      { pipeline: "matrix", job: "deploy-registry", gate: "sdk" },
    ],
    apply: (file, { job, gate = "" }) => {
      dropNeed(file, job, gate)
      replaceInCondition(file, job, passed(gate), `needs.${gate}.result != 'failure'`)
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, lane: "release", gate }),
  },
  {
    pitfall: 5,
    name: "a gate that nobody asks for",
    places: [
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
      { pipeline: "retries", job: "deploy-production", gate: "portable" },
      { pipeline: "careful", job: "deploy-live", gate: "soak-of-12-hours-on-canary" },
    ],
    apply: (file, { job, gate = "" }) => {
      dropNeed(file, job, gate)
      setCondition(file, job, condition(file, job).replaceAll(` && ${passed(gate)}`, ""))
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, lane: "release", gate }),
  },
  {
    pitfall: 5,
    name: "a gate that only the environment before asks for",
    places: [
      { pipeline: "careful", job: "deploy-live", gate: "unit" },
      { pipeline: "approvals", job: "deploy-production", gate: "unit" },
    ],
    apply: (file, { job, gate = "" }) => {
      dropNeed(file, job, gate)
      setCondition(file, job, condition(file, job).replaceAll(` && ${passed(gate)}`, ""))
    },
    expects: () => ({ harmless: "staging has passed, and it starts behind that gate alone" }),
  },
  {
    pitfall: 6,
    name: "a misspelt gate that must not have failed, with implicit success()",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "containers", job: "deploy-lab", gate: "inspect" },
    ],
    apply: (file, { job, gate = "" }) =>
      replaceInCondition(file, job, passed(gate), `needs.${gate}s.result != 'failure'`),
    expects: () => ({ harmless: "the gate is still needed, and success() covers it" }),
  },
  {
    pitfall: 6,
    name: "a misspelt gate that must not have failed, behind !cancelled()",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "smoke-on-staging" },
      { pipeline: "lanes", job: "deploy-staging", gate: "pages" },
      { pipeline: "approvals", job: "deploy-production", gate: "unit" },
    ],
    apply: (file, { job, gate = "" }) =>
      replaceInCondition(file, job, passed(gate), `needs.${gate}s.result != 'failure'`),
    expects: ({ job, gate = "", pipeline }) =>
      pipeline === "approvals"
        ? { harmless: "it is still needed, and GitHub adds success()" }
        : { caught: "safety", job, gate },
  },
  {
    pitfall: 6,
    name: "a misspelt gate that must have passed",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "clouds", job: "deploy-gcp", gate: "unit" },
    ],
    apply: (file, { job, gate = "" }) => replaceInCondition(file, job, passed(gate), passed(`${gate}s`)),
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 7,
    name: "a gate whose failure is none",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "scan" },
      { pipeline: "lanes", job: "deploy-production", gate: "browsers-on-staging" },
      { pipeline: "approvals", job: "deploy-production", gate: "product-owner" },
    ],
    apply: (file, { gate = "" }) => set(file, ["jobs", gate, "continue-on-error"], true),
    expects: ({ job, gate = "" }) => ({
      caught: "safety",
      job,
      ends: ["failure", "hidden"],
      gate,
    }),
  },
  {
    pitfall: 7,
    name: "a gate whose failure is sometimes none",
    places: [{ pipeline: "matrix", job: "deploy-registry", gate: "unit" }],
    apply: (file, { gate = "" }) => set(file, ["jobs", gate, "continue-on-error"], "${{ matrix.node == '24' }}"),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, ends: ["failure", "hidden"], gate }),
  },
  {
    pitfall: 7,
    name: "a gate whose step may fail",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-production", gate: "smoke-on-staging" },
      { pipeline: "shards", job: "deploy-production", gate: "browsers" },
    ],
    apply: (file, { gate = "" }) => setInStep(file, gate, "Run ", "continue-on-error", true),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, ends: ["failure", "hidden"], gate }),
  },
  {
    pitfall: 7,
    name: "a gate whose command may fail",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
    ],
    apply: (file, { gate = "" }) => changeScript(file, gate, "Run ", (script) => `${script.trimEnd()} || true`),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, ends: ["failure", "hidden"], gate }),
  },
  {
    pitfall: 13,
    name: "a job that says that all is green, whatever is",
    places: [
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "matrix", job: "deploy-registry" },
    ],
    apply: (file, { pipeline, job }) => {
      allGreen(file, job, pipeline === "shop" ? ["unit", "lint", "scan"] : ["unit", "sdk"], { if: "always()" })
      setCondition(file, job, `!cancelled() && ${condition(file, job)}`)
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 13,
    name: "a job that looks for failures only",
    places: [{ pipeline: "retries", job: "deploy-production" }],
    apply: (file, { job }) => {
      const look = { if: "contains(needs.*.result, 'failure')", run: "exit 1" }
      allGreen(file, job, ["flaky", "portable"], { if: "always()" }, [look])
      setCondition(file, job, `!cancelled() && ${condition(file, job)}`)
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 13,
    name: "a job that says that all is green, where GitHub adds success()",
    places: [
      { pipeline: "matrix", job: "deploy-registry" },
      { pipeline: "retries", job: "deploy-production" },
    ],
    apply: (file, { pipeline, job }) =>
      allGreen(file, job, pipeline === "matrix" ? ["unit", "sdk"] : ["flaky", "portable"], { if: "always()" }),
    expects: () => ({ harmless: "success() asks every job before, also those that are needed by what is needed" }),
  },
  {
    pitfall: 13,
    name: "a job that runs only behind all gates",
    places: [{ pipeline: "retries", job: "deploy-production" }],
    apply: (file, { job }) => {
      allGreen(file, job, ["flaky", "portable"], {})
      setCondition(file, job, `!cancelled() && ${condition(file, job)}`)
    },
    expects: () => ({ harmless: "it starts only where all gates have passed, so that it speaks for them" }),
  },
  {
    pitfall: 14,
    name: "a gate whose parts are read from a variable",
    places: [{ pipeline: "shards", job: "deploy-production", gate: "e2e" }],
    apply: (file, { gate = "" }) =>
      set(file, ["jobs", gate, "strategy", "matrix"], { shard: "${{ fromJSON(vars.SHARDS) }}" }),
    expects: () => ({ harmless: "parts that are none make a failure, and every other number of parts one outcome" }),
  },
  {
    pitfall: 14,
    name: "a gate that is skipped in the lane",
    places: [
      { pipeline: "matrix", job: "deploy-registry", gate: "sdk" },
      { pipeline: "shards", job: "deploy-production", gate: "e2e" },
    ],
    apply: (file, { gate = "" }) => setCondition(file, gate, "github.event_name == 'pull_request'"),
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 14,
    name: "a gate that does its work in one part only",
    places: [{ pipeline: "matrix", job: "deploy-registry", gate: "unit" }],
    apply: (file, { gate = "" }) => setInStep(file, gate, "Run ", "if", "matrix.node == '22'"),
    expects: ({ gate = "" }) => ({ caught: "rule", rule: /part/, job: gate }),
  },
  {
    pitfall: 28,
    name: "a gate whose work nobody waits for",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (file, { gate = "" }) => {
      setInStep(file, gate, "Run ", "id", "work")
      setInStep(file, gate, "Run ", "background", true)
      file.addIn(["jobs", gate, "steps"], file.createNode({ name: "Stop it", cancel: "work" }))
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, ends: ["failure", "hidden"], gate }),
  },
  {
    pitfall: 6,
    name: "one gate or the other",
    places: [
      { pipeline: "retries", job: "deploy-production", gate: "flaky" },
      { pipeline: "shop", job: "deploy-production", gate: "release-managers" },
    ],
    apply: (file, { job, gate = "" }) => {
      const other = gate === "flaky" ? "portable" : "smoke-on-staging"
      const [first, second] = gate === "flaky" ? [gate, other] : [other, gate]
      const rest = condition(file, job)
      setCondition(
        file,
        job,
        `!cancelled() && ${rest.replace(/^!cancelled\(\) && /, "").replace(`${passed(first)} && ${passed(second)}`, `(${passed(first)} || ${passed(second)})`)}`,
      )
    },
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
]

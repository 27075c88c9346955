import type { Mutation } from "../../mutation.js"
import {
  addJob,
  changeNeed,
  changeScript,
  dropNeed,
  eachRule,
  type GitlabDocuments,
  keepRules,
  needsOf,
  remove,
  set,
  setInRules,
} from "../edit.js"

/** Gates that may fail, that nobody waits for, or that are not there. */
export const gates: readonly Mutation<GitlabDocuments>[] = [
  {
    pitfall: 29,
    name: "a gate that may fail",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "scan" },
      { pipeline: "shards", job: "deploy-production", gate: "e2e" },
      { pipeline: "careful", job: "deploy-live", gate: "health-on-canary" },
    ],
    apply: (files, { gate = "" }) => set(files, [gate, "allow_failure"], true),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, ends: ["failure", "hidden", "cancelled"] }),
  },
  {
    pitfall: 29,
    name: "a gate that may fail in a rule",
    places: [
      { pipeline: "retries", job: "deploy-production", gate: "flaky" },
      { pipeline: "approvals", job: "deploy-staging", gate: "unit" },
    ],
    apply: (files, { gate = "" }) => setInRules(files, gate, "allow_failure", true),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 29,
    name: "a gate that may end in some ways",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "raw", job: "deploy-production", gate: "e2e" },
    ],
    apply: (files, { gate = "" }) => set(files, [gate, "allow_failure"], { exit_codes: [1, 137] }),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 29,
    name: "a gate that takes from another job that it may fail",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (files, { gate = "" }) => {
      addJob(files, ".soft", { allow_failure: true })
      set(files, [gate, "extends"], ".soft")
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 29,
    name: "an approval that may fail",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "release-managers" },
      { pipeline: "approvals", job: "deploy-production", gate: "product-owner" },
    ],
    apply: (files, { gate = "" }) => setInRules(files, gate, "allow_failure", true),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 30,
    name: "a manual approval without rules, which may fail by default",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "release-managers" },
      { pipeline: "approvals", job: "deploy-production", gate: "security-compliance" },
    ],
    apply: (files, { gate = "" }) => {
      remove(files, [gate, "rules"])
      set(files, [gate, "when"], "manual")
    },
    // It is in every pipeline now, also where the job that it needs is not: those are not created at all.
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate }),
  },
  {
    pitfall: 30,
    name: "a manual approval by rules, which may not fail by default",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "release-managers" },
      { pipeline: "approvals", job: "deploy-production", gate: "product-owner" },
    ],
    apply: (files, { gate = "" }) => eachRule(files, gate, (path) => remove(files, [...path, "allow_failure"])),
    expects: () => ({ harmless: "a rule that says manual blocks what waits for it unless it says otherwise" }),
  },
  {
    pitfall: 32,
    name: "a gate that need not be there, and always is",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
    ],
    apply: (files, { job, gate = "" }) => changeNeed(files, job, gate, { optional: true }),
    expects: () => ({ harmless: "it is in every pipeline that deploys" }),
  },
  {
    pitfall: 32,
    name: "a gate that need not be there, and is not",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
      { pipeline: "approvals", job: "deploy-production", gate: "product-owner" },
    ],
    apply: (files, { job, gate = "" }) => {
      changeNeed(files, job, gate, { optional: true })
      set(files, [gate, "rules"], [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }])
    },
    // On a merge request what the approval itself needs is missing; there nothing is deployed.
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 33,
    name: "a deployment that waits for nothing",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "shards", job: "deploy-production" },
    ],
    apply: (files, { job }) => set(files, [job, "needs"], []),
    expects: ({ job }) => ({ caught: "safety", job, lane: "release" }),
  },
  {
    pitfall: 33,
    name: "a deployment that waits for nothing in one lane",
    places: [{ pipeline: "careful", job: "deploy-live", lane: "hotfix" }],
    apply: (files, { job }) => set(files, [job, "rules", 1, "needs"], []),
    expects: ({ job, lane = "" }) => ({ caught: "safety", job, lane }),
  },
  {
    pitfall: 33,
    name: "a gate that nobody waits for",
    places: [
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
      { pipeline: "retries", job: "deploy-production", gate: "portable" },
      { pipeline: "careful", job: "deploy-live", gate: "soak-of-12-hours-on-canary" },
      { pipeline: "approvals", job: "deploy-production", gate: "security-compliance" },
    ],
    apply: (files, { job, gate = "" }) => dropNeed(files, job, gate),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 33,
    name: "a gate that nobody waits for in one lane",
    places: [{ pipeline: "careful", job: "deploy-live", gate: "unit", lane: "hotfix" }],
    apply: (files, { pipeline, job }) => set(files, [job, "rules", 1, "needs"], [`${pipeline}:build-site`]),
    // The build waits for the gate itself; but the gate may be run again, and fail, before the deployment starts.
    expects: ({ job, gate = "", lane = "" }) => ({ caught: "safety", job, gate, lane }),
  },
  {
    pitfall: 37,
    name: "a gate that is there where files have changed",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
    ],
    apply: (files, { gate = "" }) => setInRules(files, gate, "changes", ["src/**/*"]),
    expects: ({ gate = "" }) => ({ caught: "rule", rule: /changed files/, job: gate }),
  },
  {
    pitfall: 37,
    name: "a gate that need not be there where no files have changed",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "retries", job: "deploy-production", gate: "flaky" },
    ],
    apply: (files, { job, gate = "" }) => {
      setInRules(files, gate, "changes", ["src/**/*"])
      changeNeed(files, job, gate, { optional: true })
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 38,
    name: "a gate that is not there in a lane",
    places: [
      { pipeline: "careful", job: "deploy-live", gate: "unit", lane: "hotfix" },
      { pipeline: "shop", job: "deploy-staging", gate: "lint", lane: "release" },
    ],
    apply: (files, { gate = "", lane = "" }) =>
      keepRules(files, gate, (condition) =>
        lane === "hotfix" ? !condition.includes("hotfix") : !condition.includes('"push"'),
      ),
    expects: ({ job, lane = "" }) => ({ caught: "reachability", job, lane }),
  },
  {
    pitfall: 29,
    name: "a gate whose command may fail",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "shop", job: "deploy-staging", gate: "lint" },
    ],
    apply: (files, { gate = "" }) =>
      changeScript(files, gate, "Run ", (script) => script.replace(/^(npm .*)$/m, "$1 || true")),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 29,
    name: "a gate that goes on after a failure",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (files, { gate = "" }) => changeScript(files, gate, "Set up", (script) => `${script}set +e\n`),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
  {
    pitfall: 32,
    name: "every gate need not be there, and none is",
    places: [{ pipeline: "retries", job: "deploy-production", gate: "flaky" }],
    apply: (files, { pipeline, job }) => {
      set(
        files,
        [job, "needs"],
        needsOf(files, job).map((need) => ({ job: need, optional: true })),
      )
      for (const gate of ["flaky", "portable"])
        set(files, [`${pipeline}:${gate}`, "rules"], [{ if: '$CI_PIPELINE_SOURCE == "schedule"' }])
    },
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate, lane: "release" }),
  },
]

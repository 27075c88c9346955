import type { Document } from "yaml"
import type { Mutation } from "../../mutation.js"
import { condition, replaceInCondition, setCondition } from "../edit.js"
import { laneOnly, passed, withoutStatus } from "../passed.js"

/** Conditions that ask how the run is instead of what each gate said. */
export const statusFunctions: readonly Mutation<Document>[] = [
  {
    pitfall: 1,
    name: "always() and nothing else",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-staging" },
      { pipeline: "lanes", job: "deploy-production" },
    ],
    apply: (file, { job }) => setCondition(file, job, "always()"),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 1,
    name: "always() in the lane's place of its gates",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "services", job: "deploy-production", gate: "integration" },
    ],
    apply: (file, { job }) => setCondition(file, job, `always() && ${laneOnly(condition(file, job))}`),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, lane: "release", event: "push", gate }),
  },
  {
    pitfall: 1,
    name: "always() before the gates: it starts in a run that was cancelled",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "platform", job: "deploy-test" },
    ],
    apply: (file, { job }) => setCondition(file, job, `always() && ${withoutStatus(condition(file, job))}`),
    expects: ({ job }) => ({ caught: "safety", job, lane: "release", cancelled: true }),
  },
  {
    pitfall: 2,
    name: "!failure() && !cancelled() in place of the gates",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "services", job: "deploy-production", gate: "integration" },
      { pipeline: "raw", job: "deploy-production", gate: "e2e" },
    ],
    apply: (file, { job }) =>
      setCondition(file, job, `!failure() && !cancelled() && ${laneOnly(condition(file, job))}`),
    expects: ({ job, gate = "" }) => ({
      caught: "safety",
      job,
      lane: "release",
      ends: ["cancelled"],
      gate,
    }),
  },
  {
    pitfall: 2,
    name: "!failure() in place of the gates",
    places: [
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "lanes", job: "deploy-staging" },
    ],
    apply: (file, { job }) => setCondition(file, job, `!failure() && ${laneOnly(condition(file, job))}`),
    expects: ({ job }) => ({ caught: "safety", job, ends: ["cancelled", "skipped"] }),
  },
  {
    pitfall: 2,
    name: "no need has failed or was cancelled: those that were skipped pass",
    places: [
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "approvals", job: "deploy-production" },
    ],
    apply: (file, { job }) =>
      setCondition(
        file,
        job,
        `!cancelled() && !contains(needs.*.result, 'failure') && !contains(needs.*.result, 'cancelled') && ${laneOnly(condition(file, job))}`,
      ),
    // A red lint skips all of staging in the shop. The one gate of the other is a direct need, so that its failure is seen.
    expects: ({ pipeline, job }) =>
      pipeline === "shop"
        ? { caught: "safety", job, lane: "release", ends: ["skipped"] }
        : { harmless: "nothing is skipped in front of it unless one of its own needs has failed or was cancelled" },
  },
  {
    pitfall: 3,
    name: "a status function without !cancelled()",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "matrix", job: "deploy-registry" },
      { pipeline: "careful", job: "deploy-canary" },
    ],
    apply: (file, { job }) => setCondition(file, job, `!failure() && ${withoutStatus(condition(file, job))}`),
    expects: ({ job }) => ({ caught: "safety", job, lane: "release", cancelled: true }),
  },
  {
    pitfall: 3,
    name: "success() || failure() before the gates",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "containers", job: "deploy-lab" },
    ],
    apply: (file, { job }) => setCondition(file, job, `(success() || failure()) && ${condition(file, job)}`),
    expects: () => ({ harmless: "behind gates that all passed nothing has failed, so that it says success()" }),
  },
  {
    pitfall: 4,
    name: "the lane alone: GitHub adds success()",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "containers", job: "deploy-lab" },
      { pipeline: "release", job: "deploy-downloads" },
    ],
    apply: (file, { job }) => setCondition(file, job, laneOnly(condition(file, job))),
    expects: () => ({ harmless: "a condition without a status function holds only where all before it has passed" }),
  },
  {
    pitfall: 4,
    name: "the lane and !cancelled(): nothing adds success()",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "services", job: "deploy-production", gate: "integration" },
    ],
    apply: (file, { job }) => setCondition(file, job, `${laneOnly(condition(file, job))} && !cancelled()`),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, lane: "release", gate }),
  },
  {
    pitfall: 4,
    name: "a status function in dead code",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "raw", job: "deploy-production", gate: "e2e" },
    ],
    apply: (file, { job }) => setCondition(file, job, `(false && failure()) || (${laneOnly(condition(file, job))})`),
    expects: ({ job, gate = "" }) => ({ caught: "safety", job, gate }),
  },
  {
    pitfall: 4,
    name: "a status function in a text is none",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: (file, { job }) => setCondition(file, job, `'always()' != '' && ${laneOnly(condition(file, job))}`),
    expects: () => ({ harmless: "GitHub looks for calls, not for words" }),
  },
  {
    pitfall: 8,
    name: "success() where a job before it belongs to another lane",
    places: [
      { pipeline: "shop", job: "deploy-production", lane: "release" },
      { pipeline: "lanes", job: "deploy-staging", lane: "hotfix" },
      { pipeline: "platform", job: "deploy-staging", lane: "release" },
    ],
    apply: (file, { job }) => setCondition(file, job, withoutStatus(condition(file, job))),
    expects: ({ job, lane = "" }) => ({ caught: "reachability", job, lane }),
  },
  {
    pitfall: 8,
    name: "and always() to get it started",
    places: [
      { pipeline: "lanes", job: "deploy-staging" },
      { pipeline: "platform", job: "deploy-production" },
    ],
    apply: (file, { job }) => setCondition(file, job, `always() && (${laneOnly(condition(file, job))})`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 2,
    name: "one gate need only not have failed",
    places: [
      { pipeline: "shop", job: "deploy-production", gate: "smoke-on-staging" },
      { pipeline: "lanes", job: "deploy-production", gate: "owner" },
      { pipeline: "platform", job: "deploy-production", gate: "load-on-staging" },
    ],
    apply: (file, { job, gate = "" }) =>
      replaceInCondition(file, job, passed(gate), `needs.${gate}.result != 'failure'`),
    expects: ({ job, gate = "" }) => ({
      caught: "safety",
      job,
      ends: ["cancelled", "skipped"],
      gate,
    }),
  },
]

import type { Mutation } from "../../mutation.js"
import { changeConditions, changeNeed, type GitlabDocuments, needsOf, set } from "../edit.js"

/** Other ways to write what means the same, and what only makes less happen: nothing may be said against them. */
export const alike: readonly Mutation<GitlabDocuments>[] = [
  {
    pitfall: 0,
    name: "needs in another order",
    places: [
      { pipeline: "shop", job: "deploy-production" },
      { pipeline: "careful", job: "deploy-live" },
    ],
    apply: (files, { job }) => set(files, [job, "needs"], needsOf(files, job).toReversed()),
    expects: () => ({ harmless: "they are a set" }),
  },
  {
    pitfall: 0,
    name: "a need in long form, without what it hands on",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "retries", job: "deploy-production", gate: "flaky" },
    ],
    apply: (files, { job, gate = "" }) => changeNeed(files, job, gate, { artifacts: false }),
    expects: () => ({
      harmless:
        "it changes what is known at the deployment, not when it starts: the guard misses the receipt and refuses",
    }),
  },
  {
    pitfall: 29,
    name: "a gate that plainly may not fail",
    places: [{ pipeline: "smallest", job: "deploy-production", gate: "unit" }],
    apply: (files, { gate = "" }) => set(files, [gate, "allow_failure"], false),
    expects: () => ({ harmless: "that is what GitLab takes it for anyway" }),
  },
  {
    pitfall: 34,
    name: "a gate that is tried again",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "raw", job: "deploy-production", gate: "e2e" },
    ],
    apply: (files, { gate = "" }) => set(files, [gate, "retry"], 2),
    expects: () => ({ harmless: "only its last try counts" }),
  },
  {
    pitfall: 36,
    name: "comparisons the other way round",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: (files, { job }) =>
      changeConditions(files, job, (condition) =>
        condition.replace('$CI_COMMIT_BRANCH == "main"', '"main" == $CI_COMMIT_BRANCH'),
      ),
    expects: () => ({ harmless: "they say the same" }),
  },
  {
    pitfall: 36,
    name: "the branch as a pattern",
    places: [{ pipeline: "smallest", job: "redeploy-production" }],
    apply: (files, { job }) =>
      changeConditions(files, job, (condition) =>
        condition.replace('$CI_COMMIT_BRANCH == "main"', "$CI_COMMIT_BRANCH =~ /^main$/"),
      ),
    expects: () => ({ harmless: "with both ends it holds the one branch" }),
  },
  {
    pitfall: 45,
    name: "every pipeline exists",
    places: [
      { pipeline: "smallest", job: "" },
      { pipeline: "shop", job: "" },
    ],
    apply: ({ root }) => root.setIn(["workflow", "rules"], root.createNode([{ when: "always" }])),
    expects: () => ({ harmless: "every job says by its own rules when it runs" }),
  },
]

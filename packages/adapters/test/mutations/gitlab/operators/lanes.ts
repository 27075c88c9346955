import type { Mutation } from "../../mutation.js"
import { addJob, changeConditions, changeScript, type GitlabDocuments, remove, set } from "../edit.js"

const lane = '"$[[ inputs.lane ]]"'
const byHand = ' && ($CI_PIPELINE_SOURCE == "web" || $CI_PIPELINE_SOURCE == "api")'
const onMain = ' && $CI_COMMIT_BRANCH == "main"'

/** Rules that mistake the lane, the source or the reference. */
export const lanes: readonly Mutation<GitlabDocuments>[] = [
  {
    pitfall: 35,
    name: "the lane by a variable",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "redeploy-production" },
      { pipeline: "careful", job: "deploy-live" },
    ],
    apply: (files, { job }) => changeConditions(files, job, (condition) => condition.replaceAll(lane, "$LANE")),
    expects: ({ job }) => ({ caught: "rule", rule: /variable chooses the lane/, job }),
  },
  {
    pitfall: 35,
    name: "the lane by a variable, where it is not said",
    places: [{ pipeline: "shop", job: "redeploy-staging" }],
    apply: (files, { job }) => changeConditions(files, job, () => '$ROLLBACK == "true" && $CI_COMMIT_BRANCH == "main"'),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 36,
    name: "a deployment that asks for the branch alone",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "clouds", job: "deploy-gcp" },
    ],
    apply: (files, { job }) => changeConditions(files, job, () => '$CI_COMMIT_BRANCH == "main"'),
    expects: ({ job }) => ({ caught: "rule", rule: /asks for its lane/, job }),
  },
  {
    pitfall: 36,
    name: "a way back that asks for the branch alone",
    places: [
      { pipeline: "smallest", job: "redeploy-production" },
      { pipeline: "approvals", job: "redeploy-staging" },
    ],
    apply: (files, { job }) => changeConditions(files, job, () => '$CI_COMMIT_BRANCH == "main"'),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 36,
    name: "no branch: anybody's may do it",
    places: [
      { pipeline: "smallest", job: "redeploy-production" },
      { pipeline: "shop", job: "redeploy-staging" },
      { pipeline: "shop", job: "deploy-staging" },
    ],
    apply: (files, { job }) => changeConditions(files, job, (condition) => condition.replace(onMain, "")),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 36,
    name: "a branch that begins like the branch",
    places: [{ pipeline: "shop", job: "redeploy-production" }],
    apply: (files, { job }) =>
      changeConditions(files, job, (condition) =>
        condition.replace('$CI_COMMIT_BRANCH == "main"', "$CI_COMMIT_BRANCH =~ /^main/"),
      ),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 36,
    name: "a branch that holds the word",
    places: [{ pipeline: "smallest", job: "redeploy-production" }],
    apply: (files, { job }) =>
      changeConditions(files, job, (condition) =>
        condition.replace('$CI_COMMIT_BRANCH == "main"', "$CI_COMMIT_REF_NAME =~ /main/"),
      ),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 39,
    name: "a rule that asks for what a job hands on",
    places: [
      { pipeline: "smallest", job: "deploy-production", gate: "unit" },
      { pipeline: "raw", job: "deploy-production", gate: "e2e" },
    ],
    apply: (files, { job, gate = "" }) => {
      set(files, [gate, "artifacts", "reports"], { dotenv: "ship.env" })
      changeScript(files, gate, "Leave", (script) => `${script}echo "SHIP=yes" > ship.env\n`)
      changeConditions(files, job, (condition) => `${condition} && $SHIP == "yes"`)
    },
    expects: ({ job }) => ({ caught: "rule", rule: /hands on/, job }),
  },
  {
    pitfall: 45,
    name: "a gate without rules",
    places: [
      { pipeline: "smallest", job: "unit" },
      { pipeline: "shop", job: "lint" },
    ],
    apply: (files, { job }) => remove(files, [job, "rules"]),
    expects: ({ job }) => ({ caught: "rule", rule: /has rules/, job }),
  },
  {
    pitfall: 45,
    name: "a deployment without rules",
    places: [
      { pipeline: "retries", job: "deploy-production" },
      { pipeline: "smallest", job: "redeploy-production" },
    ],
    apply: (files, { job }) => remove(files, [job, "rules"]),
    expects: ({ job }) => ({ caught: "rule", rule: /has rules/, job }),
  },
  {
    pitfall: 45,
    name: "a deployment in merge requests",
    places: [
      { pipeline: "approvals", job: "deploy-staging" },
      { pipeline: "shop", job: "redeploy-staging" },
    ],
    apply: (files, { job }) =>
      files.jobs.addIn([job, "rules"], files.jobs.createNode({ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' })),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 46,
    name: "a lane without a default: a push creates no pipeline",
    places: [
      { pipeline: "smallest", job: "deploy-production" },
      { pipeline: "shop", job: "deploy-staging" },
    ],
    apply: ({ rootInputs }) => {
      rootInputs.deleteIn(["spec", "inputs", "lane", "default"])
    },
    expects: () => ({ caught: "rule", rule: /default/ }),
  },
  {
    pitfall: 46,
    name: "a reason without a default: a push creates no pipeline",
    places: [{ pipeline: "careful", job: "deploy-canary" }],
    apply: ({ rootInputs }) => {
      rootInputs.deleteIn(["spec", "inputs", "reason", "default"])
    },
    expects: () => ({ caught: "rule", rule: /default/ }),
  },
  {
    pitfall: 48,
    name: "a hotfix that an option of a push chooses",
    places: [{ pipeline: "careful", job: "deploy-live" }],
    apply: (files, { pipeline, job }) => {
      for (const one of [`${pipeline}:unit`, `${pipeline}:build-site`, job])
        changeConditions(files, one, (condition) =>
          condition.includes("hotfix") ? condition.replace(byHand, "") : condition,
        )
    },
    expects: ({ job }) => ({ caught: "rule", rule: /person/, job }),
  },
  {
    pitfall: 48,
    name: "a way back that an option of a push chooses",
    places: [
      { pipeline: "smallest", job: "redeploy-production" },
      { pipeline: "shop", job: "redeploy-staging" },
    ],
    apply: (files, { job }) => changeConditions(files, job, (condition) => condition.replace(byHand, "")),
    expects: ({ job }) => ({ caught: "rule", rule: /person/, job }),
  },
  {
    pitfall: 48,
    name: "any text may be a lane",
    places: [{ pipeline: "smallest", job: "redeploy-production" }],
    apply: (files, { job }) => {
      files.inputs.deleteIn(["spec", "inputs", "lane", "options"])
      files.rootInputs.deleteIn(["spec", "inputs", "lane", "options"])
      changeConditions(files, job, (condition) => condition.replace(/^\(.*?\)/, `${lane} != "release"`))
    },
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 38,
    name: "no pipeline for pushes",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: ({ root }) => {
      root.deleteIn(["workflow", "rules", 0])
    },
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 33,
    name: "a hotfix that takes the way of a release, past its gates",
    places: [{ pipeline: "careful", job: "deploy-canary" }],
    apply: (files, { job }) => changeConditions(files, job, () => `${lane} == "hotfix"${byHand}${onMain}`),
    expects: ({ job }) => ({ caught: "safety", job }),
  },
  {
    pitfall: 45,
    name: "a job beside the pipeline, in every pipeline",
    places: [{ pipeline: "shop", job: "notify" }],
    apply: (files, { job }) => addJob(files, job, { stage: "shop: candidate", needs: [], script: ["./notify.sh"] }),
    expects: ({ job }) => ({ caught: "rule", rule: /has rules/, job }),
  },
]

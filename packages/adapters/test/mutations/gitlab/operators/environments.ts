import type { Mutation } from "../../mutation.js"
import { addJob, type GitlabDocuments, set } from "../edit.js"

const rules = [
  { if: '"$[[ inputs.lane ]]" == "release" && $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "main"' },
]

/** Other ways to an environment. */
export const environments: readonly Mutation<GitlabDocuments>[] = [
  {
    pitfall: 42,
    name: "two deployments to an environment in one pipeline",
    places: [
      { pipeline: "smallest", job: "deploy-again" },
      { pipeline: "shop", job: "deploy-again" },
    ],
    apply: (files, { pipeline, job }) =>
      addJob(files, job, {
        stage: `${pipeline}: production`,
        needs: [`${pipeline}:deploy-production`],
        rules,
        environment: { name: "production", action: "start" },
        resource_group: "deploy-production",
        script: ["./deploy.sh --again"],
      }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 42,
    name: "a check that is a deployment",
    places: [{ pipeline: "shop", job: "smoke-on-production" }],
    apply: (files, { job }) => set(files, [job, "environment"], { name: "production", action: "start" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 42,
    name: "a gate inside the environment",
    places: [
      { pipeline: "smallest", job: "unit" },
      { pipeline: "shop", job: "scan" },
    ],
    apply: (files, { job }) => set(files, [job, "environment"], { name: "production", action: "access" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 42,
    name: "an environment that a variable names",
    places: [
      { pipeline: "smallest", job: "unit" },
      { pipeline: "shop", job: "lint" },
    ],
    apply: (files, { job }) => set(files, [job, "environment"], { name: "$TARGET" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 42,
    name: "an environment that an input names",
    places: [{ pipeline: "shop", job: "lint" }],
    apply: (files, { job }) => set(files, [job, "environment"], { name: "$[[ inputs.environment ]]" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 42,
    name: "a job beside the pipeline that deploys",
    places: [
      { pipeline: "smallest", job: "debug" },
      { pipeline: "careful", job: "debug" },
    ],
    apply: (files, { pipeline, job }) =>
      addJob(files, job, {
        stage: `${pipeline}: candidate`,
        needs: [],
        rules: [{ if: '$CI_PIPELINE_SOURCE == "web"', when: "manual" }],
        environment: pipeline === "careful" ? "live" : "production",
        script: ["./deploy.sh"],
      }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 42,
    name: "a job that stops the environment",
    places: [{ pipeline: "smallest", job: "stop" }],
    apply: (files, { pipeline, job }) =>
      addJob(files, job, {
        stage: `${pipeline}: candidate`,
        needs: [],
        rules,
        environment: { name: "production", action: "stop" },
        script: ["./stop.sh"],
      }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 0,
    name: "another pipeline that cannot be seen",
    places: [{ pipeline: "smallest", job: "downstream" }],
    apply: (files, { pipeline, job }) =>
      addJob(files, job, { stage: `${pipeline}: candidate`, needs: [], rules, trigger: { project: "acme/elsewhere" } }),
    expects: () => ({ caught: "unreadable", says: /another pipeline/ }),
  },
  {
    pitfall: 0,
    name: "a file that cannot be seen",
    places: [{ pipeline: "smallest", job: "" }],
    apply: ({ root }) => root.addIn(["include"], root.createNode({ remote: "https://acme.example/more.yml" })),
    expects: () => ({ caught: "unreadable", says: /included/ }),
  },
]

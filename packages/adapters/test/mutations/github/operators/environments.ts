import type { Document } from "yaml"
import type { Mutation } from "../../mutation.js"
import { addJob, set } from "../edit.js"

const job = { "runs-on": "ubuntu-24.04", permissions: {}, "timeout-minutes": 5 }

/** Other ways to an environment or to what only its deployment may know. */
export const environments: readonly Mutation<Document>[] = [
  {
    pitfall: 18,
    name: "an environment that a person names",
    places: [
      { pipeline: "shop", job: "smoke-on-staging" },
      { pipeline: "shop", job: "unit" },
      { pipeline: "lanes", job: "deploy-staging" },
    ],
    apply: (file, { job }) => set(file, ["jobs", job, "environment"], { name: "${{ inputs.environment }}" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "an environment that a person names, where nobody is asked",
    places: [{ pipeline: "smallest", job: "deploy-production" }],
    apply: (file, { job }) => set(file, ["jobs", job, "environment"], { name: "${{ inputs.environment }}" }),
    expects: ({ job }) => ({ caught: "reachability", job, lane: "release" }),
  },
  {
    pitfall: 18,
    name: "an environment that a person names, where the condition asks for that name",
    places: [{ pipeline: "approvals", job: "redeploy-production" }],
    apply: (file, { job }) => set(file, ["jobs", job, "environment", "name"], "${{ inputs.environment }}"),
    expects: () => ({ harmless: "with another name it does not start" }),
  },
  {
    pitfall: 18,
    name: "a name with a default",
    places: [{ pipeline: "lanes", job: "unit" }],
    apply: (file, { job }) =>
      set(file, ["jobs", job, "environment"], { name: "${{ inputs.environment || 'tests' }}", deployment: false }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "a job beside the pipeline that deploys",
    places: [
      { pipeline: "shop", job: "debug" },
      { pipeline: "smallest", job: "debug" },
    ],
    apply: (file, { job: id }) =>
      addJob(file, id, { ...job, environment: "production", steps: [{ run: "./deploy.sh" }] }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "a job that names the environment in other letters",
    places: [{ pipeline: "shop", job: "debug" }],
    apply: (file, { job: id }) =>
      addJob(file, id, { ...job, environment: "PRODUCTION", steps: [{ run: "./deploy.sh" }] }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "a gate inside the environment",
    places: [
      { pipeline: "shop", job: "unit" },
      { pipeline: "lanes", job: "smoke-on-staging" },
    ],
    apply: (file, { job }) => set(file, ["jobs", job, "environment"], { name: "production", deployment: false }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "the environment's secret in another job",
    places: [
      { pipeline: "shop", job: "unit" },
      { pipeline: "shop", job: "smoke-on-staging" },
    ],
    apply: (file, { job }) => set(file, ["jobs", job, "env"], { KUBE_TOKEN: "${{ secrets.KUBE_TOKEN }}" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "the environment's secret by its key in brackets",
    places: [{ pipeline: "shop", job: "lint" }],
    apply: (file, { job }) => set(file, ["jobs", job, "env"], { TOKEN: "${{ secrets['KUBE_TOKEN'] }}" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "every secret in another job",
    places: [{ pipeline: "shop", job: "unit" }],
    apply: (file, { job }) => set(file, ["jobs", job, "env"], { ALL: "${{ toJSON(secrets) }}" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
  {
    pitfall: 18,
    name: "the environment's secret for every job",
    places: [{ pipeline: "shop", job: "" }],
    apply: (file) => set(file, ["env", "KUBE_TOKEN"], "${{ secrets.KUBE_TOKEN }}"),
    expects: () => ({ caught: "non-interference" }),
  },
  {
    pitfall: 18,
    name: "the secrets for another workflow",
    places: [{ pipeline: "shop", job: "elsewhere" }],
    apply: (file, { job: id }) =>
      addJob(file, id, { permissions: {}, uses: "./.github/workflows/elsewhere.yml", secrets: "inherit" }),
    expects: ({ job }) => ({ caught: "non-interference", job }),
  },
]

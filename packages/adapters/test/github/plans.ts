import type { Plan } from "@shipline/core"
import type { CheckNode, Job, Node } from "@shipline/core/plan"

const at = { file: "pipelines/shop.ts", line: 7, column: 3 }

/** A job that runs one script, with whatever a test is about. */
export const job = (changes: Partial<Job> = {}): Job => ({
  steps: [{ kind: "script", role: "check", run: "npm test", variables: [] }],
  shell: "bash",
  timeout: 60_000,
  retries: 0,
  variables: [],
  toolchains: [],
  caches: [],
  services: [],
  matrix: [],
  ...changes,
})

export const check = (changes: Partial<CheckNode> = {}): CheckNode => ({
  kind: "check",
  id: "unit",
  title: "unit",
  needs: [],
  lanes: ["release"],
  gate: "unit",
  proof: "unit",
  job: job(),
  at,
  ...changes,
})

/** A gate and a deployment behind it, with whatever a test is about. */
export const plan = (changes: Partial<Plan> = {}): Plan => ({
  version: 1,
  name: "shop",
  on: { push: { branches: ["main"], tags: [] } },
  artifacts: [],
  gates: [{ id: "unit", name: "unit", kind: "check" }],
  environments: [
    { name: "production", tier: "production", requires: [{ proof: "unit", gate: "unit" }], lock: "production", at },
  ],
  nodes: [check(), deploy()],
  at,
  ...changes,
})

export const deploy = (changes: Partial<Extract<Node, { kind: "deploy" }>> = {}): Node => ({
  kind: "deploy",
  id: "deploy-production",
  title: "deploy to production",
  needs: ["unit"],
  lanes: ["release"],
  environment: "production",
  proof: "deployed to production",
  proofs: [{ proof: "unit", node: "unit" }],
  job: job({ steps: [{ kind: "script", role: "deploy", run: "./deploy.sh", variables: [] }] }),
  at,
  ...changes,
})

/** A plan of one check and nothing else. */
export const checkPlan = (changes: Partial<CheckNode>, more: Partial<Plan> = {}): Plan =>
  plan({ environments: [], nodes: [check(changes)], ...more })

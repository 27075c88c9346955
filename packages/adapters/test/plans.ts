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

/** A plan of one check that runs this job. */
export const withJob = (changes: Partial<Job>, more: Partial<Plan> = {}): Plan => checkPlan({ job: job(changes) }, more)

/** A deployment behind so many gates. */
export const manyGates = (count: number): Plan => {
  const checks = Array.from({ length: count }, (_, index) => check({ id: `gate-${index}`, title: `gate-${index}` }))
  return plan({ nodes: [...checks, deploy({ needs: checks.map((one) => one.id) })] })
}

/** A wait in production, in milliseconds. */
export const soak = (duration: number): Node => ({
  kind: "soak",
  id: "soak",
  title: "soak",
  needs: ["deploy-production"],
  lanes: ["release"],
  gate: "soak",
  environment: "production",
  proof: "soak of a while on production",
  duration,
})

export const script = (run: string) => ({ kind: "script" as const, role: "check" as const, run, variables: [] })

export const text = (value: string) => ({ kind: "text" as const, text: value })

/** A secret of the repository, or of an environment. */
export const secret = (name: string, environment?: string) => ({
  kind: "secret" as const,
  name,
  ...(environment === undefined ? {} : { environment }),
})

export const production = { name: "production", tier: "production" as const, requires: [], lock: "production" }

export const image = { kind: "image" as const, name: "app", repository: "registry.example/app" }

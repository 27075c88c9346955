import type { PipelineReference, SchemaRange } from "@shipline/core/ledger"
import type { EnvironmentPolicy, FreezeWindow, PolicyRequirement } from "@shipline/core/plan"
import { misused } from "../guard-error.js"
import { type JsonObject, jsonVariable, reader } from "./json.js"
import { needed, type Variables } from "./variables.js"

const variable = "SHIPLINE_POLICY"
const { text, number, object, list, texts, maybe } = reader(variable)

/** An artifact of the candidate, and where the job finds it. */
export interface PolicyArtifact {
  readonly name: string
  readonly kind: "image" | "files"
  /** Begins the names of its outputs: `shop-digest`. */
  readonly short: string
  /** The job that built it in this run. */
  readonly job?: string
  /** Its archive, below the folder that the platform names: RUNNER_TEMP, SHIPLINE_WORK. */
  readonly archive?: string
}

/** What was compiled into the calls of a deployment's job. */
export interface DeployPolicy {
  readonly pipeline: PipelineReference
  readonly policy: EnvironmentPolicy
  /** Milliseconds after which the deployment counts as dead. */
  readonly within: number
  readonly artifacts: readonly PolicyArtifact[]
  readonly proofs: readonly { readonly proof: string; readonly job: string }[]
  readonly schema?: SchemaRange
}

const requirements = (from: JsonObject, key: string): readonly PolicyRequirement[] =>
  list(from, key, ".policy").map((one) => {
    const path = `.policy.${key}[]`
    const soak = maybe(one, "soak", (from, key) => object(from, key, path))
    return {
      proof: text(one, "proof", path),
      ...(soak === undefined
        ? {}
        : {
            soak: {
              environment: text(soak, "environment", `${path}.soak`),
              duration: number(soak, "duration", `${path}.soak`),
            },
          }),
    }
  })

const windows = (from: JsonObject, key: string): readonly FreezeWindow[] =>
  list(from, key, ".policy").map((one) => {
    const path = `.policy.${key}[]`
    const recurs = text(one, "recurs", path)
    if (recurs !== "once" && recurs !== "daily" && recurs !== "weekly")
      throw misused(variable, `has no known word at ${path}.recurs`)
    const reason = maybe(one, "reason", (from, key) => text(from, key, path))
    return {
      recurs,
      from: text(one, "from", path),
      to: text(one, "to", path),
      zone: text(one, "zone", path),
      ...(reason === undefined ? {} : { reason }),
      ...(one.rollback === true ? { rollback: true } : {}),
    }
  })

const environmentPolicy = (from: JsonObject): EnvironmentPolicy => {
  const hotfix = maybe(from, "hotfix", requirements)
  const freeze = maybe(from, "freeze", windows)
  return {
    environment: text(from, "environment", ".policy"),
    requires: requirements(from, "requires"),
    ...(hotfix === undefined ? {} : { hotfix }),
    ...(freeze === undefined ? {} : { freeze }),
    checks: texts(from, "checks", ".policy"),
  }
}

const artifact = (one: JsonObject): PolicyArtifact => {
  const path = ".artifacts[]"
  const kind = text(one, "kind", path)
  if (kind !== "image" && kind !== "files") throw misused(variable, `has no known word at ${path}.kind`)
  const job = maybe(one, "job", (from, key) => text(from, key, path))
  const archive = maybe(one, "archive", (from, key) => text(from, key, path))
  return {
    name: text(one, "name", path),
    kind,
    short: text(one, "short", path),
    ...(job === undefined ? {} : { job }),
    ...(archive === undefined ? {} : { archive }),
  }
}

/** The digest is the same in all jobs of a workflow, which says it once. */
const pipelineOf = (all: JsonObject, variables: Variables): PipelineReference => {
  const pipeline = object(all, "pipeline", "")
  const digest = maybe(pipeline, "digest", (from, key) => text(from, key, ".pipeline"))
  return { name: text(pipeline, "name", ".pipeline"), digest: digest ?? needed(variables, "SHIPLINE_PIPELINE_DIGEST") }
}

/** SHIPLINE_POLICY in the job of a deployment. */
export const deployPolicy = (variables: Variables): DeployPolicy => {
  const all = jsonVariable(variables, variable)
  const schema = maybe(all, "schema", (from, key) => object(from, key, ""))
  return {
    pipeline: pipelineOf(all, variables),
    policy: environmentPolicy(object(all, "policy", "")),
    within: number(all, "within", ""),
    artifacts: list(all, "artifacts", "").map(artifact),
    proofs: list(all, "proofs", "").map((one) => ({
      proof: text(one, "proof", ".proofs[]"),
      job: text(one, "job", ".proofs[]"),
    })),
    ...(schema === undefined
      ? {}
      : {
          schema: { version: number(schema, "version", ".schema"), oldest: number(schema, "oldest", ".schema") },
        }),
  }
}

/** SHIPLINE_POLICY in the job of a check on an environment. */
export const checkPolicy = (variables: Variables): { readonly environment: string; readonly proof: string } => {
  const all = jsonVariable(variables, variable)
  return {
    environment: text(object(all, "policy", ""), "environment", ".policy"),
    proof: text(all, "proof", ""),
  }
}

/** The environment that a call is about, whatever else SHIPLINE_POLICY holds. */
export const policyEnvironment = (variables: Variables): string =>
  text(object(jsonVariable(variables, variable), "policy", ""), "environment", ".policy")

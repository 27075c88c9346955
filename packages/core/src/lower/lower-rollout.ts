import type { EnvironmentDefinition } from "../dsl/environment.js"
import { loginStep } from "../dsl/identity.js"
import type { JobOptions } from "../dsl/job-options.js"
import { refuse } from "../dsl/refuse.js"
import type { RolloutDefinition } from "../dsl/rollout.js"
import { shellScript } from "../dsl/shell.js"
import { makeTarget } from "../dsl/target.js"
import type { Job, Step } from "../plan/job.js"
import type { Place } from "../plan/place.js"
import { lowerJob } from "./lower-job.js"

/** A rollout against one environment as the job of its deployment. */
export const lowerRollout = (
  how: RolloutDefinition,
  environment: EnvironmentDefinition,
  path: string,
  defaults: JobOptions,
  place: Place | undefined,
): Job => {
  const target = makeTarget(environment.name, how.at)
  const script = (role: "migrate" | "deploy", run: unknown): Step => {
    const found = shellScript(typeof run === "function" ? run(target) : run)
    return found === undefined
      ? refuse("SL1004", path, `what a rollout ${role}s with is not a script`, "Write or return sh`...`.", how.at)
      : { kind: "script", role, ...found }
  }
  const login = (): Step =>
    loginStep(typeof how.login === "function" ? how.login(target) : how.login) ??
    refuse(
      "SL1004",
      path,
      "the login of a rollout is none",
      "Give it identity.aws(...), identity.gcp(...) or identity.azure(...).",
      how.at,
    )
  return lowerJob({
    what: `the rollout to ${environment.name}`,
    path,
    steps: [
      ...(how.login === undefined ? [] : [login()]),
      ...(how.migrate === undefined ? [] : [script("migrate", how.migrate)]),
      script("deploy", how.deploy),
    ],
    options: how.options,
    defaults,
    ...(environment.timeout === undefined ? {} : { timeout: environment.timeout }),
    place: how.at ?? place,
  })
}

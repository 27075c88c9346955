import type { Trace } from "../dry-run/trace.js"
import { knownName } from "./known-name.js"
import type { MatchResult } from "./match-result.js"
import { whyNot } from "./why-not.js"

/** Whether a deployment to the environment has succeeded, of this version where one is named. */
export const toDeployTo = (trace: Trace, environment: string, version?: string): MatchResult => {
  knownName("environment", environment, trace.environments)
  const done = trace.deployments.find((one) => one.environment === environment && one.result === "succeeded")
  const pass = done !== undefined && (version === undefined || done.version === version)
  const wanted = version === undefined ? "it" : version
  const found = done === undefined ? whyNot(trace, environment) : `${done.version} was deployed`
  return {
    pass,
    message: () =>
      pass
        ? `${environment} was not to be deployed to, and ${done?.version} was deployed there`
        : `${wanted} was to be deployed to ${environment}, but ${found}`,
  }
}

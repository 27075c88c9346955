import type { Trace } from "../dry-run/trace.js"
import { knownName } from "./known-name.js"
import type { MatchResult } from "./match-result.js"
import { whyNot } from "./why-not.js"

/**
 * Whether admission has refused the candidate at the environment, for a reason with this code, with these words in its
 * message, or one that the pattern matches.
 */
export const toBeRefused = (trace: Trace, environment: string, reason: RegExp | string = ""): MatchResult => {
  knownName("environment", environment, trace.environments)
  const refusals = trace.admissions.filter((one) => one.environment === environment && !one.admitted)
  const given = refusals.flatMap(({ reasons }) => reasons.map(({ code, message }) => `${code} ${message}`))
  const fits = (text: string) => (typeof reason === "string" ? text.includes(reason) : text.search(reason) >= 0)
  const pass = given.some(fits)
  const because = reason === "" ? "" : ` because of ${String(reason)}`
  const deployed = trace.deployments.some((one) => one.environment === environment && one.result === "succeeded")
  return {
    pass,
    message: () =>
      pass
        ? `${environment} was not to refuse the candidate${because}, and did: ${given.join("; ")}`
        : `${environment} was to refuse the candidate${because}, but ${deployed ? "it was deployed there" : whyNot(trace, environment)}`,
  }
}

import { capturePlace } from "./capture-place.js"
import { checkVariableName } from "./name.js"
import { makeRef, type Ref } from "./ref.js"

/**
 * A secret of the repository, by the name under which the platform keeps it.
 * Use it where a script needs a token; for a secret that belongs to one environment use `target.secret`.
 * It reaches the script as an environment variable of that name and is masked in all output.
 *
 * @throws SL1009 when no shell could hold the name.
 * @example
 * ```ts
 * import { gate, secret, sh } from "@shipline/core"
 *
 * export const audit = gate("audit", sh`npm audit --registry-token ${secret("AUDIT_TOKEN")}`)
 * ```
 */
export function secret(name: string): Ref {
  checkVariableName("a secret", name, capturePlace(secret))
  return makeRef<never>({ kind: "secret", name })
}

import { type Ambiguous, foreign } from "../errors/sentences.js"
import { capturePlace } from "./capture-place.js"
import { type Duration, milliseconds } from "./duration.js"
import { type AnyEnvironment, environmentDefinition } from "./environment.js"
import { wrap } from "./gate-definition.js"
import type { Gate, OneOf } from "./gate-kinds.js"
import type { IsAny, IsOne } from "./literal.js"
import { refuse } from "./refuse.js"

/** The time is a part of the proof's name, so it is one literal. */
type OneDuration<D extends Duration> =
  IsAny<D> extends true ? never : IsOne<D> extends true ? D : Ambiguous<"soak()", "duration">

/**
 * Time as a gate: a release must have run in an environment for so long without a break, with every check there passed.
 * Use it before an environment where a slow failure would be dear. It is passed after the deployment and the checks there;
 * a hotfix policy may leave it out. Its proof is `soak of 2 hours on staging`.
 *
 * @throws SL1004 for what is no environment, SL1005 for the duration.
 * @example
 * ```ts
 * import { environment, gate, sh, soak } from "@shipline/core"
 *
 * const smoke = gate("smoke", (target) => sh`npm run smoke -- ${target.name}`)
 * const staging = environment("staging")
 * const overnight = soak(staging, "12 hours") // passed as .pass(smoke.on(staging)).pass(overnight)
 * export const production = environment("production", { requires: [smoke.on(staging), overnight] })
 * ```
 */
export function soak<E extends AnyEnvironment, const D extends Duration>(
  environment: OneOf<E, "soak()">,
  duration: OneDuration<D>,
): Gate<`soak of ${D}`, never, `soak of ${D} on ${E["name"]}`, `deployed to ${E["name"]}`> {
  const place = capturePlace(soak)
  const where =
    environmentDefinition(environment) ??
    refuse("SL1004", "soak", foreign("soak()", "environment"), "Give it what environment() returned.", place)
  const made: unknown = wrap(`soak of ${duration}`, {
    kind: "soak",
    name: `soak of ${duration}`,
    environment: where,
    duration: milliseconds(`the soak on ${where.name}`, duration, place),
    options: {},
    at: place,
  })
  return made as Gate<`soak of ${D}`, never, `soak of ${D} on ${E["name"]}`, `deployed to ${E["name"]}`> // the brand exists in types only
}

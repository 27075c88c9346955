import { capturePlace } from "./capture-place.js"
import { checkPromises, type GivenOptions, makeGate, wrap } from "./gate-definition.js"
import type {
  AdvisoryEnvironmentGate,
  AdvisoryGate,
  EnvironmentGate,
  FirmContract,
  FirmEnvironmentGate,
  FirmGate,
  Gate,
  GateContract,
  IsFirm,
} from "./gate-kinds.js"
import type { OnTarget, OptionsOf, Run, Terms, Waivable } from "./gate-options.js"
import type { GateName } from "./literal.js"
import { checkGateName } from "./name.js"
import type { NeedsOf } from "./ref.js"
import type { Shell } from "./shell.js"
import type { Target } from "./target.js"

/**
 * A check of the source, of an artifact or of an environment. Use it for whatever must have succeeded before a
 * deployment; who passes it proves it.
 *
 * With a script the gate checks the source, or the artifacts that the script refers to. With a function of the target
 * it checks a deployment, and is passed as `smoke.on(staging)`. Without either it is a contract that somebody else
 * fulfils with `by`. With `waivable: false` no hotfix policy may leave it out.
 *
 * @throws SL1001 for the name, SL1004 for a script that is none, SL1005 and SL1006 for options.
 * @example
 * ```ts
 * import { gate, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`npm test`, { timeout: "10 minutes", report: "reports/junit.xml" })
 * export const smoke = gate("smoke", (target) => sh`npm run smoke -- --url ${target.url}`, { retries: 2 })
 * export const secrets = gate("secrets", sh`gitleaks dir .`, { waivable: false })
 * export const audit = gate("audit") // a contract: the application passes audit.by(sh`npm audit`)
 * export const licences = gate("licences", { waivable: false }) // a contract that no hotfix leaves out
 * ```
 */
export function gate<const N extends string>(name: GateName<N>): GateContract<N>
export function gate<
  const N extends string,
  const R extends Shell<string> | ((target: Target) => Shell<string>) | Terms,
  const A extends boolean = never,
  const W extends boolean = never,
>(name: GateName<N>, run: R, options?: OptionsOf<R, A, W>): GateOf<N, R, A, W>
export function gate(name: string, run?: Run | Terms, options: GivenOptions = {}): unknown {
  return makeGate(name, run, options, capturePlace(gate))
}

/**
 * What `gate` makes of what it runs. A conditional type instead of more overloads, which would turn each mistake in the
 * options into an error about all of them. An option that is not given is `never`: most gates are done at the first question.
 */
type GateOf<N extends string, R, A, W> = [A, W] extends [never, never]
  ? R extends OnTarget
    ? EnvironmentGate<N, NeedsOf<ReturnType<R>>>
    : R extends Terms
      ? ContractOf<N, R["waivable"]>
      : Gate<N, NeedsOf<R>>
  : Declared<N, R, A, IsFirm<W>>

/** Of a gate that says whether it is advisory or waivable. */
type Declared<N extends string, R, A, Firm> = R extends OnTarget
  ? [A] extends [false]
    ? Firm extends true
      ? FirmEnvironmentGate<N, NeedsOf<ReturnType<R>>>
      : EnvironmentGate<N, NeedsOf<ReturnType<R>>>
    : AdvisoryEnvironmentGate<N, NeedsOf<ReturnType<R>>>
  : [A] extends [false]
    ? Firm extends true
      ? FirmGate<N, NeedsOf<R>>
      : Gate<N, NeedsOf<R>>
    : AdvisoryGate<N, NeedsOf<R>>

type ContractOf<N extends string, W> = IsFirm<W> extends true ? FirmContract<N> : GateContract<N>

/**
 * A person's decision. Use it where somebody must look before a deployment goes on. Platforms ask in their own way;
 * the local runner asks on the terminal. With `waivable: false` no hotfix policy may leave it out.
 *
 * @throws SL1001 for the name, SL1006 for options.
 * @example
 * ```ts
 * import { approval } from "@shipline/core"
 *
 * export const managers = approval("release managers")
 * export const security = approval("security", { waivable: false })
 * ```
 */
export function approval<const N extends string, const W extends boolean = never>(
  name: GateName<N>,
  options: Waivable<W> = {},
): IsFirm<W> extends true ? FirmGate<N> : Gate<N> {
  const place = capturePlace(approval)
  checkGateName("an approval", name, place)
  const made: unknown = wrap(name, { kind: "approval", name, options: checkPromises(name, options, place), at: place })
  return made as IsFirm<W> extends true ? FirmGate<N> : Gate<N> // the brand exists in types only
}

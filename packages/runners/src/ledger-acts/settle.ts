import { shellWord } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import type { LedgerStore } from "../ledger/ledger-store.js"
import { type Act, recordBase } from "./act.js"
import { appendOnce } from "./append-once.js"
import { inOrder, refusal } from "./in-order.js"

/** Where a deployment is declared over. */
export interface Settling extends Act {
  readonly environment: string
}

/** A deployment that was declared over. */
export interface Settled {
  readonly deployment: string
  /** What was to be deployed. What runs now is uncertain. */
  readonly version: string
}

const nothing = (environment: string) =>
  refusal(
    runProblem(
      "SL4308",
      `environments.${environment}`,
      `no deployment to ${environment} is under way`,
      `There is nothing to settle. What happened there: shipline history ${shellWord(environment)}.`,
    ),
  )

/**
 * Declares the deployment that is under way in an environment over, as `aborted`. Use it when its runner is dead, so
 * that nobody has to wait for its deadline; what runs there is uncertain from then on, until a deployment succeeds.
 *
 * Rejected with a `RunError`: SL4308 where no deployment is under way, SL4007 without a reason, SL61xx where the ledger
 * cannot be used.
 *
 * @example
 * ```ts
 * import { chooseStore, localActor, settle } from "@shipline/runners"
 *
 * const store = await chooseStore(".", undefined)
 * const { version } = await settle(store, { environment: "production", reason: "the laptop died", actor: localActor() })
 * console.log(version)
 * ```
 */
export const settle = (store: LedgerStore, settling: Settling): Promise<Settled> =>
  inOrder(settling, async () => {
    const { environment, reason } = settling
    const { running } = (await store.tip(environment)).state
    if (running === undefined) throw nothing(environment)
    const { deployment, release } = running
    // Only the one that was seen: who starts meanwhile is alive.
    const appended = await appendOnce(store, environment, (state) =>
      state.running?.deployment === deployment
        ? [
            {
              kind: "settled",
              id: `${deployment}/settled-by-hand`,
              environment,
              ...recordBase(settling),
              deployment,
              result: "aborted",
              reason,
            },
          ]
        : [],
    )
    if (!appended) throw nothing(environment)
    return { deployment, version: release.version }
  })

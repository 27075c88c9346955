import { type EnvironmentState, releaseKey, stateAt } from "@shipline/core/ledger"
import type { LedgerStore } from "@shipline/runners"
import { drift } from "./environment-status.js"
import type { DeploymentEntry, HistoryEntry } from "./history.js"
import { readBack } from "./read-back.js"

/** Why an environment runs what it runs, and what makes that doubtful. */
export interface Explanation extends Pick<EnvironmentState, "environment" | "running" | "failed" | "observed"> {
  readonly current: NonNullable<EnvironmentState["current"]>
  /** The deployment that put it there, with everything that was recorded about it. */
  readonly deployment: DeploymentEntry
  /** Set where nobody may deploy this release any more. */
  readonly blocked?: EnvironmentState["blocked"][number]
}

/** Reads back to the deployment that put there what runs; undefined where nothing runs there. `now` is milliseconds since 1970. */
export const explain = async (
  store: LedgerStore,
  state: EnvironmentState,
  now: number,
): Promise<Explanation | undefined> => {
  const { environment, current, running, failed, blocked } = stateAt(state, now)
  if (current === undefined) return undefined
  const isOurs = (entry: HistoryEntry): entry is DeploymentEntry =>
    entry.kind === "deployment" && entry.started.deployment === current.deployment
  // An entry before ours in hand means that nothing of ours is missing.
  const entries = await readBack(store, environment, now, (some) => some.findIndex(isOurs) > 0)
  const deployment = entries.find(isOurs)
  if (deployment === undefined) return undefined
  const observed = drift(state)
  const block = blocked.find(({ key }) => key === releaseKey(current.release))
  return {
    environment,
    current,
    deployment,
    ...(running === undefined ? {} : { running }),
    ...(failed === undefined ? {} : { failed }),
    ...(block === undefined ? {} : { blocked: block }),
    ...(observed === undefined ? {} : { observed }),
  }
}

import type { Actor, RunReference } from "@shipline/core/ledger"

/** Who does something to a ledger by hand, why, and when. */
export interface Act {
  /** Why; it is recorded for ever. */
  readonly reason: string
  /** Who does it: `localActor()` for whoever runs this process. */
  readonly actor: Actor
  /** Milliseconds since 1970. Default: now. */
  readonly now?: number
  /** The id of an incident elsewhere. Default: none. */
  readonly incident?: string
  /** The run by which it is done. Default: none, a person at a machine. */
  readonly run?: RunReference
}

/** What all records of an act have in common. */
export const recordBase = ({ actor, now = Date.now(), incident, run }: Act) => ({
  at: new Date(now).toISOString(),
  by: actor,
  ...(run === undefined ? {} : { run }),
  ...(incident === undefined ? {} : { incident }),
})

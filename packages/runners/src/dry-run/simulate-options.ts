import type { OverridableRule } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { SimulatedEvent } from "./simulated-event.js"
import type { SimulatedLedger } from "./simulated-ledger.js"
import type { SimulatedOutcome } from "./simulated-outcome.js"

/** What is built in a simulation. */
export interface SimulatedSource {
  /** Default: `v` and the number, `v1`. */
  readonly version?: string
  /** How many commits it has behind it: of two releases the higher one is newer. Default: one more than any release of the ledger. */
  readonly number?: number
  /** The id of the commit. Default: 40 hexadecimal digits that follow from the version. */
  readonly commit?: string
}

/** What happens in a simulation; nothing has to be given. */
export interface SimulateOptions {
  /** Default: `"release"`. */
  readonly lane?: Lane
  /**
   * What starts it. A pull request runs gates and builds and deploys nothing; every other event deploys. The pipeline must
   * react to it; a person may start every pipeline that deploys. Default: `"push"` where the pipeline reacts to one, else the
   * first of `"schedule"`, `"manual"` and `"pullRequest"` to which it does; `"manual"` in every lane but release.
   */
  readonly event?: SimulatedEvent
  /**
   * How jobs end, by the title of a node, `"smoke on staging"`, or of one part of it, `"unit (node 22)"`. Default: every job
   * passes after one minute.
   */
  readonly outcomes?: { readonly [title: string]: SimulatedOutcome }
  /** The approvals, by name, that are given. Default: none, so that a test says who has to agree. */
  readonly approvals?: readonly string[]
  /** What was deployed before. Default: nothing. */
  readonly ledger?: SimulatedLedger
  /**
   * When it begins: a Date, milliseconds since 1970, or ISO 8601 with a time zone. Default: one hour after the last record
   * of the ledger; Thursday, 15 January 2026, 12:00 UTC where there is none.
   */
  readonly now?: Date | number | string
  /** Where a promotion or a rollback goes; needed there, and only there. */
  readonly environment?: string
  /** What is promoted (needed), or rolled back to. Default for a rollback: the last verified release before the current one. */
  readonly version?: string
  /** Why it is done. Admission refuses every lane but release without it. Default: none. */
  readonly reason?: string
  /** The id of an incident elsewhere. Default: none. */
  readonly incident?: string
  /** The rules that are set aside, for `reason`. Default: none. */
  readonly overrides?: readonly OverridableRule[]
  /** The environments that may be deployed to. Default: all; none for a pull request. */
  readonly allow?: readonly string[]
  /** What is built. Default: something newer than everything in the ledger. */
  readonly source?: SimulatedSource
  /** How many jobs run at a time at most. Default: as many as there are. */
  readonly jobs?: number
}

import { setTimeout as pause } from "node:timers/promises"
import type { EnvironmentState, RecordDraft } from "@shipline/core/ledger"
import type { LedgerStore, Tip } from "../../ledger/ledger-store.js"
import { refused } from "../guard-error.js"

/** How often a lost race is run again before it is given up. */
const mostRaces = 30

/** What is to be appended behind a state, and what it means. */
export interface Step<A> {
  readonly drafts: readonly RecordDraft[]
  readonly result: A
}

/** The chain as it was asked, before what a step appends. */
export interface Appended<A> {
  readonly before: EnvironmentState
  readonly result: A
}

/**
 * Appends what a step makes of an environment's state, and asks again where somebody else was faster. A record that is
 * there already, because the same step has been run before, is not appended twice.
 */
export const append = async <A>(
  store: LedgerStore,
  environment: string,
  step: (tip: Tip) => Promise<Step<A>> | Step<A>,
): Promise<Appended<A>> => {
  for (let race = 0; race < mostRaces; race++) {
    if (race > 0) await pause(Math.random() * Math.min(2_000, 50 * 2 ** race))
    const tip = await store.tip(environment)
    const { drafts, result } = await step(tip)
    if (drafts.length === 0) return { before: tip.state, result }
    const { appended } = await store.append(environment, drafts, tip)
    if (appended) return { before: tip.state, result }
  }
  throw refused(
    "SL4309",
    `others write to the ledger of ${environment} faster than this run: it has tried ${mostRaces} times`,
    "Run again when less is going on there.",
  )
}

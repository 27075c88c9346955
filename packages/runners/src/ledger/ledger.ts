import type { LedgerRecord, RecordDraft } from "@shipline/core/ledger"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type RunError, runError } from "../errors/run-error.js"
import { LedgerError } from "./ledger-error.js"
import type { Appended, LedgerStore, Tip } from "./ledger-store.js"
import { MemoryChains } from "./memory-store.js"

/** Append-only, hash-chained records of every deployment, a chain for each environment. See `LedgerStore`. */
export class Ledger extends Context.Service<
  Ledger,
  {
    readonly environments: Effect.Effect<readonly string[], RunError>
    readonly tips: Effect.Effect<readonly Tip[], RunError>
    tip(environment: string): Effect.Effect<Tip, RunError>
    append(environment: string, drafts: readonly RecordDraft[], on: Tip): Effect.Effect<Appended, RunError>
    read(environment: string, most?: number): Effect.Effect<readonly LedgerRecord[], RunError>
  }
>()("@shipline/runners/ledger/Ledger") {
  /** Over a store of promises. */
  static readonly fromStore = (store: LedgerStore) => {
    const asked = <A>(work: () => Promise<A>): Effect.Effect<A, RunError> =>
      Effect.uninterruptible(
        Effect.catch(Effect.tryPromise({ try: work, catch: (error: unknown) => error }), (error) =>
          error instanceof LedgerError ? Effect.fail(runError(error.problem)) : Effect.die(error),
        ),
      )
    return Ledger.of({
      environments: asked(() => store.environments()),
      tips: asked(() => store.tips()),
      tip: (environment) => asked(() => store.tip(environment)),
      append: (environment, drafts, on) => asked(() => store.append(environment, drafts, on)),
      read: (environment, most) => asked(() => store.read(environment, most)),
    })
  }

  static readonly layerStore = (store: LedgerStore) => Layer.succeed(Ledger, Ledger.fromStore(store))

  /** In this process, without a promise: a dry run decides when time passes, and must not wait for anything else. */
  static readonly layerMemory = (chains: MemoryChains = new MemoryChains()) =>
    Layer.succeed(
      Ledger,
      Ledger.of({
        environments: Effect.sync(() => chains.environments()),
        tips: Effect.sync(() => chains.tips()),
        tip: (environment) => Effect.sync(() => chains.tip(environment)),
        append: (environment, drafts, on) => Effect.sync(() => chains.append(environment, drafts, on)),
        read: (environment, most) => Effect.sync(() => chains.read(environment, most)),
      }),
    )
}

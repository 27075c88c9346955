import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type RunError, runError } from "../../errors/run-error.js"
import { chooseStore } from "../../ledger/choose-store.js"
import type { Variables } from "../../ledger/git/git-environment.js"
import { Ledger } from "../../ledger/ledger.js"
import { LedgerError } from "../../ledger/ledger-error.js"

/** The ledger of a repository; see `chooseStore`. */
export const chosenLedgerLayer = (
  root: string,
  choice: string | undefined,
  env: Variables,
): Layer.Layer<Ledger, RunError> =>
  Layer.effect(
    Ledger,
    Effect.tryPromise({ try: () => chooseStore(root, choice, env), catch: (error: unknown) => error }).pipe(
      Effect.catch((error) =>
        error instanceof LedgerError ? Effect.fail(runError(error.problem)) : Effect.die(error),
      ),
      Effect.map(Ledger.fromStore),
    ),
  )

import { createHash } from "node:crypto"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { fileEffect } from "../../errors/file-error.js"
import { Locks } from "../../scheduler/locks.js"
import { openHome } from "../home.js"
import { Journal } from "../journal/journal.js"
import { Settings } from "../settings.js"
import { isAlive, ownerName, self } from "./owner.js"
import { endTurn, latestTurn, takeTurn } from "./turn-file.js"

/** Milliseconds between two looks at a lock that somebody else holds. */
const lookEvery = 200

/** A folder name of its own for every lock, whatever its name holds. */
const folderName = (lock: string): string =>
  `${lock.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60)}-${createHash("sha256").update(lock).digest("hex").slice(0, 8)}`

/** Locks as files under `.shipline/locks`, for all runs of a project on this machine. What a killed run held is free. */
export const localLocksLayer = Layer.effect(
  Locks,
  Effect.gen(function* () {
    const { root } = yield* Settings
    const { run } = yield* Journal
    const owner = self(run)

    const take = Effect.fnUntraced(function* (folder: string, waiting: (holder: string) => Effect.Effect<void>) {
      const told = new Set<number>()
      for (;;) {
        const turn = yield* fileEffect(`read ${folder}`, () => latestTurn(folder))
        if (turn.owner === undefined || !isAlive(turn.owner)) {
          if (yield* fileEffect(`write ${folder}`, () => takeTurn(folder, turn.number, owner))) return turn.number + 1
          continue
        }
        if (!told.has(turn.number)) yield* waiting(ownerName(turn.owner))
        told.add(turn.number)
        yield* Effect.interruptible(Effect.sleep(lookEvery))
      }
    })

    return Locks.of({
      hold: Effect.fn("Locks.hold")(function* (lock: string, waiting: (holder: string) => Effect.Effect<void>) {
        const folder = yield* openHome(root, join("locks", folderName(lock)))
        yield* Effect.acquireRelease(
          // Interrupted only while it waits, so that no turn is taken and then forgotten.
          take(folder, waiting),
          (number) => Effect.ignore(fileEffect(`write ${folder}`, () => endTurn(folder, number))),
        )
      }),
    })
  }),
)

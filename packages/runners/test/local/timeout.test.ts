import { describe, expect, it } from "@effect/vitest"
import { gate, pipeline, sh } from "@shipline/core"
import { runLocally } from "@shipline/runners"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import { appears, isAlive } from "../support/handshake.js"
import { project, tempFolder } from "../support/project.js"
import { plainEnv } from "../support/run.js"

const waiting = (signs: string) =>
  gate(
    "waiting",
    sh`sh -c 'trap "" TERM; echo $$ > "$0"; while :; do sleep 0.01; done' ${signs}/grandchild & echo $$ > ${signs}/job; wait`,
    { timeout: "10 minutes" },
  )

describe("a job that runs out of time", () => {
  it.effect("is ended with its whole process group", () =>
    Effect.gen(function* () {
      const signs = tempFolder()
      const { plan } = pipeline("p", { on: { push: "main" } }, (source) => source.pass(waiting(signs)))
      const options = { root: project(), env: plainEnv, signals: false }
      const fiber = yield* Effect.forkChild(runLocally(plan, options), { startImmediately: true })
      const job = yield* Effect.promise(() => appears(signs, "job"))
      const grandchild = yield* Effect.promise(() => appears(signs, "grandchild"))
      yield* TestClock.adjust(599_000)
      expect([isAlive(job), isAlive(grandchild)]).toEqual([true, true])
      yield* TestClock.adjust("1 second")
      // It does not heed SIGTERM, so it lives until the grace time is over.
      expect(isAlive(grandchild)).toBe(true)
      yield* TestClock.adjust("5 seconds")
      const summary = yield* Fiber.join(fiber)
      expect([isAlive(job), isAlive(grandchild)]).toEqual([false, false])
      expect(summary.nodes[0]).toMatchObject({
        verdict: "failed",
        problem: { code: "SL4103", message: "'waiting' was ended: it ran longer than 600 s" },
      })
    }),
  )
})

import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { inVirtualTime } from "../../src/dry-run/in-virtual-time.js"
import { Sleepers } from "../../src/dry-run/sleepers.js"

const start = Date.parse("2026-11-23T10:00:00Z")
const value = <A, E>(effect: Effect.Effect<A, E>): A => {
  const exit = inVirtualTime(effect, start)
  if (Exit.isFailure(exit)) throw exit.cause
  return exit.value
}

describe("virtual time", () => {
  test("is over at once, whatever is slept, and tells the right time", () => {
    const log: (readonly [string, number])[] = []
    const sleeper = (name: string, time: number) =>
      Effect.gen(function* () {
        yield* Effect.sleep(time)
        log.push([name, (yield* Clock.currentTimeMillis) - start])
        yield* Effect.sleep("1 day")
        log.push([name, (yield* Clock.currentTimeMillis) - start])
      })
    value(Effect.all([sleeper("b", 2_000), sleeper("a", 1_000), sleeper("c", 2_000)], { concurrency: "unbounded" }))
    const day = 86_400_000
    expect(log).toEqual([
      ["a", 1_000],
      ["b", 2_000],
      ["c", 2_000],
      ["a", day + 1_000],
      ["b", day + 2_000],
      ["c", day + 2_000],
    ])
  })

  test("does not wait for who was interrupted", () => {
    const raced = Effect.andThen(
      Effect.raceFirst(Effect.as(Effect.sleep("1 hour"), "slow"), Effect.as(Effect.sleep("1 minute"), "quick")),
      Clock.currentTimeMillis,
    )
    expect(value(raced) - start).toBe(60_000)
    const timed = Effect.timeoutOrElse(Effect.never, { duration: "30 minutes", orElse: () => Clock.currentTimeMillis })
    expect(value(timed) - start).toBe(30 * 60_000)
  })

  test("dies where everybody waits for nothing", () => {
    const stuck = Effect.flatMap(Deferred.make<number>(), (never) => Deferred.await(never))
    expect(Exit.isFailure(inVirtualTime(stuck, start))).toBe(true)
    expect(
      Exit.isFailure(
        inVirtualTime(
          Effect.promise(() => Promise.resolve(1)),
          start,
        ),
      ),
    ).toBe(true)
  })

  test("gives failures and defects on", () => {
    expect(inVirtualTime(Effect.andThen(Effect.sleep(5), Effect.fail("no")), start)).toEqual(Exit.fail("no"))
    expect(inVirtualTime(Effect.die("broken"), start)).toEqual(Exit.die("broken"))
  })

  test("wakes in the order of time, and those of one moment as they came", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ until: fc.nat(20), gone: fc.boolean() })), (given) => {
        const sleepers = new Sleepers()
        const all = given.map((one, index) => ({ ...one, index, wake: () => {} }))
        for (const one of all) sleepers.add(one)
        const taken = [...all].flatMap(() => sleepers.take() ?? [])
        const awaited = all.filter(({ gone }) => !gone).sort((a, b) => a.until - b.until || a.index - b.index)
        expect(taken).toEqual(awaited)
        expect(sleepers.take()).toBeUndefined()
      }),
    )
  })
})

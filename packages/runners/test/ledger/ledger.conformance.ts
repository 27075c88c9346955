import { emptyState } from "@shipline/core/ledger"
import { describe, expect, test } from "vitest"
import { verifyLedger } from "../../src/ledger/verify-ledger.js"
import { annotation, at, block, deployments, finished, open } from "./drafts.js"
import type { Doors } from "./places.js"

const odd = "prod 'ü' \"北京\" $(id) `x` \\ -- 🚀"

/** What every ledger does, wherever it is. Each reads by another door than it writes by. */
export const ledgerConformance = (name: string, make: () => Doors): void => {
  describe(`a ledger ${name}`, () => {
    test("is empty at first", async () => {
      const { store } = make()
      expect(await store.tip("production")).toEqual({ state: emptyState("production"), hash: null, id: null })
      expect(await store.environments()).toEqual([])
      expect(await store.tips()).toEqual([])
      expect(await store.read("production")).toEqual([])
      expect(await verifyLedger(store)).toEqual([])
    })

    test("takes several drafts at once, and another door reads the same", async () => {
      const { store, other } = make()
      const { drafts } = open(await store.tip("production"), "one", 0)
      const { appended, tip } = await store.append(
        "production",
        [...drafts, finished("production", "one", 5)],
        await store.tip("production"),
      )
      expect(appended).toBe(true)
      expect(tip.state.number).toBe(2)
      expect(tip.state.current?.release.version).toBe("1.1.0")
      expect(await other.tip("production")).toEqual(tip)
      expect(await other.tips()).toEqual([tip])
      const [last, first] = await other.read("production")
      expect([first?.kind, first?.number, first?.previous]).toEqual(["started", 1, null])
      expect([last?.kind, last?.number, last?.at]).toEqual(["finished", 2, at(5)])
      expect(last?.previous).toMatch(/^sha256:[0-9a-f]{64}$/)
    })

    test("grows, and is sound", async () => {
      const { store, other } = make()
      let tip = await store.tip("production")
      for (const [index, name] of ["one", "two", "three"].entries()) {
        tip = (await store.append("production", open(tip, name, index * 10, index + 1).drafts, tip)).tip
        tip = (await other.append("production", [finished("production", name, index * 10 + 1)], tip)).tip
      }
      const [verified] = await verifyLedger(other)
      expect(verified).toMatchObject({ kind: "sound", environment: "production", records: 6, hash: tip.hash })
    })

    test("is read newest first, as many as one wants", async () => {
      const { store, other } = make()
      await store.append("production", deployments("production", 5), await store.tip("production"))
      const numbers = async (most?: number) => (await other.read("production", most)).map(({ number }) => number)
      expect(await numbers(3)).toEqual([10, 9, 8])
      expect(await numbers(0)).toEqual([])
      expect(await numbers(10)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
      expect(await numbers(99)).toHaveLength(10)
      expect(await numbers()).toHaveLength(10)
    })

    test("refuses what stands on an old end, and says what the end is now", async () => {
      const { store, other } = make()
      const old = await store.tip("production")
      const { tip } = await store.append("production", [block("production", "a")], old)
      expect(await other.append("production", [block("production", "b")], old)).toEqual({ appended: false, tip })
      expect(await other.append("production", [], old)).toEqual({ appended: false, tip })
      expect((await other.append("production", [], tip)).appended).toBe(true)
      const next = await other.append("production", [block("production", "c"), block("production", "d")], tip)
      expect(await store.append("production", [block("production", "e")], tip)).toEqual({
        appended: false,
        tip: next.tip,
      })
      expect((await store.read("production")).map(({ id }) => id)).toEqual(["d", "c", "a"])
    })

    test("takes what is sent twice once", async () => {
      const { store, other } = make()
      const on = await store.tip("production")
      const drafts = [block("production", "a"), block("production", "b")]
      const { tip } = await store.append("production", drafts, on)
      await other.append("production", [block("production", "c")], tip)
      const again = await store.append("production", drafts, on)
      expect([again.appended, again.tip.state.number]).toEqual([true, 3])
      expect((await other.read("production")).map(({ id }) => id)).toEqual(["c", "b", "a"])
    })

    test("keeps environments apart, whatever they are called", async () => {
      const { store, other } = make()
      for (const environment of ["staging", odd, "Ünïcödé"])
        await store.append(environment, [block(environment, `for ${environment}`)], await store.tip(environment))
      expect(await other.environments()).toEqual([odd, "staging", "Ünïcödé"].sort())
      expect((await other.read(odd)).map(({ environment, id }) => [environment, id])).toEqual([[odd, `for ${odd}`]])
      expect((await other.tip("production")).id).toBe(null)
      expect((await verifyLedger(other)).map(({ kind, environment }) => [kind, environment])).toHaveLength(3)
    })

    test("keeps every character", async () => {
      const { store, other } = make()
      const text = 'a "quote", \\ back, \r\n lines, \0 nothing, \u2028, 🚀, ünï, </script>, 💥'.repeat(50)
      const on = await store.tip("production")
      const first = await store.append("production", [block("production", odd, 0, text)], on)
      await store.append("production", [annotation("production", "note", 1, "")], first.tip)
      const [note, blocked] = await other.read("production")
      expect(blocked).toMatchObject({ id: odd, reason: text })
      expect(note).toMatchObject({ about: 1, text: "" })
      expect((await other.tip("production")).state.blocked[0]?.reason).toBe(text)
    })

    test("takes a large record", async () => {
      const { store, other } = make()
      const reason = "Grüße ".repeat(200_000)
      await store.append("production", [block("production", "large", 0, reason)], await store.tip("production"))
      expect((await other.read("production", 1))[0]).toMatchObject({ reason })
    })

    test("takes no record of another environment", async () => {
      const { store } = make()
      const on = await store.tip("production")
      await expect(store.append("production", [block("staging", "a")], on)).rejects.toMatchObject({
        problem: { code: "SL6107" },
      })
      expect(await store.environments()).toEqual([])
    })
  })
}

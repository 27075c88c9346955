import { readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { isAlive, self } from "../../src/local/lock/owner.js"
import { endTurn, latestTurn, takeTurn } from "../../src/local/lock/turn-file.js"
import { tempFolder } from "../support/project.js"

const me = self("run")
const dead = { ...me, pid: 2 ** 22 + 1 }

describe("turns", () => {
  test("are had by one at a time, however many want them", async () => {
    const folder = tempFolder()
    let holding = 0
    let turns = 0
    const numbers: number[] = []
    const worker = async () => {
      for (let done = 0; done < 20; ) {
        const { number, owner } = await latestTurn(folder)
        if (owner !== undefined || !(await takeTurn(folder, number, me))) continue
        holding += 1
        expect(holding).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        numbers.push(number + 1)
        turns += 1
        done += 1
        holding -= 1
        await endTurn(folder, number + 1)
      }
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    expect(turns).toBe(160)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(readdirSync(folder).length).toBe(1)
  })

  test("of the dead are over, and so is one that cannot be read", async () => {
    const folder = tempFolder()
    expect([isAlive(me), isAlive(dead)]).toEqual([true, false])
    // A later process of the same number, where the system says when processes started.
    expect(isAlive({ ...me, started: "1" })).toBe(me.started === undefined)
    expect(await takeTurn(folder, 0, dead)).toBe(true)
    expect((await latestTurn(folder)).owner).toEqual(dead)
    // Both see the same dead owner; one of them comes first.
    expect((await Promise.all([takeTurn(folder, 1, me), takeTurn(folder, 1, me)])).sort()).toEqual([false, true])
    writeFileSync(join(folder, "000000000002.json"), "{")
    expect(await latestTurn(folder)).toEqual({ number: 2 })
  })

  test("are not taken by who was too slow", async () => {
    const folder = tempFolder()
    await takeTurn(folder, 0, me)
    await endTurn(folder, 1)
    await takeTurn(folder, 1, me)
    // Turn 1 is cleared away by now, so its name is free; its time is over all the same.
    expect(await takeTurn(folder, 0, me)).toBe(false)
    expect(await latestTurn(folder)).toEqual({ number: 2, owner: me })
  })
})

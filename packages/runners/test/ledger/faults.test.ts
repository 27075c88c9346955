import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { RecordDraft } from "@shipline/core/ledger"
import { describe, expect, test } from "vitest"
import { gitStore } from "../../src/ledger/git/git-store.js"
import type { Tip } from "../../src/ledger/ledger-store.js"
import type { VerifiableStore } from "../../src/ledger/verify/chain-entry.js"
import { verifyLedger } from "../../src/ledger/verify-ledger.js"
import { project, tempFolder } from "../support/project.js"
import { killedAtCall, script } from "./broken-git.js"
import { block, deployments, finished, open } from "./drafts.js"
import { bareRepository, clone, plainGit } from "./places.js"
import { type Task, worker } from "./worker.js"

const environment = "production"

/** A chain of two deployments, and the drafts of a third on its end. */
const seeded = async (store: VerifiableStore): Promise<{ on: Tip; drafts: readonly RecordDraft[] }> => {
  const { tip: on } = await store.append(environment, deployments(environment, 2), await store.tip(environment))
  return { on, drafts: [...open(on, "third", 60, 3).drafts, finished(environment, "third", 61)] }
}

/** The chain is sound and holds each record once: the four of before, and the two new ones or not. */
const holds = async (store: VerifiableStore): Promise<number> => {
  const [verified] = await verifyLedger(store)
  if (verified?.kind !== "sound") throw new Error(verified?.problem)
  const ids = (await store.read(environment)).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(verified.records)
  expect(ids.slice(-4).toReversed()).toEqual(deployments(environment, 2).map(({ id }) => id))
  return verified.records
}

const withRemote = (): Task & { readonly bare: string } => {
  const bare = bareRepository()
  return { repository: clone(bare), remote: "origin", bare }
}

/** How many calls of git it takes to read the end of a chain and to append to it. */
const kinds: { readonly [name: string]: { readonly make: () => Task; readonly calls: number } } = {
  "without a remote": { make: () => ({ repository: project() }), calls: 3 },
  "with a remote": { make: withRemote, calls: 4 },
}

describe.each(Object.entries(kinds))("a process killed in an append %s", (_, { make, calls }) => {
  const moments = Array.from({ length: calls }, (_, index) => index + 1).flatMap((n) =>
    (["before", "after"] as const).map((when) => ({ n, when })),
  )

  test.each(moments)("$when call $n of git leaves a sound chain, and can be repeated", async ({ n, when }) => {
    const task = make()
    const store = gitStore(task)
    const { on, drafts } = await seeded(store)
    const dying = await worker(task, killedAtCall(n, when))
    expect(await dying.ask({ kind: "append", environment, drafts, on })).toEqual({ kind: "gone" })
    await dying.end()
    expect(await holds(store)).toBe(n === calls && when === "after" ? 6 : 4)

    const again = await worker(task)
    const answer = await again.ask({ kind: "append", environment, drafts, on })
    expect(answer).toEqual({ kind: "appended", appended: true, number: 6 })
    await again.end()
    expect(await holds(store)).toBe(6)
  })

  test("makes no call of git beyond these, however many drafts there are", async () => {
    const task = make()
    const { on, drafts } = await seeded(gitStore(task))
    const counted = killedAtCall(calls + 1, "before")
    const living = await worker(task, counted)
    const many = [...drafts, ...Array.from({ length: 30 }, (_, index) => block(environment, `block ${index}`, 62))]
    const answer = await living.ask({ kind: "append", environment, drafts: many, on })
    expect(answer).toEqual({ kind: "appended", appended: true, number: 36 })
    await living.end()
    expect(readFileSync(counted.CALLS, "utf8").trim().split("\n")).toHaveLength(calls)
  })
})

/** A network that drops: what the far side of a push does. `$1` is the repository, `fault` a file that is there while it lasts. */
const drops: { readonly [when: string]: (bare: string, fault: string) => string } = {
  "before anything is sent": (_, fault) =>
    `[ -e '${fault}' ] && rm -f '${fault}' && exit 1\nexec git receive-pack "$1"`,
  "in the midst of the records": (_, fault) =>
    `if [ -e '${fault}' ]; then rm -f '${fault}'; head -c 400 | git receive-pack "$1"; else exec git receive-pack "$1"; fi`,
  "before the update": (bare, fault) => {
    script(join(bare, "hooks", "pre-receive"), `[ -e '${fault}' ] && rm -f '${fault}' && kill -KILL $PPID\nexit 0\n`)
    return 'exec git receive-pack "$1"'
  },
  "after the update, before the answer": (bare, fault) => {
    script(join(bare, "hooks", "post-receive"), `[ -e '${fault}' ] && rm -f '${fault}' && kill -KILL $PPID\nexit 0\n`)
    return 'exec git receive-pack "$1"'
  },
}

const dropping = (when: string) => {
  const task = withRemote()
  const folder = tempFolder().replaceAll("'", "'\\''")
  const fault = `${folder}/fault`
  const wrapper = script(join(tempFolder(), "receive-pack"), `${drops[when]?.(task.bare, fault) ?? ""}\n`)
  plainGit(task.repository, "config", "remote.origin.receivepack", `'${wrapper.replaceAll("'", "'\\''")}'`)
  const path = fault.replaceAll("'\\''", "'")
  return { task, fault: path, store: gitStore(task) }
}

describe.each(Object.keys(drops))("a network that drops %s", (when) => {
  test("once, does no harm", async () => {
    const { store, fault } = dropping(when)
    const { on, drafts } = await seeded(store)
    writeFileSync(fault, "")
    const { appended, tip } = await store.append(environment, drafts, on)
    expect(existsSync(fault)).toBe(false)
    expect([appended, tip.state.number, tip.state.current?.deployment]).toEqual([true, 6, "third"])
    expect(await holds(store)).toBe(6)
  })
})

describe("a network that is gone after a push", () => {
  /** The push arrives, its answer does not, and after that nobody answers at all. */
  const cutOff = async () => {
    const task = withRemote()
    const store = gitStore(task)
    const { on, drafts } = await seeded(store)
    const away = `${task.bare}.away`
    const hook = script(
      join(task.bare, "hooks", "post-receive"),
      `mv "$(pwd)" "$(pwd).away"\nkill -KILL $PPID\nexit 0\n`,
    )
    await expect(store.append(environment, drafts, on)).rejects.toMatchObject({
      problem: {
        code: "SL6101",
        message: expect.stringContaining("not known whether the last record of production arrived"),
      },
    })
    const back = () => {
      rmSync(hook.replace(task.bare, away))
      renameSync(away, task.bare)
    }
    return { task, store, on, drafts, back }
  }

  test("says that it does not know, and records nothing twice later", async () => {
    const { store, on, drafts, back } = await cutOff()
    back()
    expect((await store.append(environment, drafts, on)).appended).toBe(true)
    expect(await holds(store)).toBe(6)
  })

  test("nor where somebody else was there in between", async () => {
    const { task, store, on, drafts, back } = await cutOff()
    back()
    const other = gitStore({ repository: clone(task.bare), remote: "origin" })
    await other.append(environment, [block(environment, "other", 70)], await other.tip(environment))
    const { appended, tip } = await store.append(environment, drafts, on)
    expect([appended, tip.state.number]).toEqual([true, 7])
    expect(await holds(store)).toBe(7)
  })
})

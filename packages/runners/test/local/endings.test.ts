import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chooseStore, localActor, runLocally, settle } from "@shipline/runners"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { appears, isAlive } from "../support/handshake.js"
import { ownProcess } from "../support/own-process.js"
import { pipelines } from "../support/pipelines.js"
import { latestRun, project, readJournal, tempFolder } from "../support/project.js"
import { isKind, plainEnv, run } from "../support/run.js"

const pick = (signs: string, name: string) => {
  const found = pipelines(signs)[name]
  if (found === undefined) throw new Error(name)
  return found
}

/** The temporary folders that a process has made and labelled. */
const workspacesOf = (pid: number | undefined): readonly string[] =>
  readdirSync(tmpdir())
    .filter((name) => /^shipline-\w{6}$/.test(name) && existsSync(join(tmpdir(), name, "owner.json")))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => JSON.parse(readFileSync(join(folder, "owner.json"), "utf8")).pid === pid)

/** The records of live, oldest first: kinds, and how deployments ended. */
const recorded = async (root: string): Promise<readonly string[]> => {
  const store = await chooseStore(root, undefined)
  const records = await store.read("live")
  return records.toReversed().map((record) => ("result" in record ? `${record.kind} ${record.result}` : record.kind))
}

describe("a run that ends early leaves no process", () => {
  test("when another job fails", async () => {
    const signs = tempFolder()
    const ran = await run(pick(signs, "fails"), { root: project(), jobs: 2 })
    expect(ran.verdicts).toEqual({ waits: "cancelled", fails: "failed" })
    expect(ran.summary.stopped?.message).toBe("'fails' failed: its script ended with 7")
    expect([await appears(signs, "waits"), await appears(signs, "waits.grandchild")].map(isAlive)).toEqual([
      false,
      false,
    ])
  })

  test("when it is interrupted by its caller", async () => {
    const signs = tempFolder()
    const abort = new AbortController()
    const running = run(pick(signs, "waits"), { root: project(), signal: abort.signal })
    const [job, grandchild] = [await appears(signs, "waits"), await appears(signs, "waits.grandchild")]
    abort.abort()
    await expect(running).rejects.toThrow()
    expect([isAlive(job), isAlive(grandchild)]).toEqual([false, false])
  })

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("when it gets %s", async (signal) => {
    const signs = tempFolder()
    const root = project()
    const own = ownProcess({ pipeline: "waits", signs, root, allow: [] })
    const [job, grandchild] = [await appears(signs, "waits"), await appears(signs, "waits.grandchild")]
    own.child.kill(signal)
    expect(await own.ended).toBe(1)
    expect([isAlive(job), isAlive(grandchild)]).toEqual([false, false])
    const { summary } = own.events.find(isKind("run-finished")) ?? {}
    expect(summary?.verdict).toBe("cancelled")
    expect(summary?.stopped?.message).toBe(`the run was stopped by ${signal}`)
    expect(JSON.parse(readFileSync(join(latestRun(root), "run.json"), "utf8")).verdict).toBe("cancelled")
  })
})

describe("a deployment that runs", () => {
  test.each([{}, { runMain: true } as const])("finishes when the run is stopped %o", async (more) => {
    const signs = tempFolder()
    const root = project()
    const own = ownProcess({ pipeline: "deploys", signs, root, allow: ["live"], ...more })
    const job = await appears(signs, "deploying")
    const other = await appears(signs, "waits.grandchild")
    own.child.kill("SIGINT")
    while (isAlive(other)) await new Promise((resolve) => setImmediate(resolve))
    expect(isAlive(job)).toBe(true)
    writeFileSync(join(signs, "go"), "")
    expect(await own.ended).not.toBe(0)
    expect(existsSync(join(signs, "deployed"))).toBe(true)
    const { summary } = own.events.find(isKind("run-finished")) ?? {}
    expect(summary?.deployments.map((deployment) => deployment.environment)).toEqual(["live"])
    expect(summary?.verdict).toBe("cancelled")
    expect(await recorded(root)).toEqual(["started", "finished succeeded"])
  })

  test.each([{}, { runMain: true } as const])("is ended when the run is stopped twice %o", async (more) => {
    const signs = tempFolder()
    const root = project()
    const own = ownProcess({ pipeline: "only", signs, root, allow: ["live"], ...more })
    const job = await appears(signs, "deploying")
    own.child.kill("SIGINT")
    own.child.kill("SIGTERM")
    expect(await own.ended).not.toBe(0)
    expect(isAlive(job)).toBe(false)
    expect(existsSync(join(signs, "deployed"))).toBe(false)
    expect(await recorded(root)).toEqual(["started", "finished cancelled"])
  })
})

describe("a run that is killed", () => {
  test("leaves a readable journal and a deployment to settle; the next run gets the lock, and then works", async () => {
    const signs = tempFolder()
    const root = project()
    const own = ownProcess({ pipeline: "only", signs, root, allow: ["live"] })
    const job = await appears(signs, "deploying")
    own.child.kill("SIGKILL")
    expect(await own.ended).toBe("SIGKILL")
    const kinds = readJournal(root).map((event) => event.kind)
    expect(kinds[0]).toBe("run-started")
    expect(kinds.slice(-2)).toEqual(["admission", "job-started"])
    expect(existsSync(join(latestRun(root), "run.json"))).toBe(false)
    process.kill(Number(job), "SIGKILL")
    const left = workspacesOf(own.child.pid)
    expect(left).toHaveLength(1)

    writeFileSync(join(signs, "go"), "")
    const early = await run(pick(signs, "only"), { root, allow: ["live"] })
    expect(early.summary.nodes.at(-1)).toMatchObject({ verdict: "failed", problem: { code: "SL6005" } })
    expect(existsSync(join(signs, "deployed"))).toBe(false)
    const dead = { environment: "live", reason: "it was killed", actor: localActor() }
    const store = await chooseStore(root, undefined)
    expect(await settle(store, dead)).toMatchObject({ version: early.summary.version })
    await expect(settle(store, dead)).rejects.toMatchObject({ problems: [{ code: "SL4308" }] })
    expect(await recorded(root)).toEqual(["started", "refused", "settled aborted"])

    const next = await run(pick(signs, "only"), { root, allow: ["live"] })
    expect(next.summary.verdict).toBe("passed")
    expect(next.all("lock-waited")).toEqual([])
    expect(left.filter((folder) => existsSync(folder))).toEqual([])
  })
})

describe("two runs at the same time", () => {
  test("do not disturb each other, and deploy one after the other", async () => {
    const signs = tempFolder()
    const root = project()
    const first = ownProcess({ pipeline: "only", signs, root, allow: ["live"] })
    await appears(signs, "deploying")
    const waiting = new Promise<string>((resolve) => {
      const onEvent = (event: { readonly kind: string; readonly holder?: string }) => {
        if (event.kind === "lock-waited") resolve(event.holder ?? "")
      }
      void run(pick(signs, "only"), { root, allow: ["live"], onEvent }).then((ran) => second.push(ran.summary.verdict))
    })
    const second: string[] = []
    expect(await waiting).toMatch(/^run [\d-]+[0-9a-f]{6} \(process \d+\)$/)
    expect(second).toEqual([])
    writeFileSync(join(signs, "go"), "")
    expect(await first.ended).toBe(0)
    while (second.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(second).toEqual(["passed"])
  })

  test("have folders of their own, also in one process and one program", async () => {
    const { plan } = pick(tempFolder(), "quick")
    const one = runLocally(plan, { root: project(), env: plainEnv, signals: false })
    const summaries = await Effect.runPromise(Effect.all([one, one, one, one], { concurrency: "unbounded" }))
    expect(new Set(summaries.map((summary) => summary.folder)).size).toBe(4)
    expect(summaries.map((summary) => summary.verdict)).toEqual(["passed", "passed", "passed", "passed"])
  })
})

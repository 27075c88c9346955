import type { RecordDraft, Release } from "@shipline/core/ledger"
import {
  annotate,
  block,
  LedgerError,
  type LedgerStore,
  MemoryChains,
  memoryStore,
  RunError,
  settle,
  unblock,
} from "@shipline/runners"
import { describe, expect, test } from "vitest"
import { runProblem } from "../../src/errors/run-problem.js"

const by = { issuer: "local", subject: "ada@here" }
const at = "2026-11-23T10:15:00.000Z"
const now = Date.parse("2026-11-24T08:00:00.000Z")
const act = { reason: "loses orders", actor: by, now, incident: "INC-7" }

const build = (digit: string): Release => ({
  version: "1.4.0",
  number: 4,
  commit: digit.repeat(40),
  artifacts: [{ kind: "files", name: "site", digest: `sha256:${digit.repeat(64)}`, ref: `site@${digit}` }],
})

const started = (environment: string, release: Release, deployment = `${environment}-${release.commit[0]}`) =>
  ({
    kind: "started",
    id: `${deployment}/started`,
    deployment,
    environment,
    at,
    by,
    lane: "release",
    release,
    commits: { count: 0, ids: [] },
    proofs: [],
    checks: [],
    deadline: "2026-11-23T11:15:00.000Z",
    pipeline: { name: "shop", digest: `sha256:${"0".repeat(64)}` },
  }) satisfies RecordDraft

const append = (chains: MemoryChains, ...drafts: readonly RecordDraft[]) => {
  for (const draft of drafts) chains.append(draft.environment, [draft], chains.tip(draft.environment))
}

/** Staging had two builds of one version, production the first of them. */
const ledger = () => {
  const chains = new MemoryChains()
  append(chains, started("staging", build("a")), started("staging", build("b")), started("production", build("a")))
  return { chains, store: memoryStore(chains) }
}

/** Somebody else writes first, once for each environment. */
const contended = (chains: MemoryChains, other: (environment: string) => RecordDraft): LedgerStore => {
  const disturbed = new Set<string>()
  const store = memoryStore(chains)
  return {
    ...store,
    append: async (environment, drafts, on) => {
      if (!disturbed.has(environment)) append(chains, other(environment))
      disturbed.add(environment)
      return store.append(environment, drafts, on)
    },
  }
}

const problems = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof RunError ? error.problems : [error]),
  )

describe("block and unblock", () => {
  test("mean every build of the version, in every environment, once", async () => {
    const { chains, store } = ledger()
    const blocking = { version: "1.4.0", environments: ["canary"], ...act }
    expect(await block(store, blocking)).toEqual(["canary", "production", "staging"])
    expect(await block(store, { ...blocking, now: now + 1 })).toEqual([])
    for (const environment of ["canary", "production", "staging"]) {
      const { state } = chains.tip(environment)
      expect(state.blocked.map(({ key }) => key)).toEqual([
        `site@${build("a").artifacts[0]?.digest}`,
        `site@${build("b").artifacts[0]?.digest}`,
      ])
    }
    expect(chains.read("canary")[0]).toMatchObject({
      kind: "block",
      at: "2026-11-24T08:00:00.000Z",
      by,
      reason: "loses orders",
      incident: "INC-7",
    })
    expect(await unblock(store, { version: "1.4.0", ...act })).toEqual(["canary", "production", "staging"])
    expect(await unblock(store, { version: "1.4.0", ...act })).toEqual([])
    expect(chains.tip("production").state.blocked).toEqual([])
  })

  test("win a lost race without blocking twice what somebody else has blocked meanwhile", async () => {
    const { chains } = ledger()
    const key = `site@${build("a").artifacts[0]?.digest}`
    const store = contended(chains, (environment) => ({
      kind: "block",
      id: `other-${environment}`,
      environment,
      at,
      by,
      release: { version: "1.4.0", key },
      reason: "mine",
    }))
    expect(await block(store, { version: "1.4.0", ...act })).toEqual(["production", "staging"])
    const blocks = chains.read("production").filter((record) => record.kind === "block")
    expect(blocks.map(({ reason }) => reason)).toEqual(["loses orders", "mine"])
  })

  test("name what was probably meant, and want a reason", async () => {
    const { store } = ledger()
    expect(await problems(block(store, { version: "1.4.1", ...act }))).toMatchObject([
      { code: "SL4306", hint: "Did you mean '1.4.0'?" },
    ])
    expect(await problems(unblock(memoryStore(), { version: "1.4.0", ...act }))).toMatchObject([
      { code: "SL4306", hint: "It knows none: nothing was ever deployed." },
    ])
    expect(await problems(block(store, { version: "1.4.0", ...act, reason: " " }))).toMatchObject([{ code: "SL4007" }])
  })

  test("say of a ledger that cannot be used what it says itself", async () => {
    const { store } = ledger()
    const broken = new LedgerError(runProblem("SL6101", "", "the ledger cannot be reached", ""))
    const cut: LedgerStore = { ...store, append: () => Promise.reject(broken) }
    expect(await problems(block(cut, { version: "1.4.0", ...act }))).toMatchObject([{ code: "SL6101" }])
  })
})

describe("settle", () => {
  test("ends what is under way, once", async () => {
    const { chains, store } = ledger()
    const settling = { environment: "production", ...act }
    expect(await settle(store, settling)).toEqual({ deployment: "production-a", version: "1.4.0" })
    expect(chains.tip("production").state).toMatchObject({ failed: { result: "aborted" } })
    expect(await problems(settle(store, settling))).toMatchObject([
      { code: "SL4308", message: "no deployment to production is under way" },
    ])
    expect(await problems(settle(store, { ...settling, environment: "nowhere" }))).toMatchObject([{ code: "SL4308" }])
  })

  test("leaves alone who has started meanwhile", async () => {
    const { chains } = ledger()
    const store = contended(chains, (environment) => started(environment, build("c"), "alive"))
    expect(await problems(settle(store, { environment: "production", ...act }))).toMatchObject([{ code: "SL4308" }])
    expect(chains.tip("production").state.running?.deployment).toBe("alive")
  })
})

describe("annotate", () => {
  test("adds words to a record, once", async () => {
    const { chains, store } = ledger()
    const note = { environment: "staging", about: 2, text: "the outage “began” here\r\nüber", actor: by, now }
    expect(await annotate(store, note)).toBe(true)
    expect(await annotate(store, { ...note, now: now + 1 })).toBe(false)
    expect(chains.read("staging", 1)).toMatchObject([{ kind: "annotation", number: 3, about: 2, text: note.text, by }])
  })

  test.each([0, 3, 1.5, Number.NaN])("wants a record that there is, not %s", async (about) => {
    const { store } = ledger()
    const note = { environment: "staging", about, text: "x", actor: by }
    expect(await problems(annotate(store, note))).toMatchObject([
      { code: "SL4311", hint: "Its records are numbered from 1 to 2." },
    ])
  })
})

import type { RecordDraft } from "@shipline/core/ledger"
import { decodeRecord } from "@shipline/core/schema"
import { beforeAll, describe, expect, test } from "vitest"
import { gitStore } from "../../src/ledger/git/git-store.js"
import type { Tip } from "../../src/ledger/ledger-store.js"
import { chained } from "../../src/ledger/record-text.js"
import { type VerifyOptions, verifyLedger } from "../../src/ledger/verify-ledger.js"
import { annotation, at, block, by, deployments, finished, open } from "./drafts.js"
import { edited, type Forged, forgedRepository, linksOf } from "./forge.js"
import { bareRepository, clone, plainGit } from "./places.js"

const environment = "production"
const empty: Tip = { state: { environment, number: 0, blocked: [] }, hash: null, id: null }

/** Links that fit each other, whatever the drafts say: the work of a forger who knows the format. */
const consistent = (drafts: readonly RecordDraft[]): readonly Forged[] =>
  chained(drafts, empty).map(({ text, hash, state }) => ({
    record: text,
    current: `${JSON.stringify({ hash, state }, null, 2)}\n`,
  }))

/** Six records: three deployments that succeeded. */
let honest: readonly Forged[]
beforeAll(async () => {
  const repository = bareRepository()
  const store = gitStore({ repository })
  await store.append(environment, deployments(environment, 3), await store.tip(environment))
  honest = await linksOf(repository)
})

const verified = async (links: readonly Forged[], options: VerifyOptions = {}) => {
  const [chain] = await verifyLedger(gitStore({ repository: forgedRepository(links) }), options)
  return chain?.kind === "bad" ? `${chain.environment} ${chain.number}: ${chain.problem}` : chain?.records
}

/** The honest links, with one of them changed. */
const changed = (number: number, change: (link: Forged) => Forged): readonly Forged[] =>
  honest.map((link, index) => (index === number - 1 ? change(link) : link))

type Tampering = readonly [what: string, links: () => readonly Forged[], words: string]

const tamperings: readonly Tampering[] = [
  [
    "a record says something else",
    () => changed(3, (link) => ({ ...link, record: edited(link.record, { at: at(11) }) })),
    "production 3: its current.json is not what the records up to it amount to",
  ],
  [
    "a record and its state say something else",
    () => changed(3, (_) => consistent(deployments(environment, 3).with(2, { ...drafts(2), at: at(11) }))[2] ?? _),
    "production 4: it does not name the hash of the record before it",
  ],
  [
    "two records are swapped",
    () => [...honest.slice(0, 2), honest[3], honest[2], ...honest.slice(4)].flatMap((link) => link ?? []),
    "production 3: it is numbered 4 instead of 3",
  ],
  ["a record is dropped", () => honest.toSpliced(2, 1), "production 3: it is numbered 4 instead of 3"],
  ["the first record is dropped", () => honest.slice(1), "production 1: it is numbered 2 instead of 1"],
  [
    "a record is there twice",
    () => honest.toSpliced(2, 0, ...honest.slice(1, 2)),
    "production 3: it is numbered 2 instead of 3",
  ],
  [
    "a record has a wrong number",
    () => changed(6, (link) => ({ ...link, record: edited(link.record, { number: 7 }) })),
    "production 6: it is numbered 7 instead of 6",
  ],
  [
    "a record names another one before it",
    () => changed(6, (link) => ({ ...link, record: edited(link.record, { previous: `sha256:${"0".repeat(64)}` }) })),
    "production 6: it does not name the hash of the record before it",
  ],
  [
    "a state is replaced",
    () =>
      changed(6, (link) => ({ ...link, current: link.current.replace('"version": "1.3.0"', '"version": "1.2.0"') })),
    "production 6: its current.json is not what the records up to it amount to",
  ],
  [
    "a state is replaced, and nobody looks at it any more",
    () => changed(2, (link) => ({ ...link, current: link.current.replace('"number": 2', '"number": 3') })),
    "production 2: its current.json is not what the records up to it amount to",
  ],
  [
    "a state is no JSON",
    () => changed(4, (link) => ({ ...link, current: "{" })),
    "production 4: its current.json is not JSON",
  ],
  [
    "a foreign commit stands on top",
    () => [...honest, { record: "hello", current: "" }],
    "production 7: it holds no record: ",
  ],
  [
    "a file was added",
    () => changed(5, (link) => ({ ...link, others: { "notes.txt": "hello" } })),
    "production 5: it holds notes.txt, which is no part of a ledger",
  ],
  [
    "the history begins anew",
    () => changed(4, (link) => ({ ...link, root: true })),
    "production 1: it is numbered 4 instead of 1",
  ],
  [
    "another history is joined",
    () => changed(4, (link) => ({ ...link, joins: true })),
    "production 4: it joins 2 histories",
  ],
  [
    "somebody else made a commit",
    () => changed(6, (link) => ({ ...link, who: "Mallory <m@example.org>" })),
    "production 6: its commit was not made by Shipline, or not when the record says",
  ],
  [
    "a record is written otherwise",
    () => changed(6, (link) => ({ ...link, record: link.record.replace('"kind"', '"kind":  "check",\n  "kind"') })),
    "production 6: it is not written as Shipline writes it",
  ],
  [
    "a record of another environment is in the chain",
    () => changed(6, (link) => ({ ...link, record: edited(link.record, { environment: "staging" }) })),
    "production 6: it is a record of staging",
  ],
  [
    "a record is of no known kind",
    () => changed(6, (link) => ({ ...link, record: edited(link.record, { kind: "party" }) })),
    "production 6: it holds no record: nobody knows records of its kind",
  ],
  [
    "a field is missing",
    () => changed(5, (link) => ({ ...link, record: edited(link.record, { release: undefined }) })),
    "production 5: it holds no record: 'release' is missing or of another kind",
  ],
  [
    "an id is used twice",
    () => consistent([block(environment, "a"), block(environment, "b"), block(environment, "a")]),
    "production 3: its id a is that of an earlier record",
  ],
  [
    "time goes backwards",
    () => consistent([block(environment, "a", 10), block(environment, "b", 5), block(environment, "c", -1)]),
    `production 3: it is of ${at(-1)}, more than 5 minutes before the record before it`,
  ],
  [
    "time is no time",
    () => consistent([{ ...block(environment, "a"), at: "2026-11-23 12:00" }]),
    "production 1: its time '2026-11-23 12:00' is not a moment in UTC, with milliseconds",
  ],
  [
    "a deployment ends that never started",
    () => consistent([finished(environment, "ghost", 0)]),
    "production 1: it ends the deployment ghost, which never started",
  ],
  [
    "two deployments are under way",
    () => consistent([...open(empty, "a", 0).drafts, ...open(empty, "b", 1).drafts]),
    "production 2: it starts while a is under way",
  ],
  [
    "a deployment starts twice",
    () =>
      consistent([
        ...open(empty, "a", 0).drafts,
        finished(environment, "a", 1),
        ...open(empty, "a", 2).drafts.map((draft) => ({ ...draft, id: "other" })),
      ]),
    "production 3: the deployment a starts twice",
  ],
  [
    "a note is about the future",
    () => consistent([annotation(environment, "a", 1, "hm")]),
    "production 1: it is about record 1, which is not before it",
  ],
]

const drafts = (index: number): RecordDraft => {
  const draft = deployments(environment, 3)[index]
  if (draft === undefined) throw new Error("there is no such draft")
  return draft
}

describe("a ledger is verified", () => {
  test("an honest chain is sound, also when it is copied commit by commit", async () => {
    expect(await verified(honest)).toBe(6)
    expect(await verified(honest, { decode: decodeRecord })).toBe(6)
  })

  test.each(tamperings)("%s", async (_, links, words) => {
    const found = await verified(links())
    expect(String(found).slice(0, words.length)).toBe(words)
  })

  test("with the schema, which sees more", async () => {
    const links = changed(6, (link) => ({ ...link, record: edited(link.record, { extra: true }) }))
    expect(await verified(links, { decode: decodeRecord })).toContain("production 6: it holds no record: ")
  })

  test("against who may write", async () => {
    const bot = { issuer: "https://github.com", subject: "41898282" }
    expect(await verified(honest, { writers: [bot, by] })).toBe(6)
    expect(await verified(honest, { writers: [bot] })).toBe("production 1: kim of local may not write here")
  })

  test("against a hash that was noted elsewhere: a chain that was rewritten as a whole fits itself", async () => {
    const hash = chained(deployments(environment, 3), empty)[4]?.hash ?? ""
    const noted = new Map([[environment, hash]])
    expect(await verified(honest, { noted })).toBe(6)
    const other = consistent(deployments(environment, 3).toSpliced(4, 1).slice(0, 4))
    expect(await verified(other)).toBe(4)
    expect(await verified(other, { noted })).toContain(`it does not hold ${hash}, which was noted elsewhere`)
    const nothing = await verifyLedger(gitStore({ repository: bareRepository() }), { noted })
    expect(nothing).toMatchObject([{ kind: "bad", environment, problem: expect.stringContaining("noted elsewhere") }])
  })

  test("each chain for itself", async () => {
    const repository = forgedRepository(changed(2, (link) => ({ ...link, others: { x: "" } })))
    const store = gitStore({ repository })
    await store.append("staging", [block("staging", "a")], await store.tip("staging"))
    expect(await verifyLedger(store)).toMatchObject([
      { kind: "bad", environment: "production", number: 2, commit: expect.stringMatching(/^[0-9a-f]{40}$/) },
      { kind: "sound", environment: "staging", records: 1 },
    ])
    expect(await verifyLedger(store, { environments: ["staging"] })).toHaveLength(1)
  })
})

describe("what a repository has seen of a remote", () => {
  const shared = async () => {
    const remote = bareRepository()
    const repository = clone(remote)
    const store = gitStore({ repository, remote: "origin" })
    await store.append(environment, deployments(environment, 3), await store.tip(environment))
    await store.tip(environment)
    return { remote, store }
  }

  test("tells when the remote's chain was rewritten, though it fits itself", async () => {
    const { remote, store } = await shared()
    plainGit(remote, "fetch", "--quiet", forgedRepository(honest.slice(0, 4)), "+refs/heads/*:refs/heads/*")
    const refused = { problem: { code: "SL6106" } }
    await expect(store.tip(environment)).rejects.toMatchObject(refused)
    await expect(store.read(environment)).rejects.toMatchObject(refused)
    await expect(store.tips()).rejects.toMatchObject(refused)
    await expect(store.tips()).rejects.toThrow("the ledger of production was rewritten")
    await expect(store.append(environment, [block(environment, "a")], empty)).rejects.toMatchObject(refused)
    expect(await verifyLedger(store)).toMatchObject([{ kind: "bad", environment }])
  })

  test("tells when the remote's chain is gone", async () => {
    const { remote, store } = await shared()
    plainGit(remote, "update-ref", "-d", "refs/heads/shipline/ledger/production")
    await expect(store.tip(environment)).rejects.toMatchObject({ problem: { code: "SL6106" } })
    await expect(store.tips()).rejects.toMatchObject({ problem: { code: "SL6106" } })
    expect(await verifyLedger(store)).toMatchObject([{ kind: "bad", environment }])
  })
})

import { type Evidence, type RecordDraft, type Release, releaseKey } from "@shipline/core/ledger"
import { type LedgerStore, memoryStore } from "@shipline/runners"

type Kind = RecordDraft["kind"]
type Given<K extends Kind> = Partial<Extract<RecordDraft, { readonly kind: K }>>

export const ada = { issuer: "https://github.com", subject: "583231", name: "Ada Lovelace" }
export const grace = { issuer: "local", subject: "grace@laptop" }

/** The time of a day in November, in UTC. */
export const at = (day: number, time: string): string => `2026-11-${String(day).padStart(2, "0")}T${time}:00.000Z`

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`

/** A release whose digests and commit are made of one hexadecimal letter. */
export const release = (letter: string, number: number, day = 23): Release => ({
  version: `202611${day}.101500-${letter.repeat(8)}`,
  number,
  commit: letter.repeat(40),
  artifacts: [
    { kind: "image", name: "shop", digest: digest(letter), ref: `ghcr.io/acme/shop@${digest(letter)}` },
    { kind: "files", name: "site", digest: digest(letter), ref: `site@${digest(letter)}` },
  ],
})

export const reference = (of: Release) => ({ version: of.version, key: releaseKey(of) })

export const passed = (proof: string, when: string, more: Partial<Evidence> = {}): Evidence => ({
  proof,
  verdict: "passed",
  at: when,
  by: ada,
  run: { id: "9001", url: "https://github.com/acme/shop/actions/runs/9001" },
  ...more,
})

const pipeline = { name: "shop", digest: digest("9") }

/** Drafts for one environment, with what a test does not care about filled in. */
export const draftsFor = (environment: string) => {
  let count = 0
  const base = (when: string) => ({ id: `${environment}-${++count}`, environment, at: when, by: ada })
  return {
    started: (when: string, of: Release, more: Given<"started"> = {}): RecordDraft => ({
      kind: "started",
      ...base(when),
      deployment: `d-${of.version}`,
      lane: "release",
      release: of,
      commits: { count: 1, ids: [of.commit] },
      proofs: [],
      checks: [],
      deadline: new Date(Date.parse(when) + 3_600_000).toISOString(),
      pipeline,
      ...more,
    }),
    finished: (when: string, of: Release, more: Given<"finished"> = {}): RecordDraft => ({
      kind: "finished",
      ...base(when),
      deployment: `d-${of.version}`,
      result: "succeeded",
      ...more,
    }),
    settled: (when: string, of: Release, more: Given<"settled"> = {}): RecordDraft => ({
      kind: "settled",
      ...base(when),
      deployment: `d-${of.version}`,
      result: "aborted",
      ...more,
    }),
    refused: (when: string, of: Release, more: Given<"refused"> = {}): RecordDraft => ({
      kind: "refused",
      ...base(when),
      deployment: `r-${of.version}`,
      lane: "release",
      release: of,
      proofs: [],
      reasons: [],
      pipeline,
      ...more,
    }),
    check: (when: string, of: Release, proof: string, more: Given<"check"> = {}): RecordDraft => ({
      kind: "check",
      ...base(when),
      release: reference(of),
      proof,
      verdict: "passed",
      ...more,
    }),
    block: (when: string, of: Release, reason: string): RecordDraft => ({
      kind: "block",
      ...base(when),
      release: reference(of),
      reason,
    }),
    unblock: (when: string, of: Release, reason: string): RecordDraft => ({
      kind: "unblock",
      ...base(when),
      release: reference(of),
      reason,
    }),
    override: (when: string, of: Release, reason: string): RecordDraft => ({
      kind: "override",
      ...base(when),
      deployment: `d-${of.version}`,
      rule: "freeze",
      reason,
    }),
    observed: (
      when: string,
      artifacts: readonly { readonly name: string; readonly digest: string }[],
    ): RecordDraft => ({
      kind: "observation",
      ...base(when),
      artifacts,
      source: "GET https://shop.example/version",
    }),
    note: (when: string, about: number, text: string): RecordDraft => ({
      kind: "annotation",
      ...base(when),
      about,
      text,
    }),
  }
}

/** Puts drafts into a ledger, each behind the one before. */
export const fill = async (store: LedgerStore, drafts: readonly RecordDraft[]): Promise<LedgerStore> => {
  for (const draft of drafts) {
    const tip = await store.tip(draft.environment)
    await store.append(draft.environment, [draft], tip)
  }
  return store
}

export const ledgerOf = (...drafts: readonly RecordDraft[]): Promise<LedgerStore> => fill(memoryStore(), drafts)

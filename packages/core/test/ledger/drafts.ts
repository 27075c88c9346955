import { createHash } from "node:crypto"
import {
  type Actor,
  applyRecord,
  type EnvironmentState,
  emptyState,
  type LedgerRecord,
  type RecordDraft,
  type Release,
  releaseKey,
} from "@shipline/core/ledger"

export const ada: Actor = { issuer: "https://github.com", subject: "1815", name: "ada" }
export const pipeline = { name: "shop", digest: `sha256:${"f".repeat(64)}` }

export const digestOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`

/** Release 12 is version `1.12.0` of commit `commit12`, with one artifact whose digest follows from `content`. */
export const release = (number: number, more: Partial<Release> & { readonly content?: string } = {}): Release => {
  const { content = `content ${number}`, ...changed } = more
  const digest = digestOf(content)
  return {
    version: `1.${number}.0`,
    number,
    commit: `commit${number}`,
    artifacts: [{ kind: "files", name: "site", digest, ref: `site@${digest}` }],
    ...changed,
  }
}

/** The first of the tests' minutes: a Monday, 10:00 in UTC. */
const first = Date.parse("2026-11-23T10:00:00.000Z")
export const minutes = (count: number): number => first + count * 60_000
export const at = (count: number): string => new Date(minutes(count)).toISOString()

type Of<K extends RecordDraft["kind"]> = Extract<RecordDraft, { readonly kind: K }>

const base = (minute: number, id: string) => ({ id, environment: "production", at: at(minute), by: ada })

export const started = (minute: number, what: Release, more: Partial<Of<"started">> = {}): Of<"started"> => ({
  kind: "started",
  ...base(minute, `d${minute}/started`),
  deployment: `d${minute}`,
  lane: "release",
  release: what,
  commits: { count: 1, ids: [what.commit] },
  proofs: [],
  checks: ["smoke on production"],
  deadline: at(minute + 60),
  pipeline,
  ...more,
})

/** The end of the deployment that started in minute `start`. */
export const finished = (
  minute: number,
  start: number,
  result: Of<"finished">["result"] = "succeeded",
): Of<"finished"> => ({ kind: "finished", ...base(minute, `d${start}/finished`), deployment: `d${start}`, result })

export const settled = (minute: number, start: number): Of<"settled"> => ({
  kind: "settled",
  ...base(minute, `d${start}/settled`),
  deployment: `d${start}`,
  result: "aborted",
  reason: "dead",
})

export const checked = (
  minute: number,
  what: Release,
  verdict: Of<"check">["verdict"] = "passed",
  proof = "smoke on production",
): Of<"check"> => ({
  kind: "check",
  ...base(minute, `check ${minute} ${proof}`),
  release: { version: what.version, key: releaseKey(what) },
  proof,
  verdict,
})

export const block = (minute: number, what: Release, reason = "it loses orders"): Of<"block"> => ({
  kind: "block",
  ...base(minute, `block ${minute}`),
  release: { version: what.version, key: releaseKey(what) },
  reason,
})

export const unblock = (minute: number, what: Release): Of<"unblock"> => ({
  kind: "unblock",
  ...base(minute, `unblock ${minute}`),
  release: { version: what.version, key: releaseKey(what) },
  reason: "it does not",
})

export const refused = (minute: number, what: Release): Of<"refused"> => ({
  kind: "refused",
  ...base(minute, `d${minute}/refused`),
  deployment: `d${minute}`,
  lane: "release",
  release: what,
  proofs: [],
  reasons: [{ code: "SL6009", message: "a hotfix needs a reason" }],
  pipeline,
})

/** A deployment of `what` in minute `start`, over and checked two minutes later. */
export const deployed = (start: number, what: Release, more: Partial<Of<"started">> = {}): readonly RecordDraft[] => [
  started(start, what, more),
  finished(start + 1, start),
  checked(start + 2, what),
]

/** Drafts as the records of a chain, numbered and hashed. */
export const linked = (drafts: readonly RecordDraft[]): readonly LedgerRecord[] => {
  let previous: string | null = null
  return drafts.map((draft, index) => {
    const record: LedgerRecord = { version: 1, number: index + 1, previous, ...draft }
    previous = digestOf(`${JSON.stringify(record, null, 2)}\n`)
    return record
  })
}

export const stateOf = (drafts: readonly RecordDraft[], environment = "production"): EnvironmentState =>
  linked(drafts).reduce(applyRecord, emptyState(environment))

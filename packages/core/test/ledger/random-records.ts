import type {
  Actor,
  Evidence,
  GateVerdict,
  LedgerRecord,
  RecordDraft,
  RecordKind,
  Release,
  RunReference,
} from "@shipline/core/ledger"
import { releaseKey } from "@shipline/core/ledger"
import { lanes } from "@shipline/core/plan"
import fc from "fast-check"
import { linked } from "./drafts.js"

/** Text as people write it, in any language, with quotes, line ends of Windows and what a shell would read. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  fc.constantFrom("größer 🚀", `"it's" $(rm -rf /)`, "two\r\nlines", "__proto__", "\u2028", " "),
)
const digest = fc
  .string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 })
  .map((hex) => `sha256:${hex}`)
const moment = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString())
const verdict: fc.Arbitrary<GateVerdict> = fc.constantFrom("passed", "failed", "inconclusive", "errored")

/** An object that holds some of its keys, or all. */
const some = <T, K extends keyof T>(required: { [P in keyof T]: fc.Arbitrary<T[P]> }, optional: readonly K[]) => {
  const requiredKeys = (Object.keys(required) as (keyof T)[]).filter((key) => !optional.includes(key as K)) // the keys of T are those of the object
  return fc.record(required, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<
    Omit<T, K> & { readonly [P in K]?: T[P] }
  >
}

const actor: fc.Arbitrary<Actor> = some({ issuer: text, subject: text, name: text }, ["name"])
const run: fc.Arbitrary<RunReference> = some({ id: text, url: fc.webUrl(), attempt: fc.integer({ min: 1, max: 9 }) }, [
  "url",
  "attempt",
])
const evidence: fc.Arbitrary<Evidence> = some({ proof: text, verdict, at: moment, by: actor, run }, ["by", "run"])
const range = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ version: Math.max(a, b), oldest: Math.min(a, b) }))

export const randomRelease: fc.Arbitrary<Release> = some(
  {
    version: text,
    number: fc.nat(100_000),
    commit: text,
    artifacts: fc.array(
      fc.record({ kind: fc.constantFrom("image", "files"), name: text, digest, ref: text }, { noNullPrototype: true }),
      {
        maxLength: 3,
      },
    ),
    schema: range,
  },
  ["schema"],
)
const reference = fc.record({ version: text, key: text }, { noNullPrototype: true })

const common = { id: text, environment: text, at: moment, by: actor, run }
const why = { reason: text, incident: text }
const made = {
  lane: fc.constantFrom(...lanes),
  release: randomRelease,
  deployment: text,
  proofs: fc.array(evidence, { maxLength: 3 }),
  pipeline: fc.record({ name: text, digest }, { noNullPrototype: true }),
}
const kind = <K extends RecordKind>(name: K) => ({ kind: fc.constant(name) })

/** A draft of each kind; a new kind does not compile until it is here. */
const byKind: { readonly [K in RecordKind]: fc.Arbitrary<Extract<RecordDraft, { readonly kind: K }>> } = {
  started: some(
    {
      ...kind("started"),
      ...common,
      ...why,
      ...made,
      from: text,
      commits: fc.record({ count: fc.nat(1_000), ids: fc.array(text, { maxLength: 3 }) }, { noNullPrototype: true }),
      checks: fc.array(text, { maxLength: 3 }),
      deadline: moment,
    },
    ["run", "reason", "incident", "from"],
  ),
  finished: some(
    { ...kind("finished"), ...common, deployment: text, result: fc.constantFrom("succeeded", "failed", "cancelled") },
    ["run"],
  ),
  settled: some({ ...kind("settled"), ...common, ...why, deployment: text, result: fc.constant("aborted") }, [
    "run",
    "reason",
    "incident",
  ]),
  refused: some(
    {
      ...kind("refused"),
      ...common,
      ...why,
      ...made,
      reasons: fc.array(fc.record({ code: text, message: text }, { noNullPrototype: true }), { maxLength: 3 }),
    },
    ["run", "reason", "incident"],
  ),
  check: some({ ...kind("check"), ...common, release: reference, proof: text, verdict }, ["run"]),
  block: some({ ...kind("block"), ...common, ...why, release: reference }, ["run", "incident"]),
  unblock: some({ ...kind("unblock"), ...common, ...why, release: reference }, ["run", "incident"]),
  override: some({ ...kind("override"), ...common, ...why, deployment: text, rule: fc.constant("freeze") }, [
    "run",
    "incident",
  ]),
  observation: some(
    {
      ...kind("observation"),
      ...common,
      artifacts: fc.array(fc.record({ name: text, digest }, { noNullPrototype: true }), { maxLength: 3 }),
      source: text,
    },
    ["run"],
  ),
  annotation: some({ ...kind("annotation"), ...common, ...why, about: fc.integer({ min: 1, max: 99 }), text }, [
    "run",
    "reason",
    "incident",
  ]),
}

/** A draft of any kind, with any content that its type allows. */
export const randomDraft: fc.Arbitrary<RecordDraft> = fc.oneof(...Object.values(byKind))

/** A record of any kind. Its place in a chain is as random as the rest. */
export const randomRecord: fc.Arbitrary<LedgerRecord> = fc
  .tuple(randomDraft, fc.integer({ min: 1, max: 100_000 }), fc.option(digest))
  .map(([draft, number, previous]) => ({ version: 1 as const, number, previous, ...draft }))

const proofs = ["smoke", "load", "watch"] as const

/** What somebody does next in an environment: a few releases and proofs only, so that it concerns what runs there. */
const step = fc.record({
  what: fc.constantFrom(
    "start",
    "start",
    "finish",
    "finish",
    "check",
    "check",
    "check",
    "settle",
    "refuse",
    "block",
    "unblock",
    "observe",
  ),
  number: fc.integer({ min: 1, max: 4 }),
  lane: fc.constantFrom(...lanes),
  result: fc.constantFrom("succeeded", "succeeded", "failed", "cancelled"),
  proof: fc.constantFrom(...proofs),
  verdict: fc.constantFrom("passed", "passed", "passed", "failed", "errored"),
  checks: fc.subarray(["smoke", "load"]),
  schema: fc.option(range),
  /** Milliseconds since the step before. Clocks of several machines: sometimes it is the past. */
  later: fc.oneof(fc.nat(3_600_000), fc.integer({ min: -60_000, max: 0 })),
})

const by: Actor = { issuer: "local", subject: "ada" }

/**
 * The drafts of one environment's history, in order: deployments that start, end and are checked, by people and
 * machines that do not always keep to the rules. Link them with `linked`.
 */
export const randomDrafts: fc.Arbitrary<readonly RecordDraft[]> = fc.array(step, { maxLength: 30 }).map((steps) => {
  let now = Date.parse("2026-11-23T10:00:00.000Z")
  let last = "nobody"
  return steps.map((one, index): RecordDraft => {
    now += one.later
    const { number, lane, proof } = one
    const release: Release = {
      version: `1.${number}.0`,
      number,
      commit: `commit${number}`,
      artifacts: [],
      ...(one.schema === null ? {} : { schema: one.schema }),
    }
    const common = { id: `${index}`, environment: "production", at: new Date(now).toISOString(), by }
    const reference = { version: release.version, key: releaseKey(release) }
    const pipeline = { name: "shop", digest: `sha256:${"0".repeat(64)}` }
    const deployment = `d${index}`
    const drafts: { readonly [W in typeof one.what]: () => RecordDraft } = {
      start: () => {
        last = deployment
        const deadline = new Date(now + 1_800_000).toISOString()
        const about = {
          lane,
          release,
          commits: { count: 0, ids: [] },
          proofs: [],
          checks: one.checks,
          deadline,
          pipeline,
        }
        return { kind: "started", ...common, deployment, ...about }
      },
      finish: () => ({ kind: "finished", ...common, deployment: last, result: one.result }),
      settle: () => ({ kind: "settled", ...common, deployment: last, result: "aborted" }),
      refuse: () => ({ kind: "refused", ...common, deployment, lane, release, proofs: [], reasons: [], pipeline }),
      check: () => ({ kind: "check", ...common, release: reference, proof, verdict: one.verdict }),
      block: () => ({ kind: "block", ...common, release: reference, reason: "bad" }),
      unblock: () => ({ kind: "unblock", ...common, release: reference, reason: "good" }),
      observe: () => ({ kind: "observation", ...common, artifacts: [], source: "GET /version" }),
    }
    return drafts[one.what]()
  })
})

/** One environment's history as a chain, numbered and hashed, oldest record first. */
export const randomChain: fc.Arbitrary<readonly LedgerRecord[]> = randomDrafts.map(linked)

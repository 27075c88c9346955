// A process that does one thing with a ledger: node ledger-main.mjs REPOSITORY build|tip|status|history|verify|append [COUNT]
import type { RecordDraft } from "@shipline/core/ledger"
import { gitStore } from "../../packages/runners/src/ledger/git/git-store.js"
import { verifyLedger } from "../../packages/runners/src/ledger/verify-ledger.js"

const environment = "production"
const start = Date.parse("2026-01-01T00:00:00Z")
const by = { issuer: "https://github.com", subject: "41898282", name: "shipline-bot" }
const digest = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`

/** A deployment with two proofs, its end, and two checks: four records of a usual size. */
const deployment = (number: number): readonly RecordDraft[] => {
  const name = `4711-${number}`
  const common = (id: string, second: number) => ({
    id: `${name}/${id}`,
    environment,
    at: new Date(start + number * 600_000 + second * 1000).toISOString(),
    by,
    run: { id: String(4711 + number), url: `https://github.com/acme/shop/actions/runs/${4711 + number}` },
  })
  const version = `20260101.${String(number).padStart(6, "0")}-${number.toString(16).padStart(8, "0")}`
  const artifacts = ["api", "web"].map((one) => ({
    kind: "image" as const,
    name: one,
    digest: digest(number),
    ref: `ghcr.io/acme/${one}@${digest(number)}`,
  }))
  const commit = number.toString(16).padStart(40, "0")
  const key = artifacts.map((one) => `${one.name}@${one.digest}`).join(" ")
  const { at } = common("", 0)
  const proofs = ["unit", "smoke on staging"].map((proof) => ({ proof, verdict: "passed" as const, at, by }))
  const check = (proof: string, second: number) =>
    ({ kind: "check", ...common(proof, second), release: { version, key }, proof, verdict: "passed" }) as const
  return [
    {
      kind: "started",
      ...common("started", 0),
      deployment: name,
      lane: "release",
      release: { version, number, commit, artifacts },
      proofs,
      commits: { count: 3, ids: [commit, commit, commit] },
      checks: ["smoke on production", "load on production"],
      deadline: new Date(start + number * 600_000 + 1_800_000).toISOString(),
      pipeline: { name: "shop", digest: digest(1) },
    },
    { kind: "finished", ...common("finished", 60), deployment: name, result: "succeeded" },
    check("smoke on production", 90),
    check("load on production", 120),
  ]
}

const [, , repository = ".", task = "", count = "0"] = process.argv
const store = gitStore({ repository })

/** Appends so many records, a few hundred at a time. */
const build = async (records: number) => {
  let tip = await store.tip(environment)
  for (let from = 0; from < records / 4; from += 125) {
    const numbers = Array.from({ length: Math.min(125, records / 4 - from) }, (_, index) => from + index)
    const drafts = numbers.flatMap(deployment)
    tip = (await store.append(environment, drafts, tip)).tip
  }
  return tip.state.number
}

const append = async (records: number) => {
  const tip = await store.tip(environment)
  const drafts = deployment(1_000_000 + tip.state.number).slice(0, records)
  return (await store.append(environment, drafts, tip)).tip.state.number
}

const tasks: Readonly<Record<string, () => Promise<unknown>>> = {
  build: () => build(Number(count)),
  tip: async () => (await store.tip(environment)).state.current?.release.version,
  status: async () => (await store.tips()).map(({ state }) => state.current?.release.version),
  history: async () => (await store.read(environment, Number(count))).map(({ number }) => number),
  verify: () => verifyLedger(store),
  append: () => append(Number(count)),
}
const chosen = tasks[task]
if (chosen === undefined) throw new Error(`there is no task '${task}'`)
chosen().then((answer) => console.log(JSON.stringify(answer)))

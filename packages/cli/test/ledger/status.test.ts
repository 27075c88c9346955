import type { RecordDraft } from "@shipline/core/ledger"
import * as CliOutput from "effect/cli/CliOutput"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { earlierProofs } from "../../src/ledger/earlier-proofs.js"
import { statusOf } from "../../src/ledger/environment-status.js"
import type { Canvas } from "../../src/render/fitted-table.js"
import { statusText } from "../../src/render/status-text.js"
import { ada, at, digest, draftsFor, grace, ledgerOf, passed, release } from "../support/records.js"

const now = Date.parse(at(24, "12:00"))

const canvas = (columns?: number): Canvas => ({
  paint: (_tone, text) => text,
  width: CliOutput.displayWidth,
  columns,
})

const statuses = async (...drafts: readonly RecordDraft[]) => {
  const store = await ledgerOf(...drafts)
  const tips = await store.tips()
  const states = tips.map(({ state }) => state)
  return statusOf(states, now, await earlierProofs(store, tips))
}

const text = async (columns: number | undefined, ...drafts: readonly RecordDraft[]) =>
  statusText(await statuses(...drafts), now, canvas(columns))

const [staging, production, development] = [draftsFor("staging"), draftsFor("production"), draftsFor("Entwicklung ü")]
const [old, young] = [release("a", 400), release("b", 403, 24)]
const toStaging = { proofs: [passed("unit", at(24, "09:00"))], checks: ["smoke on staging"] }
const toProduction = {
  proofs: [passed("unit", at(22, "09:00")), passed("deployed to staging", at(22, "09:30"))],
  checks: ["smoke on production", "logins"],
}

const usual: readonly RecordDraft[] = [
  production.started(at(22, "10:00"), old, {
    ...toProduction,
    by: grace,
    lane: "hotfix",
    reason: "orders are lost",
    incident: "INC-7",
  }),
  production.finished(at(22, "10:03"), old),
  production.check(at(22, "10:04"), old, "smoke on production"),
  production.check(at(22, "10:05"), old, "logins"),
  staging.started(at(24, "09:10"), young, toStaging),
  staging.finished(at(24, "09:12"), young),
  staging.check(at(24, "09:13"), young, "smoke on staging"),
]

describe("what runs where", () => {
  test.each(["hotfix", "rollback"] as const)(
    "keeps its order after a %s, which may have passed other environments by",
    async (lane) => {
      const straight = { proofs: [passed("unit", at(24, "11:00"))], lane, reason: "orders are lost" }
      const hotfix = release("c", 401, 24)
      const said = await statuses(
        production.started(at(22, "10:00"), old, toProduction),
        production.finished(at(22, "10:03"), old),
        ...usual.slice(-3),
        production.started(at(24, "11:10"), hotfix, straight),
        production.finished(at(24, "11:12"), hotfix),
      )
      expect(said.map(({ environment, leads }) => [environment, leads])).toEqual([
        ["staging", [{ environment: "production", commits: 2, same: false }]],
        ["production", []],
      ])
    },
  )

  test("is told in full where there is room, in the order in which a release gets there", async () => {
    expect(
      await text(undefined, ...usual),
    ).toBe(`environment  version                   since                          by            lane     checks
staging      20261124.101500-bbbbbbbb  2026-11-24 09:12 UTC, 2 h ago  Ada Lovelace  release  verified
  3 commits ahead of production
production   20261123.101500-aaaaaaaa  2026-11-22 10:03 UTC, 2 d ago  grace@laptop  hotfix   verified
  because: orders are lost, INC-7
`)
  })

  test("fits a terminal of 80 columns", async () => {
    expect(await text(80, ...usual)).toBe(`environment  version                   since    by            lane     checks
staging      20261124.101500-bbbbbbbb  2 h ago  Ada Lovelace  release  verified
  3 commits ahead of production
production   20261123.101500-aaaaaaaa  2 d ago  grace@laptop  hotfix   verified
  because: orders are lost, INC-7
`)
  })

  test("on a narrow one keeps what nobody can do without", async () => {
    expect(await text(60, ...usual)).toBe(`environment  version                   since    checks
staging      20261124.101500-bbbbbbbb  2 h ago  verified
  3 commits ahead of production
production   20261123.101500-aaaaaaaa  2 d ago  verified
  because: orders are lost, INC-7
`)
    expect(await text(40, ...usual)).toBe(`environment  version            checks
staging      ….101500-bbbbbbbb  verified
  3 commits ahead of production
production   ….101500-aaaaaaaa  verified
  because: orders are lost, INC-7
`)
  })

  test("is uncertain, blocked, being changed or unverified where it is so", async () => {
    expect(
      await text(
        80,
        ...usual,
        staging.check(at(24, "11:00"), young, "smoke on staging", { verdict: "failed" }),
        staging.block(
          at(24, "11:05"),
          young,
          "loses every order that holds more than one line, see the report of the night shift",
        ),
        production.started(at(24, "11:10"), young, { ...toProduction, deployment: "d-2" }),
        production.finished(at(24, "11:11"), young, { deployment: "d-2", result: "failed" }),
        production.started(at(24, "11:40"), young, { ...toProduction, deployment: "d-3" }),
        production.observed(at(24, "11:50"), [{ name: "shop", digest: digest("c") }]),
        development.started(at(24, "08:00"), young, { proofs: [passed("unit", at(24, "07:00"))] }),
      ),
    ).toBe(`environment    version                   since    by            checks
Entwicklung ü  nothing yet
  uncertain: the deployment of 20261124.101500-bbbbbbbb was aborted 3 h ago; see
  shipline history 'Entwicklung ü'
staging        20261124.101500-bbbbbbbb  2 h ago  Ada Lovelace  failed
  'smoke on staging' failed 1 h ago
  3 commits ahead of production
production     20261123.101500-aaaaaaaa  2 d ago  grace@laptop  unverified
  being deployed: 20261124.101500-bbbbbbbb (release), by Ada Lovelace, started
  20 min ago
  uncertain: the deployment of 20261124.101500-bbbbbbbb failed 49 min ago; see
  shipline history production
  something else was seen running 10 min ago: shop
  sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc
  because: orders are lost, INC-7

Blocked
  20261124.101500-bbbbbbbb: loses every order that holds more than one line,
    see the report of the night shift (Ada Lovelace, 55 min ago)
`)
  })
})

test("an environment that nobody passes through on the way has no one after it", async () => {
  const [status] = await statuses(
    development.started(at(24, "08:00"), young),
    development.finished(at(24, "08:01"), young),
  )
  expect(status).toMatchObject({
    environment: "Entwicklung ü",
    leads: [],
    current: { checks: [], verified: at(24, "08:01") },
  })
})

test("only the next environment is compared, not those behind it", async () => {
  const [first, second, third] = [draftsFor("a"), draftsFor("z"), draftsFor("m")]
  const behind = (...names: readonly string[]) => ({
    proofs: names.map((name) => passed(`deployed to ${name}`, at(1, "00:00"))),
  })
  const found = await statuses(
    third.started(at(2, "00:00"), release("1", 1), behind("z", "a")),
    third.finished(at(2, "00:01"), release("1", 1)),
    second.started(at(2, "00:00"), release("2", 3), behind("a")),
    second.finished(at(2, "00:01"), release("2", 3)),
    first.started(at(2, "00:00"), release("3", 2)),
    first.finished(at(2, "00:01"), release("3", 2)),
  )
  expect(found.map(({ environment, leads }) => ({ environment, leads }))).toEqual([
    { environment: "a", leads: [{ environment: "z", commits: -1, same: false }] },
    { environment: "z", leads: [{ environment: "m", commits: 2, same: false }] },
    { environment: "m", leads: [] },
  ])
})

test("old proofs that go round in a circle end nothing", async () => {
  const [first, second] = [draftsFor("a"), draftsFor("b")]
  const found = await statuses(
    first.started(at(2, "00:00"), old, { proofs: [passed("deployed to b", at(1, "00:00"))] }),
    second.started(at(2, "00:00"), old, { proofs: [passed("deployed to a", at(1, "00:00"))] }),
  )
  expect(found.map(({ environment }) => environment)).toEqual(["a", "b"])
})

test("a deployment that has outlived its deadline is over", async () => {
  const [status] = await statuses(staging.started(at(24, "10:00"), young))
  expect(status?.running).toBeUndefined()
  expect(status?.failed).toMatchObject({ result: "aborted", at: at(24, "11:00") })
})

test("no line of a table is wider than the terminal, whatever stands in the ledger", async () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(word, word, fc.integer({ min: 50, max: 120 }), async (name, environment, columns) => {
      const drafts = draftsFor(environment)
      const shown = await text(
        columns,
        drafts.started(at(24, "08:00"), young, { by: { ...ada, name }, reason: name }),
        drafts.finished(at(24, "08:01"), young),
      )
      for (const line of shown.split("\n")) expect(CliOutput.displayWidth(line)).toBeLessThanOrEqual(columns)
      expect(shown).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    }),
    { numRuns: 200 },
  )
})

import type { RecordDraft } from "@shipline/core/ledger"
import * as CliOutput from "effect/cli/CliOutput"
import { expect, test } from "vitest"
import { explain } from "../../src/ledger/explanation.js"
import type { Canvas } from "../../src/render/fitted-table.js"
import { whyText } from "../../src/render/why-text.js"
import { ada, at, digest, draftsFor, grace, ledgerOf, passed, release } from "../support/records.js"

const now = Date.parse(at(24, "12:00"))
const canvas: Canvas = { paint: (_tone, text) => text, width: CliOutput.displayWidth, columns: 80 }
const production = draftsFor("production")
const [first, second, third] = [
  release("a", 400),
  { ...release("b", 403), schema: { version: 6, oldest: 5 } },
  release("c", 404),
]

const before = [production.started(at(20, "10:00"), first), production.finished(at(20, "10:03"), first)]

const hotfix = [
  production.override(at(21, "10:00"), second, "the fair needs the new prices"),
  production.started(at(21, "10:00"), second, {
    by: grace,
    run: { id: "77", url: "https://github.com/acme/shop/actions/runs/77", attempt: 2 },
    lane: "hotfix",
    reason: "prices are wrong\u001b[31m",
    incident: "INC-7",
    from: first.version,
    commits: { count: 3, ids: ["b".repeat(40), "d".repeat(40), "e".repeat(40)] },
    proofs: [
      passed("unit", at(21, "09:50")),
      { proof: "release managers", verdict: "passed", at: at(21, "09:55"), by: ada },
      { proof: "deployed to staging", verdict: "passed", at: at(21, "09:58") },
    ],
    checks: ["smoke on production", "logins"],
  }),
  production.finished(at(21, "10:02"), second),
  production.check(at(21, "10:04"), second, "smoke on production", {
    run: { id: "77", url: "https://github.com/acme/shop/actions/runs/77" },
  }),
]

const explained = async (...drafts: readonly RecordDraft[]) => {
  const store = await ledgerOf(...drafts)
  return explain(store, (await store.tip("production")).state, now)
}

test("an auditor finds everything from what runs back to the commit", async () => {
  const found = await explained(...before, ...hotfix, production.check(at(21, "10:05"), second, "logins"))
  expect(found && whyText(found, canvas)).toBe(`production runs 20261123.101500-bbbbbbbb
  verified   since 2026-11-21T10:05:00.000Z

Release
  version    20261123.101500-bbbbbbbb
  number     403
  commit     bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
  brought    3 commits since 20261123.101500-aaaaaaaa
  artifact   shop (image)
             sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
             ghcr.io/acme/shop@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
  artifact   site (files)
             sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
  schema     version 6; releases from version 5 on run with it

Admitted on
  unit                 passed  2026-11-21T09:50:00.000Z
    by Ada Lovelace (https://github.com, 583231)
    https://github.com/acme/shop/actions/runs/9001
  release managers     passed  2026-11-21T09:55:00.000Z
    by Ada Lovelace (https://github.com, 583231)
  deployed to staging  passed  2026-11-21T09:58:00.000Z

Deployment
  id         d-20261123.101500-bbbbbbbb
  lane       hotfix
  reason     prices are wrong\\u001b[31m
  incident   INC-7
  by         grace@laptop (local)
  started    2026-11-21T10:00:00.000Z
  finished   2026-11-21T10:02:00.000Z, after 2 min
  run        https://github.com/acme/shop/actions/runs/77 (attempt 2)
  pipeline   shop
             sha256:9999999999999999999999999999999999999999999999999999999999999999
  override   freeze: the fair needs the new prices
             by Ada Lovelace (https://github.com, 583231),
             2026-11-21T10:00:00.000Z
  records    4 to 5 of the environment's chain

Checked there
  smoke on production  passed  2026-11-21T10:04:00.000Z
    by Ada Lovelace (https://github.com, 583231)
    https://github.com/acme/shop/actions/runs/77
  logins               passed  2026-11-21T10:05:00.000Z
    by Ada Lovelace (https://github.com, 583231)
`)
})

test("what makes it doubtful stands first", async () => {
  const found = await explained(
    ...before,
    ...hotfix,
    production.note(at(21, "10:10"), 5, "the outage began here"),
    production.block(at(21, "10:30"), second, "prices are still wrong"),
    production.observed(at(21, "12:00"), [{ name: "shop", digest: digest("e") }]),
    production.started(at(22, "10:00"), third),
    production.finished(at(22, "10:01"), third, { result: "failed" }),
    production.started(at(24, "11:50"), third, { deployment: "again" }),
  )
  expect(found && whyText(found, canvas).split("\nRelease\n")[0]).toBe(`production runs 20261123.101500-bbbbbbbb
  verified   no: not all checks that are due here have passed
  missing    'logins' has not been checked here
  uncertain  the deployment of 20261123.101500-cccccccc failed at
             2026-11-22T10:01:00.000Z
  changing   20261123.101500-cccccccc is being deployed since
             2026-11-24T11:50:00.000Z by Ada Lovelace (https://github.com,
             583231)
  blocked    prices are still wrong (Ada Lovelace (https://github.com, 583231),
             2026-11-21T10:30:00.000Z)
  seen       something else was seen running at 2026-11-21T12:00:00.000Z: shop
             sha256:eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee
`)
  expect(found && whyText(found, canvas)).toContain("  note       the outage began here\n             by Ada Lovelace")
})

test("nothing is explained where nothing runs", async () => {
  expect(await explained(production.started(at(24, "11:50"), third))).toBeUndefined()
})

test("a release of a commit alone, without proofs and checks, is told as such", async () => {
  const bare = { ...first, artifacts: [] }
  const found = await explained(production.started(at(20, "10:00"), bare), production.finished(at(20, "10:03"), bare))
  const text = found && whyText(found, canvas)
  expect(text).toContain("  checks     none are due here\n")
  expect(text).toContain("  artifact   none: the commit itself was deployed\n")
  expect(text).toContain("\nAdmitted on\n  nothing: no proof was required\n")
})

import { type AdmissionRequest, admission } from "@shipline/core"
import { pastDeployments, type RecordDraft } from "@shipline/core/ledger"
import type { FreezeWindow } from "@shipline/core/plan"
import { describe, expect, it } from "vitest"
import {
  at,
  block,
  checked,
  deployed,
  finished,
  linked,
  minutes,
  refused,
  release,
  settled,
  started,
  stateOf,
  unblock,
} from "../../ledger/drafts.js"
import { all, evidence, policy, request } from "./requests.js"

type More = Partial<AdmissionRequest>

const hotfix = { lane: "hotfix", reason: "the till is down" } as const
const promote = { lane: "promote", reason: "it has soaked" } as const
const rollback = { lane: "rollback", reason: "it loses orders" } as const

/** What is known where these records are all that there is. */
const after = (drafts: readonly RecordDraft[], more: More = {}): More => ({
  state: stateOf(drafts),
  past: pastDeployments(linked(drafts), more.now ?? minutes(100)),
  ...more,
})

/** Words of each reason, with its code; empty where the candidate is admitted. */
const reasons = (more: More): readonly string[] => {
  const decision = admission(request(more))
  return decision.admitted ? [] : decision.reasons.map(({ code, message }) => `${code} ${message}`)
}

const [eleven, twelve, thirteen, fourteen] = [release(11), release(12), release(13), release(14)]
const failing = (start: number, what: typeof twelve, result: "failed" | "cancelled" = "failed", more: object = {}) => [
  started(start, what, more),
  finished(start + 1, start, result),
]
const twoThenBack = [
  ...deployed(0, twelve),
  ...deployed(10, fourteen),
  ...deployed(20, twelve, { lane: "rollback", reason: "bad" }),
]

const window = (more: Partial<FreezeWindow> = {}): FreezeWindow => ({
  recurs: "once",
  from: "2026-11-23T00:00",
  to: "2026-11-24T00:00",
  zone: "Europe/Berlin",
  ...more,
})
const freeze = (...windows: readonly FreezeWindow[]) => ({ policy: { ...policy, freeze: windows } })
const frozen = "SL6004 production is frozen until 2026-11-24 00:00 Europe/Berlin"
const override = { rule: "freeze", reason: "the law asks for it" } as const
const soak = (...proofs: readonly number[]) => ({
  policy: {
    ...policy,
    requires: proofs.map((duration) => ({
      proof: "soak on staging",
      soak: { environment: "staging", duration: duration * 60_000 },
    })),
  },
  evidence: [],
})
const soaked = (milliseconds: number, environment = "staging") => ({ soaked: new Map([[environment, milliseconds]]) })
const schema = (version: number, oldest: number) => ({ schema: { version, oldest } })
const six = release(12, schema(6, 5))

const outOfReach = (what: string) => `SL6001 production is out of reach: this candidate ${what}`
const outdated = (version: string, why: string) => `SL6002 ${version} is outdated: ${why}`
const wasRolledBack = outdated("1.14.0", "production was rolled back from it")

interface Group {
  readonly [name: string]: readonly (readonly [what: string, request: More, reasons: readonly string[]])[]
}

const again = (lane: "promote" | "rollback") => ({ lane, run: { id: "run 7" }, reason: "as I say" })
const replayed = (version: string, minute: number) =>
  `SL6002 this run is outdated: it has put ${version} on production before (${at(minute)}), and something else was deployed since`

const table: Group = {
  "a run that is started again": [
    [
      "does not promote again what was rolled back since",
      {
        ...promote,
        run: "run 7",
        ...after([
          ...deployed(0, twelve),
          ...deployed(10, thirteen, again("promote")),
          ...deployed(20, twelve, rollback),
        ]),
        release: thirteen,
      },
      [replayed("1.13.0", 10)],
    ],
    [
      "does not roll back again what was released since",
      {
        ...rollback,
        run: "run 7",
        ...after([
          ...deployed(0, twelve),
          ...deployed(10, thirteen),
          ...deployed(20, twelve, again("rollback")),
          ...deployed(30, fourteen),
        ]),
        release: twelve,
      },
      [replayed("1.12.0", 20)],
    ],
    [
      "repeats itself while nothing else was deployed",
      {
        ...promote,
        run: "run 7",
        ...after([...deployed(0, twelve), ...deployed(10, thirteen, again("promote"))]),
        release: thirteen,
      },
      [],
    ],
    [
      "may do what it could not do before",
      {
        ...promote,
        run: "run 7",
        ...after([...deployed(0, twelve), ...failing(10, thirteen, "failed", again("promote"))]),
        release: thirteen,
      },
      [],
    ],
    [
      "is another one than the run that did it",
      {
        ...promote,
        run: "run 8",
        ...after([
          ...deployed(0, twelve),
          ...deployed(10, thirteen, again("promote")),
          ...deployed(20, twelve, rollback),
        ]),
        release: thirteen,
      },
      [],
    ],
  ],

  "a release": [
    ["that has every proof enters an environment that nothing was in yet", {}, []],
    ["enters where an older one runs", after(deployed(0, twelve)), []],
    ["needs no reason", { reason: "" }, []],
    [
      "lacks each proof that is missing",
      { evidence: [] },
      [
        outOfReach("is not yet deployed to 'staging'"),
        outOfReach("has not passed 'unit'"),
        outOfReach("has not passed 'smoke on staging'"),
      ],
    ],
    [
      "is not proved by the proofs of other environments or of like names",
      { evidence: [...all.slice(0, 2), evidence("smoke on production"), evidence("smoke"), evidence("Unit")] },
      [outOfReach("has not passed 'smoke on staging'")],
    ],
    [
      "is revoked by a later verdict",
      { evidence: [evidence("unit", "failed", 5), ...all] },
      [outOfReach(`has not passed 'unit'; its latest verdict is failed (${at(5)})`)],
    ],
    ["is not revoked by an earlier one", { evidence: [...all, evidence("unit", "failed", -5)] }, []],
    [
      "is not let in by a check that could not tell",
      { evidence: [...all.slice(0, 2), evidence("smoke on staging", "inconclusive")] },
      [outOfReach(`has not passed 'smoke on staging'; its latest verdict is inconclusive (${at(0)})`)],
    ],
    [
      "nor by one that broke",
      { evidence: [...all.slice(0, 2), evidence("smoke on staging", "errored")] },
      [outOfReach(`has not passed 'smoke on staging'; its latest verdict is errored (${at(0)})`)],
    ],
    [
      "nor by a success of which nobody can read the time",
      { evidence: [...all.slice(0, 2), { ...evidence("smoke on staging"), at: "just now" }] },
      [outOfReach("has not passed 'smoke on staging'")],
    ],
    [
      "is not let in after its deployment before failed",
      { evidence: [...all.slice(1), evidence("deployed to staging", "failed")] },
      [outOfReach(`is not yet deployed to 'staging'; its latest verdict is failed (${at(0)})`)],
    ],
    ["needs nothing where nothing is required", { policy: { ...policy, requires: [] }, evidence: [] }, []],
  ],

  "a hotfix": [
    ["needs what its policy requires and no more", { ...hotfix, evidence: [evidence("unit")] }, []],
    ["lacks what its policy requires", { ...hotfix, evidence: [] }, [outOfReach("has not passed 'unit'")]],
    ["needs a reason", { lane: "hotfix" }, ["SL6009 a hotfix needs a reason"]],
    ["needs more of a reason than spaces", { lane: "hotfix", reason: " \t\n" }, ["SL6009 a hotfix needs a reason"]],
    [
      "goes only where a policy says so",
      { ...hotfix, policy: { environment: "production", requires: [], checks: [] } },
      ["SL6012 the hotfix lane does not lead to production"],
    ],
    ["goes where a policy requires nothing", { ...hotfix, policy: { ...policy, hotfix: [] }, evidence: [] }, []],
    [
      "is outdated as every other",
      { ...hotfix, ...after(deployed(0, fourteen)), release: thirteen },
      [outdated("1.13.0", "production runs 1.14.0, which is newer")],
    ],
    [
      "is blocked as every other",
      { ...hotfix, state: stateOf([block(0, fourteen)]) },
      [`SL6003 1.14.0 is blocked: it loses orders (ada, ${at(0)})`],
    ],
    ["is frozen as every other", { ...hotfix, ...freeze(window()) }, [frozen]],
    ["may start from what runs since a rollback", { ...hotfix, ...after(twoThenBack), release: thirteen }, []],
    ["may not be what was rolled back from", { ...hotfix, ...after(twoThenBack) }, [wasRolledBack]],
    [
      "does not follow a newer one that failed and may be what runs",
      { ...hotfix, ...after([...deployed(0, twelve), ...failing(10, fourteen)]), release: thirteen },
      [outdated("1.13.0", "production may run 1.14.0, which is newer")],
    ],
  ],

  "a promotion": [
    [
      "needs what a release needs",
      { ...promote, evidence: [evidence("unit")] },
      [outOfReach("is not yet deployed to 'staging'"), outOfReach("has not passed 'smoke on staging'")],
    ],
    ["enters with all of it", promote, []],
    ["needs a reason", { lane: "promote" }, ["SL6009 a promotion needs a reason"]],
    [
      "does not go back",
      { ...promote, ...after(deployed(0, fourteen)), release: thirteen },
      [outdated("1.13.0", "production runs 1.14.0, which is newer")],
    ],
    ["brings back what was rolled back from", { ...promote, ...after(twoThenBack) }, []],
    ["brings something between", { ...promote, ...after(twoThenBack), release: thirteen }, []],
    ["puts what runs there again", { ...promote, ...after(deployed(0, fourteen)) }, []],
    [
      "goes back to what ran, where the next one failed",
      { ...promote, ...after([...deployed(0, twelve), ...failing(10, fourteen)]), release: twelve },
      [],
    ],
    [
      "is blocked as every other",
      { ...promote, state: stateOf([block(0, fourteen)]) },
      [`SL6003 1.14.0 is blocked: it loses orders (ada, ${at(0)})`],
    ],
    ["is frozen as every other", { ...promote, ...freeze(window()) }, [frozen]],
  ],

  "a rollback for which nobody has named a release": [
    [
      "goes one step back",
      { ...rollback, unnamed: true, ...after([...deployed(0, twelve), ...deployed(10, fourteen)]), release: twelve },
      [],
    ],
    [
      "does not go two steps back, where it has waited for a deployment that succeeded",
      {
        ...rollback,
        unnamed: true,
        ...after([...deployed(0, twelve), ...deployed(10, thirteen), ...deployed(20, fourteen)]),
        release: twelve,
      },
      [
        "SL6002 this rollback is outdated: it set out for 1.12.0, and by what has happened in production since, the way back leads to 1.13.0",
      ],
    ],
    [
      "does not go back from what still runs, where it has waited for a deployment that failed",
      {
        ...rollback,
        unnamed: true,
        ...after([...deployed(0, twelve), ...deployed(10, thirteen), ...failing(20, fourteen)]),
        release: twelve,
      },
      [
        "SL6002 this rollback is outdated: it set out for 1.12.0, and by what has happened in production since, the way back leads to 1.13.0",
      ],
    ],
    [
      "has nothing more to do, where somebody was there first",
      { ...rollback, unnamed: true, ...after(twoThenBack), release: twelve },
      ["SL6007 1.12.0 is what runs in production now"],
    ],
    [
      "goes where its version says, however many steps back",
      {
        ...rollback,
        ...after([...deployed(0, twelve), ...deployed(10, thirteen), ...deployed(20, fourteen)]),
        release: twelve,
      },
      [],
    ],
  ],

  "a rollback": [
    [
      "goes to what ran there before, verified, without any proof",
      { ...rollback, ...after([...deployed(0, twelve), ...deployed(10, fourteen)]), release: twelve, evidence: [] },
      [],
    ],
    [
      "needs a reason",
      { ...after([...deployed(0, twelve), ...deployed(10, fourteen)]), lane: "rollback", release: twelve },
      ["SL6009 a rollback needs a reason"],
    ],
    [
      "does not go to what never ran there",
      { ...rollback, ...after(deployed(0, fourteen)), release: twelve },
      ["SL6006 1.12.0 never ran in production"],
    ],
    [
      "does not go to what was refused there",
      { ...rollback, ...after([refused(0, twelve), ...deployed(1, fourteen)]), release: twelve },
      ["SL6006 1.12.0 never ran in production"],
    ],
    [
      "does not go to what failed there",
      { ...rollback, ...after([...failing(0, twelve), ...deployed(10, fourteen)]), release: twelve },
      ["SL6006 1.12.0 never ran in production"],
    ],
    [
      "does not go anywhere without a history",
      { ...rollback, state: stateOf([...deployed(0, twelve), ...deployed(10, fourteen)]), release: twelve },
      ["SL6006 1.12.0 never ran in production"],
    ],
    [
      "does not go to what was never verified there",
      { ...rollback, ...after([started(0, twelve), finished(1, 0), ...deployed(10, fourteen)]), release: twelve },
      ["SL6006 1.12.0 ran in production, but its checks there never passed"],
    ],
    [
      "does not go to what failed a check there at last",
      {
        ...rollback,
        ...after([...deployed(0, twelve), checked(5, twelve, "failed"), ...deployed(10, fourteen)]),
        release: twelve,
      },
      ["SL6006 1.12.0 ran in production, but 'smoke on production' did not pass"],
    ],
    [
      "goes to what was verified there once, and was not checked the second time",
      {
        ...rollback,
        ...after([
          ...deployed(0, twelve),
          ...deployed(5, thirteen),
          started(10, twelve),
          finished(11, 10),
          ...deployed(20, fourteen),
        ]),
        release: twelve,
      },
      [],
    ],
    [
      "does not go to what runs now",
      { ...rollback, ...after(deployed(0, fourteen)) },
      ["SL6007 1.14.0 is what runs in production now"],
    ],
    [
      "does not go to the artifacts that run now, under another version",
      {
        ...rollback,
        ...after([...deployed(0, release(12, { content: "content 14" })), ...deployed(10, fourteen)]),
        release: release(12, { content: "content 14" }),
      },
      ["SL6007 1.12.0 is what runs in production now"],
    ],
    [
      "goes to what ran, where the next one failed",
      { ...rollback, ...after([...deployed(0, twelve), ...failing(10, fourteen)]), release: twelve },
      [],
    ],
    [
      "goes to what ran, where the next one was cancelled",
      { ...rollback, ...after([...deployed(0, twelve), ...failing(10, fourteen, "cancelled")]), release: twelve },
      [],
    ],
    [
      "goes to what ran, where the next one has outlived its deadline",
      { ...rollback, ...after([...deployed(0, twelve), started(10, fourteen)]), release: twelve },
      [],
    ],
    [
      "goes to what ran, where going back has failed",
      {
        ...rollback,
        ...after([
          ...deployed(0, eleven),
          ...deployed(5, twelve),
          ...failing(10, eleven, "failed", { lane: "rollback" }),
        ]),
        release: twelve,
      },
      [],
    ],
    ["goes forward again to what was verified there", { ...rollback, ...after(twoThenBack) }, []],
    [
      "does not go to what is blocked",
      {
        ...rollback,
        ...after([...deployed(0, twelve), ...deployed(10, fourteen), block(20, twelve)]),
        release: twelve,
      },
      [`SL6003 1.12.0 is blocked: it loses orders (ada, ${at(20)})`],
    ],
    [
      "is not held by a freeze",
      {
        ...rollback,
        ...after([...deployed(0, twelve), ...deployed(10, fourteen)]),
        release: twelve,
        ...freeze(window()),
      },
      [],
    ],
    [
      "is held by a freeze that says so",
      {
        ...rollback,
        ...after([...deployed(0, twelve), ...deployed(10, fourteen)]),
        release: twelve,
        ...freeze(window({ rollback: true }), window({ reason: "and nothing else" })),
      },
      [frozen],
    ],
    [
      "needs no policy for hotfixes",
      {
        ...rollback,
        ...after([...deployed(0, twelve), ...deployed(10, fourteen)]),
        release: twelve,
        policy: { environment: "production", requires: [], checks: [] },
      },
      [],
    ],
  ],

  "an outdated candidate": [
    [
      "is older than what runs",
      { ...after(deployed(0, fourteen)), release: thirteen },
      [outdated("1.13.0", "production runs 1.14.0, which is newer")],
    ],
    ["is not the very one that runs", after(deployed(0, fourteen)), []],
    [
      "is another one with as many commits behind it",
      {
        ...after(deployed(0, fourteen)),
        release: release(14, { version: "1.14.1", commit: "elsewhere", content: "other" }),
      },
      [outdated("1.14.1", "production runs 1.14.0, which is no older, and another release")],
    ],
    [
      "is not the same commit built again",
      { ...after(deployed(0, fourteen)), release: release(14, { content: "other" }) },
      [],
    ],
    [
      "is an old run that made the same artifacts",
      { ...after(deployed(0, fourteen)), release: release(13, { content: "content 14" }) },
      [outdated("1.13.0", "production runs 1.14.0, which is newer and holds the same artifacts")],
    ],
    [
      "is not a newer one that holds the artifacts of an old one",
      {
        ...after([...deployed(0, twelve), ...deployed(10, thirteen)]),
        release: release(14, { content: "content 12" }),
      },
      [],
    ],
    ["is what was rolled back from", after(twoThenBack), [wasRolledBack]],
    [
      "is what was rolled back from, built again",
      { ...after(twoThenBack), release: release(14, { content: "other" }) },
      [wasRolledBack],
    ],
    [
      "is what came before that",
      { ...after(twoThenBack), release: thirteen },
      [outdated("1.13.0", "production has already had 1.14.0, which is newer")],
    ],
    [
      "is as old as that, and another one",
      { ...after(twoThenBack), release: release(14, { version: "1.14.1", commit: "elsewhere", content: "other" }) },
      [outdated("1.14.1", "production has already had 1.14.0, which is no older, and another release")],
    ],
    ["is not what was rolled back to", { ...after(twoThenBack), release: twelve }, []],
    ["is not what is newer than all", { ...after(twoThenBack), release: release(15) }, []],
    [
      "is what was left by a promotion",
      after([...deployed(0, twelve), ...failing(10, fourteen), ...deployed(20, thirteen, { lane: "promote" })]),
      [outdated("1.14.0", "production has left it for 1.13.0")],
    ],
    ["is not the retry of what failed", after([...deployed(0, twelve), ...failing(10, fourteen)]), []],
    [
      "is not the retry of what failed, built again",
      { ...after([...deployed(0, twelve), ...failing(10, fourteen)]), release: release(14, { content: "other" }) },
      [],
    ],
    [
      "is not the retry of what was cancelled",
      after([...deployed(0, twelve), ...failing(10, fourteen, "cancelled")]),
      [],
    ],
    [
      "is not the retry of what was settled",
      after([...deployed(0, twelve), started(10, fourteen), settled(11, 10)]),
      [],
    ],
    ["is not the retry of what has outlived its deadline", after([...deployed(0, twelve), started(10, fourteen)]), []],
    ["is not the retry of a first deployment", after(failing(10, fourteen)), []],
    [
      "is not the retry of a first deployment after another one has failed",
      after([...failing(10, fourteen), ...failing(20, twelve, "failed", { lane: "promote" })]),
      [],
    ],
    ["is not the retry of a first deployment that never ended", after([started(10, fourteen)]), []],
    ["is not the retry of putting it there again", after([...deployed(0, fourteen), ...failing(10, fourteen)]), []],
    [
      "is what ran before the one that failed: that takes a rollback",
      { ...after([...deployed(0, twelve), ...failing(10, fourteen)]), release: twelve },
      [outdated("1.12.0", "production may run 1.14.0, which is newer")],
    ],
    [
      "is what came before a first deployment that failed",
      { ...after(failing(10, fourteen)), release: twelve },
      [outdated("1.12.0", "production may run 1.14.0, which is newer")],
    ],
    [
      "is not what runs, where going back from it has failed",
      after([
        ...deployed(0, twelve),
        ...deployed(10, fourteen),
        ...failing(20, twelve, "failed", { lane: "rollback" }),
      ]),
      [],
    ],
  ],

  "a blocked release": [
    [
      "goes nowhere, and the reason is said",
      { state: stateOf([block(3, fourteen, "it loses 'orders' — «alle»")]) },
      [`SL6003 1.14.0 is blocked: it loses 'orders' — «alle» (ada, ${at(3)})`],
    ],
    ["is not another one", { state: stateOf([block(3, twelve)]) }, []],
    ["is free once the block is lifted", { state: stateOf([block(3, fourteen), unblock(4, fourteen)]) }, []],
    [
      "stays blocked when its commit is built again under its version",
      { state: stateOf([block(3, fourteen)]), release: release(14, { content: "other" }) },
      [`SL6003 1.14.0 is blocked: it loses orders (ada, ${at(3)})`],
    ],
    [
      "stays blocked when its artifacts come under another version",
      { state: stateOf([block(3, fourteen)]), release: release(15, { content: "content 14" }) },
      [`SL6003 1.15.0 is blocked as 1.14.0, which holds the same artifacts: it loses orders (ada, ${at(3)})`],
    ],
  ],

  "a soak": [
    ["is over at the millisecond", { ...soak(120), ...soaked(7_200_000) }, []],
    [
      "is not over a millisecond before",
      { ...soak(120), ...soaked(7_199_999) },
      ["SL6010 production is out of reach: staging has run this candidate, verified, for 1 hour 59 minutes of 2 hours"],
    ],
    [
      "has not begun where the candidate never ran",
      soak(120),
      ["SL6010 production is out of reach: staging has run this candidate, verified, for 0 seconds of 2 hours"],
    ],
    [
      "does not count the time in another environment",
      { ...soak(120), ...soaked(9_000_000, "development") },
      ["SL6010 production is out of reach: staging has run this candidate, verified, for 0 seconds of 2 hours"],
    ],
    [
      "is not over where nobody knows how long it was",
      { ...soak(120), ...soaked(Number.NaN) },
      ["SL6010 production is out of reach: staging has run this candidate, verified, for 0 seconds of 2 hours"],
    ],
    [
      "is not replaced by somebody's word for it",
      { ...soak(1), evidence: [evidence("soak on staging")] },
      ["SL6010 production is out of reach: staging has run this candidate, verified, for 0 seconds of 1 minute"],
    ],
    ["may be left out of the hotfix lane", { ...soak(120), ...hotfix, evidence: [evidence("unit")] }, []],
    [
      "may be kept in it",
      {
        ...hotfix,
        policy: { ...policy, hotfix: [{ proof: "soak", soak: { environment: "staging", duration: 1_000 } }] },
      },
      ["SL6010 production is out of reach: staging has run this candidate, verified, for 0 seconds of 1 second"],
    ],
  ],

  "a frozen environment": [
    ["lets nothing in", freeze(window()), [frozen]],
    ["says why", freeze(window({ reason: "the busiest day" })), [`${frozen}: the busiest day`]],
    [
      "says so for each window",
      freeze(window(), window({ to: "2026-12-01T00:00" })),
      [frozen, "SL6004 production is frozen until 2026-12-01 00:00 Europe/Berlin"],
    ],
    ["opens by the clock of its own zone", { ...freeze(window({ to: "2026-11-23T12:40" })), now: minutes(100) }, []],
    [
      "is closed a minute before",
      { ...freeze(window({ to: "2026-11-23T12:41" })), now: minutes(100) },
      ["SL6004 production is frozen until 2026-11-23 12:41 Europe/Berlin"],
    ],
    [
      "says weekdays as people do",
      freeze({ recurs: "weekly", from: "sunday 00:00", to: "tuesday 08:00", zone: "UTC" }),
      ["SL6004 production is frozen until Tuesday 08:00 UTC"],
    ],
    ["is open at other times", freeze(window({ from: "2026-12-23T00:00", to: "2027-01-02T00:00" })), []],
    ["opens by an override", { ...freeze(window()), overrides: [override] }, []],
    [
      "opens only by an override that says why",
      { ...freeze(window()), overrides: [{ ...override, reason: " " }] },
      ["SL6009 an override needs a reason"],
    ],
    [
      "does not open for what lacks something else",
      { ...freeze(window()), overrides: [override], evidence: all.slice(1) },
      [outOfReach("is not yet deployed to 'staging'")],
    ],
  ],

  "an override": [
    [
      "of a proof there is not",
      { overrides: [{ rule: "unit" as "freeze", reason: "urgent" }], evidence: all.slice(0, 1) },
      [
        "SL6011 'unit' cannot be overridden",
        outOfReach("has not passed 'unit'"),
        outOfReach("has not passed 'smoke on staging'"),
      ],
    ],
    [
      "of a block there is not",
      { overrides: [{ rule: "blocked" as "freeze", reason: "urgent" }], state: stateOf([block(0, fourteen)]) },
      ["SL6011 'blocked' cannot be overridden", `SL6003 1.14.0 is blocked: it loses orders (ada, ${at(0)})`],
    ],
    [
      "of nothing in particular there is not",
      { overrides: [{ rule: "" as "freeze", reason: "urgent" }] },
      ["SL6011 '' cannot be overridden"],
    ],
  ],

  "an environment that somebody is deploying to": [
    [
      "lets nobody else in",
      { ...after([...deployed(0, twelve), started(90, thirteen)]), now: minutes(100) },
      [`SL6005 another deployment to production is under way: 1.13.0 by ada, since ${at(90)}`],
    ],
    [
      "does not let the same one in twice",
      { ...after([...deployed(0, twelve), started(90, fourteen)]), now: minutes(100) },
      [`SL6005 another deployment to production is under way: 1.14.0 by ada, since ${at(90)}`],
    ],
    [
      "is about to have something newer",
      { ...after([...deployed(0, twelve), started(90, fourteen)]), release: thirteen },
      [
        outdated("1.13.0", "production is about to run 1.14.0, which is newer"),
        `SL6005 another deployment to production is under way: 1.14.0 by ada, since ${at(90)}`,
      ],
    ],
    [
      "lets nobody back to what ran before",
      { ...rollback, ...after([...deployed(0, twelve), started(90, fourteen)]), release: twelve },
      [`SL6005 another deployment to production is under way: 1.14.0 by ada, since ${at(90)}`],
    ],
    [
      "does so until the deadline",
      { ...after([started(40, fourteen)]), now: minutes(100) - 1 },
      [`SL6005 another deployment to production is under way: 1.14.0 by ada, since ${at(40)}`],
    ],
    ["and no longer", { ...after([started(40, fourteen)]), now: minutes(100) }, []],
    [
      "does so for ever where nobody can read the deadline",
      { ...after([started(40, fourteen, { deadline: "soon" })]), now: minutes(99_999) },
      [`SL6005 another deployment to production is under way: 1.14.0 by ada, since ${at(40)}`],
    ],
  ],

  "a database": [
    ["serves whoever it says", { ...after(deployed(0, six)), release: release(14, schema(5, 5)) }, []],
    ["is brought further by a newer one", { ...after(deployed(0, six)), release: release(14, schema(7, 6)) }, []],
    [
      "does not serve what is older than that",
      { ...after(deployed(0, six)), release: release(14, schema(4, 3)) },
      ["SL6008 the database of production is at version 6 and serves releases from 5 on; 1.14.0 is made for 4"],
    ],
    [
      "does not serve what says nothing",
      after(deployed(0, six)),
      [
        "SL6008 the database of production is at version 6 and serves releases from 5 on; 1.14.0 does not say which it understands",
      ],
    ],
    ["serves everybody where nothing is known of it", { release: release(14, schema(4, 3)) }, []],
    [
      "lets nobody back over a contraction",
      {
        ...rollback,
        ...after([...deployed(0, release(12, schema(4, 4))), ...deployed(10, release(14, schema(6, 5)))]),
        release: release(12, schema(4, 4)),
      },
      ["SL6008 the database of production is at version 6 and serves releases from 5 on; 1.12.0 is made for 4"],
    ],
    [
      "lets one back over an expansion",
      {
        ...rollback,
        ...after([...deployed(0, release(12, schema(5, 4))), ...deployed(10, release(14, schema(6, 5)))]),
        release: release(12, schema(5, 4)),
      },
      [],
    ],
    [
      "may have been migrated by what failed",
      {
        ...rollback,
        ...after([...deployed(0, release(12, schema(4, 4))), ...failing(10, release(14, schema(6, 5)))]),
        release: release(12, schema(4, 4)),
      },
      ["SL6008 the database of production is at version 6 and serves releases from 5 on; 1.12.0 is made for 4"],
    ],
    [
      "may have been migrated by what has outlived its deadline",
      {
        ...rollback,
        ...after([...deployed(0, release(12, schema(4, 4))), started(10, release(14, schema(6, 5)))]),
        release: release(12, schema(4, 4)),
      },
      ["SL6008 the database of production is at version 6 and serves releases from 5 on; 1.12.0 is made for 4"],
    ],
  ],

  "every reason": [
    [
      "is said at once, going forward",
      {
        ...after([...deployed(0, release(15, schema(6, 5))), block(3, fourteen), started(90, release(16))]),
        ...freeze(window()),
        lane: "hotfix",
        evidence: [],
        overrides: [{ rule: "unit" as "freeze", reason: "urgent" }],
      },
      [
        "SL6009 a hotfix needs a reason",
        "SL6011 'unit' cannot be overridden",
        outOfReach("has not passed 'unit'"),
        outdated("1.14.0", "production runs 1.15.0, which is newer"),
        `SL6003 1.14.0 is blocked: it loses orders (ada, ${at(3)})`,
        "SL6008 the database of production is at version 6 and serves releases from 5 on; 1.14.0 does not say which it understands",
        frozen,
        `SL6005 another deployment to production is under way: 1.16.0 by ada, since ${at(90)}`,
      ],
    ],
    [
      "is said at once, going back",
      {
        ...after([...deployed(0, release(15, schema(6, 5))), block(3, fourteen), started(90, release(16))]),
        ...freeze(window({ rollback: true })),
        lane: "rollback",
      },
      [
        "SL6009 a rollback needs a reason",
        "SL6006 1.14.0 never ran in production",
        `SL6003 1.14.0 is blocked: it loses orders (ada, ${at(3)})`,
        "SL6008 the database of production is at version 6 and serves releases from 5 on; 1.14.0 does not say which it understands",
        frozen,
        `SL6005 another deployment to production is under way: 1.16.0 by ada, since ${at(90)}`,
      ],
    ],
  ],
}

describe.each(Object.entries(table))("%s", (_group, cases) => {
  it.each(cases)("%s", (_what, more, expected) => {
    expect(reasons(more)).toEqual(expected)
  })
})

describe("a reason", () => {
  it("says where, and what to do, in whole sentences", () => {
    const found = Object.values(table)
      .flat()
      .flatMap(([, more]) => {
        const decision = admission(request(more))
        return decision.admitted ? [] : decision.reasons
      })
    expect(new Set(found.map(({ code }) => code)).size).toBe(12)
    for (const { path, message, hint } of found) {
      expect(path).toBe("environments.production")
      expect(message).toMatch(/^\S.*[^.\s]$/)
      expect(hint).toMatch(/^[A-Z'].*\.$/)
      expect(`${message} ${hint}`).not.toMatch(/undefined|null|NaN|\[object/)
    }
  })
})

describe("the overrides of an admission", () => {
  const overrides = (more: More) => {
    const decision = admission(request(more))
    return decision.admitted ? decision.overrides : "refused"
  }
  it("are those without which it would be none", () => {
    expect(overrides({ ...freeze(window()), overrides: [override] })).toEqual([override])
    expect(overrides({ overrides: [override] })).toEqual([])
    expect(overrides({ ...freeze(window({ to: "2026-11-23T00:01" })), overrides: [override] })).toEqual([])
  })
  it("are one for each rule, the first", () => {
    const twice = [override, { ...override, reason: "and because" }]
    expect(overrides({ ...freeze(window()), overrides: twice })).toEqual([override])
  })
  it("are none for a rollback that no freeze holds", () => {
    const back = after([...deployed(0, twelve), ...deployed(10, fourteen)])
    expect(overrides({ ...rollback, ...back, release: twelve, ...freeze(window()), overrides: [override] })).toEqual([])
  })
})

describe("admission", () => {
  it("changes nothing that it was given, and says the same again", () => {
    const given = request({ ...after(twoThenBack), ...freeze(window()), overrides: [override] })
    const before = JSON.stringify(given)
    const decision = admission(given)
    expect(admission(given)).toEqual(decision)
    expect(JSON.stringify(given)).toBe(before)
  })
  it("decides the same on a request that went through JSON", () => {
    for (const [, more] of Object.values(table).flat()) {
      const { soaked: had, ...given } = request(more)
      const parsed: AdmissionRequest = JSON.parse(JSON.stringify(given))
      expect(admission({ ...parsed, ...(had === undefined ? {} : { soaked: had }) })).toEqual(admission(request(more)))
    }
  })
})

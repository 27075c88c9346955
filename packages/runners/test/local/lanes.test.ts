import { execFileSync } from "node:child_process"
import { readdirSync, rmSync, writeFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { window } from "@shipline/core"
import {
  block,
  chooseStore,
  dryRun,
  type LocalRunPromiseOptions,
  localActor,
  RunError,
  unblock,
} from "@shipline/runners"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import { git, project, tempFolder } from "../support/project.js"
import { type Ran, run } from "../support/run.js"
import { commitPage, lastOf, recordsOf, served, shop } from "../support/shop.js"

const both = ["staging", "production"]
const always = window({ from: "2000-01-01", to: "9000-01-01", zone: "UTC", reason: "inventory" })
const why = { reason: "it loses orders", incident: "INC-7" }
const actor = localActor()

/** A shop of its own, with these pages released one after the other. */
const released = async (...pages: readonly string[]) => {
  const root = project()
  const to = tempFolder()
  const versions: string[] = []
  const commits: string[] = []
  for (const page of pages) {
    commits.push(commitPage(root, page))
    const ran = await run(shop({ to }), { root, allow: both })
    versions.push(ran.summary.version)
  }
  const [first = "", second = ""] = versions
  return { root, to, first, second, commits }
}

const refusal = (ran: Ran, id = "deploy-production") => {
  const node = ran.summary.nodes.find((one) => one.id === id)
  return [node?.verdict, node?.problem?.code]
}

/** Why a run was refused before anything started. */
const early = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof RunError ? error.problems : [error]),
  )

describe("a chain that is none, or that belongs to somebody else,", () => {
  test("stands in nobody's way: not in that of a rollback, nor in that of a release", async () => {
    const { root, to, commits } = await released("one", "two")
    git(root, "branch", "shipline/ledger/something-else", commits[0] ?? "")
    const back = await run(shop({ to }), { root, lane: "rollback", environment: "production", ...why })
    expect(back.summary.verdict).toBe("passed")
    expect(served(to, "production")).toBe("one")
    commitPage(root, "three")
    const on = await run(shop({ to }), { root, allow: both })
    expect(on.summary.verdict).toBe("passed")
    expect(served(to, "production")).toBe("three")

    git(root, "branch", "--force", "shipline/ledger/staging", commits[0] ?? "")
    const named = { root, lane: "rollback", environment: "production", version: back.summary.version, ...why } as const
    expect((await run(shop({ to }), named)).summary.verdict).toBe("passed")
    commitPage(root, "four")
    const refused = await run(shop({ to }), { root, allow: both })
    expect(refusal(refused, "deploy-staging")).toEqual(["errored", "SL6102"])
  })
})

describe("a rollback", () => {
  test("serves the old artifact again by today's scripts, with nothing but the deployment and its checks", async () => {
    const { root, to, first, second } = await released("one", "two")
    expect(served(to, "production")).toBe("two")
    const ran = await run(shop({ to }), { root, lane: "rollback", environment: "production", ...why })
    expect(ran.verdicts).toEqual({ "deploy-production": "passed", "smoke-on-production": "passed" })
    expect([served(to, "production"), served(to, "staging")]).toEqual(["one", "two"])
    expect(ran.lines("deploy-production")).toEqual(["how to deploy two"])
    expect(ran.lines("smoke-on-production")).toEqual([`smoke ${first}`])
    expect([ran.summary.lane, ran.summary.version, ran.summary.deployments[0]?.version]).toEqual([
      "rollback",
      first,
      first,
    ])
    const started = await lastOf(root, "production", "started")
    expect(started).toMatchObject({ lane: "rollback", from: second, by: actor, ...why })
    expect(started.commits).toEqual({ count: 0, ids: [] })
    expect((await lastOf(root, "production", "check")).verdict).toBe("passed")

    const again = await run(shop({ to }), { root, allow: both })
    expect(again.summary.nodes.find((node) => node.id === "deploy-production")?.problem?.message).toBe(
      `${second} is outdated: production was rolled back from it`,
    )
    const back = {
      root,
      lane: "promote",
      environment: "production",
      version: second,
      reason: "fixed elsewhere",
    } as const
    expect((await run(shop({ to }), back)).summary.verdict).toBe("passed")
    expect(served(to, "production")).toBe("two")
  })

  test("goes where its version says, and only where that ran with its checks passed", async () => {
    const { root, to, first } = await released("one", "broken")
    expect([served(to, "staging"), served(to, "production")]).toEqual(["broken", "one"])
    const back = (environment: string, version?: string) =>
      run(shop({ to }), { root, lane: "rollback", environment, ...why, ...(version && { version }) })
    expect((await lastOf(root, "staging", "check")).verdict).toBe("failed")
    const broken = (await lastOf(root, "staging", "started")).release.version
    const never = await back("production", broken)
    expect(refusal(never)).toEqual(["failed", "SL6006"])
    expect(await lastOf(root, "production", "refused")).toMatchObject({ lane: "rollback", ...why })
    expect(refusal(await back("production", first))).toEqual(["failed", "SL6007"])
    expect(served(to, "production")).toBe("one")
    expect((await back("staging", first)).summary.verdict).toBe("passed")
    expect(served(to, "staging")).toBe("one")

    expect(await early(back("production"))).toMatchObject([
      { code: "SL4307", hint: expect.stringContaining("shipline history production") },
    ])
    expect(
      await early(run(shop({ to }), { root: project(), lane: "rollback", environment: "staging", ...why })),
    ).toMatchObject([{ code: "SL4307", hint: "Nothing was ever deployed there, by this ledger." }])
    expect(await early(back("production", "20260131"))).toMatchObject([
      { code: "SL4306", hint: expect.stringMatching(/^Did you mean '20260131\.120000-/) },
    ])
    expect(await early(back("production", "v9"))).toMatchObject([
      { code: "SL4306", hint: expect.stringContaining(`${broken}, ${first}`) },
    ])
  })

  test("that has waited for another deployment goes one step back from that, or nowhere", async () => {
    const { root, to, first, second } = await released("one", "two")
    commitPage(root, "three")
    execFileSync("mkfifo", [join(to, "go")])
    const { plan } = shop({ to })
    const slow = JSON.stringify(plan.nodes.find(({ id }) => id === "deploy-production"))
    const held = JSON.parse(
      JSON.stringify(plan).replace(slow, slow.replace("cat how;", `echo waits; cat \\"${to}/go\\" how;`)),
    )
    const back = { root, lane: "rollback", environment: "production", ...why } as const
    const release = await new Promise<{ readonly end: Promise<Ran> }>((resolve) => {
      const end = run(
        { plan: held },
        {
          root,
          allow: both,
          onEvent: (event) => event.kind === "job-output" && event.lines.includes("waits") && resolve({ end }),
        },
      )
    })
    const waiting = await run(shop({ to }), {
      ...back,
      onEvent: ({ kind }) => kind === "lock-waited" && void writeFile(join(to, "go"), "now\n"),
    })
    expect((await release.end).summary.verdict).toBe("passed")
    expect(refusal(waiting)).toEqual(["failed", "SL6002"])
    expect((await lastOf(root, "production", "refused")).reasons[0]?.message).toBe(
      `this rollback is outdated: it set out for ${first}, and by what has happened in production since, the way back leads to ${second}`,
    )
    expect(served(to, "production")).toBe("three")
    expect((await run(shop({ to }), back)).summary.version).toBe(second)
    expect(served(to, "production")).toBe("two")
  })

  test("needs the artifact as it was, before anything starts", async () => {
    const { root, to } = await released("one", "two")
    const store = join(root, ".shipline", "store", "sha256")
    const back = { root, lane: "rollback", environment: "production", ...why } as const
    const before = await recordsOf(root, "production")
    const renamed = { plan: JSON.parse(JSON.stringify(shop({ to }).plan).replaceAll('"site"', '"pages"')) }
    /** A run says it, and a dry run before it. */
    const told = async (plan = shop({ to }).plan) => [
      ...(await early(run({ plan }, back))),
      ...(await early(Effect.runPromise(dryRun(plan, back)))),
    ]
    const unfit = { code: "SL4310", message: expect.stringContaining("needs the artifact 'pages', which") }
    expect(await told(renamed.plan)).toMatchObject([unfit, unfit])
    for (const file of readdirSync(store)) writeFileSync(join(store, file), "damaged")
    expect(await told()).toMatchObject([{ code: "SL4205" }, { code: "SL4205" }])
    for (const file of readdirSync(store)) rmSync(join(store, file))
    expect(await told()).toMatchObject([{ code: "SL4204" }, { code: "SL4204" }])
    expect(await recordsOf(root, "production")).toEqual(before)
    expect(served(to, "production")).toBe("two")
  })
})

describe("a promotion", () => {
  test("takes on what has proved itself before, without a build or a gate", async () => {
    const root = project()
    const to = tempFolder()
    commitPage(root, "one")
    const { version } = (await run(shop({ to }), { root, allow: ["staging"] })).summary
    commitPage(root, "two")
    const promote: LocalRunPromiseOptions = { root, lane: "promote", environment: "production", version, ...why }
    const ran = await run(shop({ to }), promote)
    expect(ran.verdicts).toEqual({ "deploy-production": "passed", "smoke-on-production": "passed" })
    expect(served(to, "production")).toBe("one")
    expect(ran.lines("deploy-production")).toEqual(["migrate", "how to deploy two"])
    const { proofs } = await lastOf(root, "production", "started")
    expect(new Set(proofs.map(({ proof }) => proof))).toEqual(
      new Set(["unit", "review", "deployed to staging", "smoke on staging"]),
    )
  })

  test("is refused without a proof, and of what is blocked, until the block is lifted", async () => {
    const root = project()
    const to = tempFolder()
    commitPage(root, "broken")
    const { version } = (await run(shop({ to }), { root, allow: both })).summary
    const promote: LocalRunPromiseOptions = { root, lane: "promote", environment: "production", version, ...why }
    expect(refusal(await run(shop({ to }), promote))).toEqual(["failed", "SL6001"])

    const other = await released("one")
    const store = await chooseStore(other.root, undefined)
    const bad = { version: other.first, reason: "bad", actor, environments: ["canary"] }
    expect(await block(store, bad)).toEqual(["canary", "production", "staging"])
    expect(await block(store, bad)).toEqual([])
    const onward: LocalRunPromiseOptions = { ...promote, root: other.root, version: other.first }
    expect(refusal(await run(shop({ to: other.to }), onward))).toEqual(["failed", "SL6003"])
    expect(await unblock(store, bad)).toEqual(["canary", "production", "staging"])
    expect((await run(shop({ to: other.to }), onward)).summary.verdict).toBe("passed")
  })
})

describe("a hotfix", () => {
  test("leaves out what the policies leave out, says why, and is recorded as one", async () => {
    const { root, to } = await released("one")
    commitPage(root, "two")
    const ran = await run(shop({ to }), { root, lane: "hotfix", allow: both, ...why })
    expect(Object.keys(ran.verdicts)).not.toContain("review")
    expect(ran.summary.verdict).toBe("passed")
    expect(served(to, "production")).toBe("two")
    expect(await lastOf(root, "production", "started")).toMatchObject({ lane: "hotfix", ...why })
  })

  test("keeps no secret in what is recorded for ever", async () => {
    const { root, to } = await released("one")
    const { sh, gate, pipeline, secret, rollout, environment } = await import("@shipline/core")
    const unit = gate("unit", sh`true`)
    const live = environment("live", { requires: [unit], hotfix: { requires: [unit] } })
    const loud = rollout({ deploy: () => sh`echo ${secret("TOKEN")}` })
    const leaky = pipeline("leaky", { on: { push: "main" } }, (source) => source.pass(unit).deploy(live, loud))
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, TOKEN: "s3cret-value" }
    await run(leaky, { root, env, lane: "hotfix", allow: ["live"], reason: "s3cret-value leaked" })
    expect((await lastOf(root, "live", "started")).reason).toBe("*** leaked")
    expect(to).not.toBe("")
  })
})

describe("a release", () => {
  test("counts its commits and those since the release before", async () => {
    const { root, to, commits } = await released("one")
    expect((await lastOf(root, "production", "started")).release).toMatchObject({ number: 2, commit: commits[0] })
    const second = commitPage(root, "two")
    const third = commitPage(root, "three")
    await run(shop({ to }), { root, allow: both })
    const started = await lastOf(root, "production", "started")
    expect(started.release.number).toBe(4)
    expect(started.commits).toEqual({ count: 2, ids: [third, second] })
  })

  test("of an old commit is outdated", async () => {
    const { root, to, commits, first } = await released("one", "two")
    git(root, "checkout", "--quiet", commits[0] ?? "")
    const ran = await run(shop({ to }), { root, allow: both })
    expect(ran.summary.version).toBe(first)
    expect(refusal(ran, "deploy-staging")).toEqual(["failed", "SL6002"])
    expect(served(to, "staging")).toBe("two")
  })

  test("into a freeze is refused, unless that is set aside on the record", async () => {
    const root = project()
    const to = tempFolder()
    commitPage(root, "one")
    const frozen = shop({ to, freeze: [always] })
    const ran = await run(frozen, { root, allow: both })
    expect(refusal(ran)).toEqual(["failed", "SL6004"])
    expect(ran.all("admission").map(({ environment, admitted }) => [environment, admitted])).toEqual([
      ["staging", true],
      ["production", false],
    ])
    const aside = await run(frozen, { root, allow: both, overrides: ["freeze"], ...why })
    expect(aside.summary.verdict).toBe("passed")
    expect(await lastOf(root, "production", "override")).toMatchObject({ rule: "freeze", ...why, by: actor })

    commitPage(root, "two")
    await run(frozen, { root, allow: both, overrides: ["freeze"], ...why })
    const back = await run(frozen, { root, lane: "rollback", environment: "production", ...why })
    expect(back.summary.verdict).toBe("passed")
    expect(served(to, "production")).toBe("one")
  })

  test("whose script fails leaves the environment uncertain; the same release may try again", async () => {
    const root = project()
    const to = tempFolder()
    commitPage(root, "stuck")
    const ran = await run(shop({ to }), { root, allow: both })
    expect(refusal(ran, "deploy-staging")).toEqual(["failed", "SL4101"])
    expect(await lastOf(root, "staging", "finished")).toMatchObject({ result: "failed" })
    const store = await chooseStore(root, undefined)
    const { state } = await store.tip("staging")
    expect(state.failed).toMatchObject({ result: "failed", release: { version: ran.summary.version } })
    expect(state.current).toBeUndefined()
    expect(refusal(await run(shop({ to }), { root, allow: both }), "deploy-staging")).toEqual(["failed", "SL4101"])
    commitPage(root, "one")
    expect((await run(shop({ to }), { root, allow: both })).summary.verdict).toBe("passed")
  })

  test("is not counted in a shallow clone, unless it deploys nothing", async () => {
    const { root, to } = await released("one")
    const shallow = join(tempFolder(), "shallow")
    git(root, "clone", "--quiet", "--depth=1", `file://${root}`, shallow)
    expect(await early(run(shop({ to }), { root: shallow, allow: both }))).toMatchObject([
      { code: "SL4012", hint: expect.stringContaining("git fetch --unshallow") },
    ])
    expect((await run(shop({ to }), { root: shallow })).summary.verdict).toBe("passed")
  })
})

describe("a ledger that is shared by a remote", () => {
  test("is what every clone asks; where it cannot be reached nothing deploys", async () => {
    const origin = tempFolder()
    git(origin, "init", "--quiet", "--bare")
    const root = project()
    const to = tempFolder()
    commitPage(root, "one")
    git(root, "remote", "add", "origin", origin)
    git(root, "push", "--quiet", "origin", "HEAD:refs/heads/main")
    const other = join(tempFolder(), "other")
    git(origin, "clone", "--quiet", "--branch=main", origin, other)
    commitPage(root, "two")
    expect((await run(shop({ to }), { root, allow: both })).summary.verdict).toBe("passed")
    expect(refusal(await run(shop({ to }), { root: other, allow: both }), "deploy-staging")).toEqual([
      "failed",
      "SL6002",
    ])
    expect((await recordsOf(root, "staging")).map(({ kind }) => kind)).toEqual([
      "started",
      "finished",
      "check",
      "refused",
    ])

    rmSync(origin, { recursive: true })
    commitPage(root, "three")
    const cut = await run(shop({ to }), { root, allow: both })
    expect(refusal(cut, "deploy-staging")).toEqual(["errored", "SL6101"])
    expect(cut.lines("deploy-staging")).toEqual([])
    expect([cut.verdicts["deploy-production"], served(to, "staging")]).toEqual(["skipped", "two"])
    expect((await run(shop({ to }), { root, allow: both, ledger: "local" })).summary.verdict).toBe("passed")
  })
})

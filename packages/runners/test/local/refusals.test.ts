import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { approval, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import { type LocalRunPromiseOptions, RunError, runLocallyPromise } from "@shipline/runners"
import { describe, expect, test } from "vitest"
import { ownProcess } from "../support/own-process.js"
import { git, latestRun, project, readJournal, tempFolder, write } from "../support/project.js"
import { plainEnv, run } from "../support/run.js"

const push = { on: { push: "main" } } as const
const unit = gate("unit", sh`echo unit`)
const managers = approval("release managers")
const staging = environment("staging", { requires: [unit] })
const production = environment("production", { requires: [unit, managers] })
const how = rollout({ deploy: () => sh`true` })
const shop = pipeline("shop", push, (source) =>
  source.pass(unit).deploy(staging, how).pass(managers).deploy(production, how),
)

const refused = (options: LocalRunPromiseOptions, plan = shop.plan) =>
  runLocallyPromise(plan, { env: plainEnv, signals: false, ...options }).then(
    (summary) => [summary],
    (error: unknown) => (error instanceof RunError ? error.problems : [error]),
  )

describe("a run is refused", () => {
  test("for names that the pipeline does not have, all at once", async () => {
    expect(
      await refused({ root: project(), allow: ["stagin", "moon"], approve: ["release manager"], jobs: 0 }),
    ).toMatchObject([
      { code: "SL4005", message: "the pipeline has no environment 'stagin'", hint: "Did you mean 'staging'?" },
      { code: "SL4005", hint: "It has: staging, production." },
      { code: "SL4006", hint: "Did you mean 'release managers'?" },
      { code: "SL4007" },
    ])
  })

  test("without what its lane asks for, all at once", async () => {
    expect(await refused({ root: project(), lane: "rollback" })).toMatchObject([
      {
        code: "SL4013",
        message: "a rollback does not say where it goes",
        hint: "Name one environment: staging, production.",
      },
      { code: "SL6009", message: "a rollback needs a reason" },
    ])
    const promote = { root: project(), lane: "promote", environment: "stagin" } as const
    expect(await refused({ ...promote, reason: " " })).toMatchObject([
      { code: "SL4005", hint: "Did you mean 'staging'?" },
      { code: "SL4013", message: "a promotion does not say what it promotes" },
      { code: "SL6009", message: "a promotion needs a reason" },
    ])
    expect(await refused({ root: project(), version: "1", overrides: ["freeze"] })).toMatchObject([
      { code: "SL4013", message: "the lane 'release' takes no version" },
      { code: "SL6009", message: "an override needs a reason" },
    ])
  })

  test("where a hotfix leads to none of the environments that are allowed", async () => {
    const hotfix = { root: project(), lane: "hotfix", reason: "the till is down" } as const
    const none = "No environment has a hotfix policy: release it, or give it one, hotfix: { requires: [...] }."
    expect(await refused({ ...hotfix, allow: ["production"] })).toMatchObject([
      { code: "SL6012", message: "the hotfix lane does not lead to production", hint: none },
    ])
    const live = environment("live", { requires: [unit], hotfix: { requires: [unit] } })
    const both = pipeline("shop", push, (source) => source.pass(unit).deploy(staging, how).deploy(live, how)).plan
    expect(await refused({ ...hotfix, allow: ["staging"] }, both)).toMatchObject([
      { code: "SL6012", hint: expect.stringMatching(/^It leads to live\. /) },
    ])
    for (const allow of [[], ["live", "staging"]])
      expect(await refused({ ...hotfix, allow }, both)).toMatchObject([{ verdict: "passed" }])
  })

  test("where the ledger is to be in a remote that there is not", async () => {
    expect(await refused({ root: project(), ledger: "upstream" })).toMatchObject([{ code: "SL6109" }])
  })

  test("for a plan that is not sound", async () => {
    const plan = { ...shop.plan, nodes: shop.plan.nodes.filter((node) => node.id !== "unit") }
    const [problem] = await refused({ root: project() }, plan)
    expect(problem).toMatchObject({ code: expect.stringMatching(/^SL2/) })
  })

  test("without a folder, a repository, a commit", async () => {
    expect(await refused({ root: join(tempFolder(), "none") })).toMatchObject([{ code: "SL4007" }])
    expect(await refused({ root: tempFolder() })).toMatchObject([{ code: "SL4001" }])
    const empty = tempFolder()
    git(empty, "init", "--quiet")
    expect(await refused({ root: empty })).toMatchObject([{ code: "SL4002" }])
    const root = project()
    write(root, { "sub/x": "" })
    expect(await refused({ root: join(root, "sub") })).toMatchObject([{ code: "SL4004" }])
  })

  test("without git", async () => {
    expect(await refused({ root: project(), env: { PATH: "/nonexistent" } })).toMatchObject([{ code: "SL4003" }])
  })

  test("without docker, where something needs it", async () => {
    const bin = tempFolder()
    for (const tool of ["git", "bash", "sh", "mkfifo"])
      execFileSync("ln", [
        "-s",
        execFileSync("sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim(),
        join(bin, tool),
      ])
    const inside = gate("inside", sh`true`, { container: "node:24" })
    const { plan } = pipeline("p", push, (source) => source.pass(inside))
    expect(await refused({ root: project(), env: { PATH: bin } }, plan)).toMatchObject([{ code: "SL4011" }])
  })

  test("where it cannot be recorded", async () => {
    const root = project()
    writeFileSync(join(root, ".shipline"), "in the way")
    expect(await refused({ root })).toMatchObject([{ code: expect.stringMatching(/^SL44/) }])
  })

  test.skipIf(process.getuid?.() === 0)("where the project cannot be written", async () => {
    const root = project()
    chmodSync(root, 0o500)
    expect(await refused({ root })).toMatchObject([{ code: "SL4402" }])
    chmodSync(root, 0o700)
  })
})

describe("a disk that is full", () => {
  // A limit on the size of files stands in for it: the system refuses the write as it would on a full disk.
  test("ends the job with a code, and leaves nothing half-written in the store", async () => {
    const root = project()
    const order = { pipeline: "big", signs: tempFolder(), root, allow: [] }
    const own = ownProcess(order, "trap '' XFSZ; ulimit -f 4000;")
    expect(await own.ended).toBe(1)
    const last = own.events.at(-1)
    expect(last?.kind === "run-finished" && last.summary.nodes[0]).toMatchObject({
      verdict: "errored",
      problem: { code: "SL4401", message: expect.stringContaining("the disk is full") },
    })
    const store = join(root, ".shipline", "store")
    expect(execFileSync("find", [store, "-type", "f"], { encoding: "utf8" })).toBe("")
  })
})

describe("what disappears while it runs", () => {
  test("a workspace: the job is errored or failed by code, and the run ends in order", async () => {
    // Only a folder that is a run's own, whatever this job happens to run in.
    const gone = gate(
      "gone",
      sh`home=$(dirname "$(dirname "$PWD")"); case "$home" in */shipline-??????) cd / && rm -rf "$home" ;; *) exit 9 ;; esac`,
    )
    const then = gate("then", sh`echo never`)
    const live = environment("live", { requires: [gone, then] })
    const plan = pipeline("p", push, (source) => source.pass(gone, then).deploy(live, how))
    const root = project()
    const ran = await run(plan, { root, jobs: 1, allow: ["live"] })
    expect(ran.summary.nodes.find((node) => node.id === "then")).toMatchObject({
      verdict: "errored",
      problem: { code: "SL4404" },
    })
    expect(ran.verdicts["deploy-live"]).toBe("skipped")
    expect(ran.summary.verdict).toBe("failed")
  })

  test("the folder of the run: it is told, and nothing more starts", async () => {
    const root = project()
    const gone = gate("gone", sh`rm -rf "$HERE/.shipline"`, { env: { HERE: root } })
    const problems = await refused({ root }, pipeline("p", push, (source) => source.pass(gone)).plan)
    expect(problems).toMatchObject([{ code: expect.stringMatching(/^SL44/) }])
  })
})

describe("the project", () => {
  test("may be a folder of a bigger repository", async () => {
    const root = project({ "shop/src/a": "a\n", "shared/b": "b\n" })
    const look = gate("look", sh`pwd; cat a ../../shared/b; git rev-parse HEAD; git status --porcelain`, {
      workingDirectory: "src",
    })
    const ran = await run(
      pipeline("p", push, (source) => source.pass(look)),
      { root: join(root, "shop") },
    )
    const [pwd, ...rest] = ran.lines("look")
    expect(pwd).toMatch(/\/source\/shop\/src$/)
    expect(rest).toEqual(["a", "b", git(root, "rev-parse", "HEAD").trim()])
    expect(existsSync(join(root, "shop", ".shipline"))).toBe(true)
    expect(existsSync(join(root, ".shipline"))).toBe(false)
  })

  test("has working directories in its commit only", async () => {
    const root = project()
    mkdirSync(join(root, "new"))
    const where = (workingDirectory: string) =>
      run(
        pipeline("p", push, (source) => source.pass(gate("unit", sh`true`, { workingDirectory }))),
        { root },
      )
    expect((await where("new")).summary.nodes[0]).toMatchObject({ verdict: "errored", problem: { code: "SL4104" } })
  })

  test("may be a shallow clone, a worktree, and run from a git hook", async () => {
    const origin = project({ x: "1\n" })
    write(origin, { x: "2\n" })
    git(origin, "commit", "--quiet", "--all", "--message", "second")
    const shallow = join(tempFolder(), "shallow")
    git(origin, "clone", "--quiet", "--depth=1", `file://${origin}`, shallow)
    const tree = join(tempFolder(), "tree")
    git(origin, "worktree", "add", "--quiet", "--detach", tree, "HEAD~1")
    const look = pipeline("p", push, (source) => source.pass(gate("look", sh`cat x; git log --oneline | wc -l`)))
    const hook = { ...plainEnv, GIT_DIR: "/nowhere", GIT_INDEX_FILE: "/nowhere/index" }
    expect((await run(look, { root: shallow, env: hook })).lines("look").map((line) => line.trim())).toEqual(["2", "1"])
    expect((await run(look, { root: tree })).lines("look").map((line) => line.trim())).toEqual(["1", "1"])
  })

  test("is not touched by its jobs", async () => {
    const root = project()
    const vandal = gate(
      "vandal",
      sh`case "$PWD" in */vandal-1/source) ;; *) exit 9 ;; esac; git config user.name x; git tag bad; rm -rf .git/objects; git init -q .`,
    )
    await run(
      pipeline("p", push, (source) => source.pass(vandal)),
      { root },
    )
    expect(git(root, "tag")).toBe("")
    expect(git(root, "status", "--porcelain")).toBe("")
    git(root, "fsck")
    expect(readJournal(root).length).toBeGreaterThan(0)
    rmSync(latestRun(root), { recursive: true })
  })
})

import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import {
  $raw,
  all,
  artifact,
  environment,
  gate,
  identity,
  node,
  pipeline,
  python,
  rollout,
  secret,
  sh,
} from "@shipline/core"
import { runLocallyPromise } from "@shipline/runners"
import { describe, expect, test } from "vitest"
import { isAlive } from "../support/handshake.js"
import { project, readLog, tempFolder } from "../support/project.js"
import { plainEnv, run } from "../support/run.js"

const push = { on: { push: "main" } } as const

describe("a script", () => {
  test("stops at the first error, also inside a pipe; with sh only outside", async () => {
    const bash = gate("bash", sh`false | true; echo not reached`)
    const plain = gate("plain", sh`false | true; echo reached; false; echo not reached`, { shell: "sh" })
    const inBash = await run(
      pipeline("p", push, (source) => source.pass(bash)),
      { root: project() },
    )
    expect([inBash.verdicts.bash, inBash.lines("bash")]).toEqual(["failed", []])
    const inSh = await run(
      pipeline("p", push, (source) => source.pass(plain)),
      { root: project() },
    )
    expect([inSh.verdicts.plain, inSh.lines("plain")]).toEqual(["failed", ["reached"]])
  })

  test("tells how it ended, and where its output is", async () => {
    const root = project()
    const dies = gate("dies", sh`kill -9 $$`)
    const killed = await run(
      pipeline("p", push, (source) => source.pass(dies)),
      { root },
    )
    expect(killed.summary.nodes[0]?.problem?.code).toBe("SL4102")
    const exits = await run(
      pipeline("p", push, (source) => source.pass(gate("exits", sh`exit 4`))),
      { root },
    )
    expect(exits.summary.nodes[0]?.problem).toMatchObject({
      code: "SL4101",
      message: "'exits' failed: its script ended with 4",
      hint: expect.stringContaining("exits.log"),
      at: { file: expect.stringContaining("jobs.test.ts") },
    })
  })

  test("is tried again in a new workspace, and keeps one log", async () => {
    const root = project()
    const count = tempFolder()
    const flaky = gate("flaky", sh`ls; touch left; echo x >> ${count}/n; [ $(wc -l < ${count}/n) -ge 3 ]`, {
      retries: 2,
    })
    const ran = await run(
      pipeline("p", push, (source) => source.pass(flaky)),
      { root },
    )
    expect(ran.verdicts).toEqual({ flaky: "passed" })
    expect(ran.all("job-retried").length).toBe(2)
    expect(readLog(root, "flaky")).toBe("a file.txt\n--- attempt 2 of 3\na file.txt\n--- attempt 3 of 3\na file.txt\n")
  })

  test("may write 100 MB in lines of all lengths, in bounded memory", async () => {
    const loud = gate(
      "loud",
      sh`{ yes "a line of output that is neither long nor short" || :; } | head -c 60000000; head -c 40000000 /dev/zero | tr '\\0' x; echo ${secret("TOKEN")}`,
    )
    let lines = 0
    let longest = 0
    let last = ""
    const before = process.memoryUsage.rss()
    let most = 0
    const summary = await runLocallyPromise(pipeline("p", push, (source) => source.pass(loud)).plan, {
      root: project(),
      env: { ...plainEnv, TOKEN: "never to be seen" },
      signals: false,
      onEvent: (event) => {
        if (event.kind !== "job-output") return
        lines += event.lines.length
        for (const line of event.lines) longest = Math.max(longest, line.length)
        last = event.lines.at(-1) ?? ""
        most = Math.max(most, process.memoryUsage.rss() - before)
      },
    })
    expect(summary.verdict).toBe("passed")
    expect(lines).toBeGreaterThan(1_200_000)
    expect(longest).toBe(16_384)
    expect(last).toMatch(/^x*\*\*\*$/)
    expect(most).toBeLessThan(200_000_000)
  })
})

describe("what a job leaves behind", () => {
  test("a server in a session of its own lives on after its deployment", async () => {
    const to = tempFolder()
    const live = environment("live")
    const serve = rollout({ deploy: () => sh`setsid sleep 1000 > /dev/null 2>&1 & echo $! > ${to}/server` })
    const ran = await run(
      pipeline("p", push, (source) => source.deploy(live, serve)),
      { root: project(), allow: ["live"] },
    )
    expect(ran.summary.verdict).toBe("passed")
    const server = readFileSync(join(to, "server"), "utf8").trim()
    expect(isAlive(server)).toBe(true)
    process.kill(Number(server))
  })

  test("its test report is kept, passed or not; a missing one is told", async () => {
    const root = project()
    const bad = gate("bad", sh`mkdir -p out/deep; echo '<x/>' > out/deep/a.xml; exit 1`, { report: "out/**/*.xml" })
    const ran = await run(
      pipeline("p", push, (source) => source.pass(bad)),
      { root },
    )
    expect(readFileSync(join(ran.summary.folder, "reports", "bad", "out", "deep", "a.xml"), "utf8")).toBe("<x/>\n")
    const none = gate("none", sh`true`, { report: "report.xml" })
    const without = await run(
      pipeline("p", push, (source) => source.pass(none)),
      { root },
    )
    expect(without.all("note").map((note) => note.problem.code)).toEqual(["SL4506"])
    expect(without.summary.verdict).toBe("passed")
  })
})

describe("what is different on this machine", () => {
  test("tools of other versions, cloud logins and steps for other platforms are told", async () => {
    const versions = gate("versions", sh`true`, { toolchains: [node("1"), python("99")] })
    const live = environment("live")
    const how = rollout({
      login: identity.aws({ role: "arn:aws:iam::123456789012:role/x", region: "eu-west-1" }),
      deploy: () => sh`echo deployed`,
    })
    const plan = pipeline("p", push, (source) => source.pass(versions).deploy(live, how))
    const ran = await run(plan, { root: project(), allow: ["live"] })
    expect(ran.summary.verdict).toBe("passed")
    expect(ran.all("note").map((note) => [note.level, note.problem.code])).toEqual([
      ["warning", "SL4502"],
      ["warning", "SL4502"],
      ["note", "SL4503"],
    ])
  })

  test("what stands in for a step of another platform runs, and what has nothing is left out", async () => {
    const steps = gate("steps", sh`echo own`, {
      $before: [$raw("example-ci", { use: "x" }, { instead: sh`echo instead` }), $raw("example-ci", { use: "y" })],
    })
    const ran = await run(
      pipeline("p", push, (source) => source.pass(steps)),
      { root: project() },
    )
    expect(ran.lines("steps")).toEqual(["instead", "own"])
    expect(ran.all("note").map((note) => note.problem.code)).toEqual(["SL4504"])
  })
})

/** A docker that keeps its images as files and writes down what it is asked. */
const fakeDocker = (bin: string): string => {
  const script = `#!/bin/sh
echo "$*" >> "${bin}/asked"
case "$1 $2" in
  "version "*) echo 27.0 ;;
  "image inspect") shift 4; [ -e "${bin}/$(echo "$1" | tr /: __)" ] || exit 1
    echo "sha256:$(printf %064d 7)$([ -e "${bin}/pushed" ] && echo " registry.example/app@sha256:$(printf %064d 8)")" ;;
  "build "*) touch "${bin}/$(echo "$3" | tr /: __)" ;;
  "push "*) [ -e "${bin}/refuse" ] && { echo "denied: no" >&2; exit 1; }; touch "${bin}/pushed" ;;
  "run --detach") echo container ;;
  "run --rm") while [ "$1" != inner ]; do shift; done; shift; exec "$@" ;;
  "exec "*) echo x >> "${bin}/healthy"; [ $(wc -l < "${bin}/healthy") -ge 2 ] ;;
esac
`
  writeFileSync(join(bin, "docker"), script)
  chmodSync(join(bin, "docker"), 0o755)
  return bin
}

describe("docker", () => {
  const image = artifact.image("app", { repository: "registry.example/app" })
  const live = environment("live")
  const show = rollout({ deploy: () => sh`echo ${image.ref} ${image.digest}` })
  const ship = pipeline("p", push, (source) =>
    source.build(image, sh`docker build --tag ${image.tag} .`).deploy(live, show),
  )
  const withDocker = (bin: string) => ({ ...plainEnv, PATH: `${bin}:${plainEnv.PATH}` })
  const asked = (bin: string) => readFileSync(join(bin, "asked"), "utf8").trim().split("\n")

  test("builds and pushes an image only if it may be deployed", async () => {
    const bin = fakeDocker(tempFolder())
    const dry = await run(ship, { root: project(), env: withDocker(bin) })
    expect(asked(bin).some((line) => line.startsWith("push"))).toBe(false)
    expect(dry.all("built")[0]?.artifact).toMatchObject({
      kind: "image",
      digest: `sha256:${"7".padStart(64, "0")}`,
      ref: `sha256:${"7".padStart(64, "0")}`,
    })

    const real = await run(ship, { root: project(), env: withDocker(bin), allow: ["live"] })
    const digest = `sha256:${"8".padStart(64, "0")}`
    expect(asked(bin)).toContain(`push registry.example/app:${real.summary.version}`)
    expect(real.lines("deploy-live")).toEqual([`registry.example/app@${digest} ${digest}`])
    expect(real.summary.deployments[0]?.artifacts).toMatchObject([{ name: "app", digest }])
  })

  test("an image that was not made or cannot be pushed is told", async () => {
    const bin = fakeDocker(tempFolder())
    const nothing = pipeline("p", push, (source) => source.build(image, sh`true`))
    const missing = await run(nothing, { root: project(), env: withDocker(bin) })
    expect(missing.summary.nodes[0]).toMatchObject({ verdict: "errored", problem: { code: "SL4206" } })
    writeFileSync(join(bin, "refuse"), "")
    const denied = await run(ship, { root: project(), env: withDocker(bin), allow: ["live"] })
    expect(denied.summary.nodes[0]).toMatchObject({
      verdict: "errored",
      problem: { code: "SL4207", message: expect.stringContaining("denied: no") },
    })
  })

  test("runs scripts in a container, with values by name only, and services beside it, and removes both", async () => {
    const bin = fakeDocker(tempFolder())
    const inside = gate("inside", sh`echo "$SECRETLY"`, {
      container: "inner",
      env: { SECRETLY: "a value" },
      services: { db: { image: "postgres:17", ports: [5432], health: "pg_isready" } },
    })
    const ran = await run(
      pipeline("p", push, (source) => source.pass(inside)),
      { root: project(), env: withDocker(bin) },
    )
    expect(ran.lines("inside")).toEqual(["a value"])
    const words = asked(bin).join("\n")
    expect(words).not.toContain("a value")
    expect(words).toMatch(/run --rm --init --name shipline-\S+-inside-1-1 .* --env CI --env SECRETLY inner bash/)
    expect(words).toMatch(/run --detach --rm --name shipline-\S+-inside-1-db --publish 127.0.0.1:5432:5432 postgres:17/)
    expect(words.match(/^rm --force --volumes /gm)?.length).toBe(2)
  })
})

describe("an artifact", () => {
  test("is only what the build made of the commit, and each job has its own copy", async () => {
    const files = artifact.files("files", { paths: ["out"] })
    const spoil = gate("spoil", sh`echo spoiled > ${files.path}/out/x`)
    const look = gate("look", sh`cat ${files.path}/out/x`)
    const live = environment("live", { requires: [spoil, look] })
    const plan = pipeline("p", push, (source) =>
      all(source.build(files, sh`mkdir out; echo good > out/x`).pass(spoil, look)).deploy(
        live,
        rollout({ deploy: () => sh`cat ${files.path}/out/x` }),
      ),
    )
    const root = project()
    const ran = await run(plan, { root, allow: ["live"] })
    expect([ran.lines("look"), ran.lines("deploy-live")]).toEqual([["good"], ["good"]])
    expect(existsSync(join(root, "out"))).toBe(false)
  })

  test("that the build has not made ends the run by code", async () => {
    const files = artifact.files("files", { paths: ["out"] })
    const ran = await run(
      pipeline("p", push, (source) => source.build(files, sh`true`)),
      { root: project() },
    )
    expect(ran.summary.nodes[0]).toMatchObject({ verdict: "errored", problem: { code: "SL4201" } })
  })
})

import { execFileSync } from "node:child_process"
import { createServer } from "node:net"
import { artifact, environment, gate, pipeline, rollout, secret, sh, shard } from "@shipline/core"
import { describe, expect, test } from "vitest"
import { forwardScript } from "../../src/gitlab/scripts/forward.js"
import { jobIn, textOf } from "./file.js"
import { type Runner, runner } from "./runner.js"

const receipt = "pipeline=77\ncommit=1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d\n"

const commit = ({ folder }: Runner): void => {
  const date = "2026-11-23T11:15:00+01:00"
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
  for (const words of [
    ["init", "--quiet"],
    ["commit", "--quiet", "--allow-empty", "--message", "one"],
  ])
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], { cwd: folder, env })
}

const site = artifact.files("site", { paths: ["dist", "own file.txt"] })
const unit = gate("unit", sh`./unit.sh`, { hotfix: sh`./fast.sh` })
const flaky = gate("flaky", sh`./flaky.sh`, { retries: 2, timeout: "30 seconds" })
const links = gate("links", sh`cat ${site.path}/dist/index.html > ${site.digest}`)
const smoke = gate("smoke", (target) => sh`./smoke.sh ${target.url} ${site.version}`)
const parts = gate("parts", (target) => sh`./part.sh ${shard.index} ${shard.total} ${target.name}`, { shards: 2 })
const live = environment("live", {
  url: "https://live.example",
  requires: [unit, flaky, links],
  hotfix: { requires: [unit] },
})
const shop = textOf(
  pipeline("shop", { on: { push: "main", pullRequest: true } }, (source) =>
    source
      .pass(unit, flaky)
      .build(site, sh`./build.sh`)
      .pass(links)
      .deploy(
        live,
        rollout({
          migrate: sh`echo migrate >> steps`,
          deploy: (target) => sh`
            echo deploy ${target.name} ${secret("TOKEN")} ${site.version} >> steps
            cat ${site.path}/dist/index.html >> steps
            ./rollout.sh
          `,
        }),
      )
      .pass(smoke.on(live), parts.on(live)),
  ).plan,
)
const job = (id: string) => jobIn(shop, `shop:${id}`)

describe.each(["sh", "bash"] as const)("by %s", (shell) => {
  test("a gate that passes leaves its receipt, however its script ends", () => {
    const machine = runner()
    for (const script of ["true", "exit 0", "cd /", "rm -rf /nowhere; PATH=; exec true"]) {
      machine.write(".shipline/run/unit", "stale\n")
      machine.write("unit.sh", script)
      execFileSync("chmod", ["+x", `${machine.folder}/unit.sh`])
      expect(machine.run(job("unit"), {}, shell)).toMatchObject({ code: script.includes("exec") ? 127 : 0 })
      expect(machine.read(".shipline/run/unit")).toBe(script.includes("exec") ? undefined : receipt)
    }
  })

  test("a gate that fails leaves none, not even an old one", () => {
    const machine = runner()
    machine.write(".shipline/run/unit", receipt)
    machine.fake("unit", "exit 3")
    machine.write("unit.sh", "exit 3")
    execFileSync("chmod", ["+x", `${machine.folder}/unit.sh`])
    expect(machine.run(job("unit"), {}, shell).code).toBe(3)
    expect(machine.read(".shipline/run/unit")).toBeUndefined()
  })
})

const script = (machine: Runner, name: string, text: string): void => {
  machine.write(name, `#!/bin/sh\n${text}\n`)
  execFileSync("chmod", ["+x", `${machine.folder}/${name}`])
}

test("the faster variant runs in the hotfix lane alone, and only the file says which lane it is", () => {
  const machine = runner()
  script(machine, "unit.sh", "echo whole >> ran")
  script(machine, "fast.sh", "echo fast >> ran")
  expect(machine.run(job("unit"), { SHIPLINE_LANE: "hotfix" }).code).toBe(0)
  expect(machine.run(job("unit"), { LANE: "hotfix" }).code).toBe(0)
  expect(machine.read("ran")).toBe("whole\nfast\n")
})

test("a gate is tried as often as it says", () => {
  const machine = runner()
  script(machine, "flaky.sh", "[ -e once ] && [ -e twice ] && exit 0; [ -e once ] && touch twice; touch once; exit 4")
  const { code, log } = machine.run(job("flaky"))
  expect([code, log.match(/Attempt \d of 3 failed with exit code 4/g)?.length]).toEqual([0, 2])
  script(machine, "flaky.sh", "exit 5")
  expect(machine.run(job("flaky")).code).toBe(5)
})

/** A machine on which the files are built. */
const built = (): Runner => {
  const machine = runner()
  commit(machine)
  script(machine, "build.sh", "mkdir -p dist; echo hello > dist/index.html; echo x > 'own file.txt'")
  expect(machine.run(job("build-site"))).toEqual({ code: 0, log: "" })
  return machine
}

test("files are packed once, and taken only as they were", () => {
  const machine = built()
  expect(machine.read(".shipline/run/build-site")).toMatch(
    /^pipeline=77\ncommit=\w{40}\ndigest=sha256:\w{64}\nversion=20261123\.101500-\w{8}\nref=site@sha256:\w{64}\ntag=site:20261123\.101500-\w{8}\n$/,
  )
  const digest = /digest=(.*)/.exec(machine.read(".shipline/run/build-site") ?? "")?.[1] ?? ""
  expect(machine.run(job("links"))).toEqual({ code: 0, log: "" })
  expect(machine.read(digest)).toBe("hello\n")
  machine.write(".shipline/work/site/site.tar.gz", "something else")
  const { code, log } = machine.run(job("links"))
  expect([code, log]).toEqual([1, expect.stringContaining("'site' is not what its build made")])
})

test.each([
  ["another pipeline", "pipeline=78\ncommit=1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d\n", "has left no receipt"],
  ["another commit", "pipeline=77\ncommit=0000000000000000000000000000000000000000\n", "has left no receipt"],
  ["nothing but its head", receipt, "'site' did not arrive whole"],
  [
    "a digest that is none",
    `${receipt}digest=sha256:zz\nversion=1\nref=site@sha256:zz\n`,
    "'site' did not arrive whole",
  ],
  ["no version", `${receipt}digest=sha256:${"0".repeat(64)}\nversion=\nref=site@sha256:${"0".repeat(64)}\n`, "whole"],
  ["another reference", `${receipt}digest=sha256:${"0".repeat(64)}\nversion=1\nref=site@sha256:1\n`, "whole"],
])("a receipt of %s is taken for nothing", (_, text, words) => {
  const machine = built()
  machine.write(".shipline/run/build-site", text)
  const { code, log } = machine.run(job("links"))
  expect([code, log]).toEqual([1, expect.stringContaining(words)])
})

const says = (what: object): { readonly GUARD_SAYS: string } => ({ GUARD_SAYS: JSON.stringify(what) })
const admitted = { admit: ["deployment=d1", "version=1"] }

/** A machine on which everything before the deployment has passed. */
const ready = (rolls = "true"): Runner => {
  const machine = built()
  script(machine, "rollout.sh", rolls)
  machine.fake("curl", 'cat > /dev/null; echo "$@" >> "$HOME/curl"; case "$*" in *--head*) exit 22 ;; esac')
  return machine
}

describe("a deployment", () => {
  test("asks first, keeps the files, runs, and writes down how it ended", () => {
    const machine = ready()
    const { code, log } = machine.run(job("deploy-live"), { ...says(admitted), TOKEN: "s3cret" })
    expect([code, log]).toEqual([0, ""])
    expect(machine.calls()).toEqual(["admit release - - -", "record release - d1 success"])
    expect(machine.read("steps")).toMatch(/^migrate\ndeploy live s3cret 20261123\.101500-\w{8}\nhello\n$/)
    expect(machine.read(".shipline/run/deploy-live")).toBe(`${receipt}deployment=d1\n`)
    expect(machine.read("../curl")).toMatch(
      /--upload-file .*site\.tar\.gz https:\/\/gitlab\.example\/api\/v4\/projects\/5\/packages\/generic\/shipline-shop\/20261123\.101500-\w{8}\/site-\w{64}\.tar\.gz/,
    )
    expect(machine.read("../curl")).not.toContain("job-token")
  })

  test("runs nothing of the program where it is refused", () => {
    const machine = ready()
    expect(machine.run(job("deploy-live"), says({ admit: "refused" })).code).toBe(1)
    expect(machine.calls()).toEqual(["admit release - - -"])
    expect([machine.read("steps"), machine.read(".shipline/run/deploy-live")]).toEqual([undefined, undefined])
  })

  test.each([
    ["failed", "exit 9"],
    ["canceled", "exit 143"],
  ])("that has %s is recorded behind it", (status, rolls) => {
    const machine = ready(rolls)
    machine.run(job("deploy-live"), { ...says(admitted), CI_JOB_STATUS: status })
    expect(machine.calls()).toEqual(["admit release - - -", `record release - d1 ${status}`])
    expect(machine.read(".shipline/run/deploy-live")).toBeUndefined()
  })

  test("that cannot be recorded has not passed", () => {
    const machine = ready()
    const { code } = machine.run(job("deploy-live"), says({ ...admitted, record: "refused" }))
    expect(code).toBe(1)
    expect(machine.read(".shipline/run/deploy-live")).toBeUndefined()
  })

  test("the last deployment of the machine is not taken for this one", () => {
    const machine = ready()
    machine.write(".shipline/out", "deployment=old\n")
    machine.run(job("deploy-live"), says({ admit: "refused" }))
    expect(machine.calls()).toEqual(["admit release - - -"])
  })
})

describe("what the ledger knows", () => {
  const redeploy = (lane: string, more: object = {}) => {
    const machine = ready()
    const digest = /digest=(.*)/.exec(machine.read(".shipline/run/build-site") ?? "")?.[1]
    const archive = `${machine.folder}/../archive`
    execFileSync("cp", [`${machine.folder}/.shipline/work/site/site.tar.gz`, archive])
    execFileSync("rm", ["-r", `${machine.folder}/.shipline/work`])
    machine.fake("curl", `while [ $# -gt 0 ]; do case "$1" in --output) cp '${archive}' "$2" ;; esac; shift; done`)
    const found = [`version=0.9`, `site-digest=${digest}`, `site-ref=site@${digest}`, "site-tag=site:0.9"]
    const answer = says({ find: found, admit: ["deployment=d2", ...found], ...more })
    return { machine, outcome: machine.run(job("redeploy-live"), { ...answer, LANE: lane, TOKEN: "s3cret" }) }
  }

  test("is promoted with its migration", () => {
    const { machine, outcome } = redeploy("promote")
    expect(outcome).toEqual({ code: 0, log: "" })
    expect(machine.calls()).toEqual(
      ["find promote $[[ - -", "admit promote 0.9 - -", "record promote - d2 success"].map((one) =>
        one.replace("$[[", "$[[ inputs.version ]]"),
      ),
    )
    expect(machine.read("steps")).toBe("migrate\ndeploy live s3cret 0.9\nhello\n")
    expect(machine.read(".shipline/run/redeploy-live")).toContain("\ndeployment=d2\nversion=0.9\nsite-digest=sha256:")
  })

  test("is rolled back without it", () => {
    expect(redeploy("rollback").machine.read("steps")).toBe("deploy live s3cret 0.9\nhello\n")
  })

  test("is not brought where it is not admitted", () => {
    const { machine, outcome } = redeploy("rollback", { admit: "refused" })
    expect([outcome.code, machine.read("steps")]).toEqual([1, undefined])
  })

  test("is told of as it was admitted, not as it was found", () => {
    const digest = `sha256:${"0".repeat(64)}`
    const { machine, outcome } = redeploy("rollback", {
      admit: ["deployment=d2", "version=0.8", `site-digest=${digest}`, `site-ref=site@${digest}`],
    })
    expect(outcome.code).toBe(0)
    expect(machine.read("steps")).toContain("deploy live s3cret 0.8\n")
  })
})

describe("a check on an environment", () => {
  const deployed = (lane = "release"): Runner => {
    const machine = built()
    const id = lane === "release" ? "deploy-live" : "redeploy-live"
    const digest = `sha256:${"0".repeat(64)}`
    machine.write(
      `.shipline/run/${id}`,
      `${receipt}deployment=d1\nversion=0.9\nsite-digest=${digest}\nsite-ref=site@${digest}\n`,
    )
    script(machine, "smoke.sh", 'echo "$@" >> ran')
    return machine
  }

  test("is told of what was deployed, and its verdict is recorded", () => {
    const machine = deployed("promote")
    expect(machine.run(job("smoke-on-live"), { LANE: "promote" })).toEqual({ code: 0, log: "" })
    expect(machine.read("ran")).toBe("https://live.example 0.9\n")
    expect(machine.calls()).toEqual(["check promote - d1 success"])
  })

  test("is told of what was built where that was deployed", () => {
    const machine = deployed()
    expect(machine.run(job("smoke-on-live")).code).toBe(0)
    expect(machine.read("ran")).toMatch(/^https:\/\/live\.example 20261123\.101500-\w{8}\n$/)
  })

  test("that fails is recorded too", () => {
    const machine = deployed()
    script(machine, "smoke.sh", "exit 1")
    expect(machine.run(job("smoke-on-live")).code).toBe(1)
    expect(machine.calls()).toEqual(["check release - d1 failed"])
  })

  test.each([
    ["success", ["1", "2"]],
    ["failed", ["1"]],
    ["failed", []],
  ])("in parts has one verdict, %s, where the parts %j have passed", (status, passed) => {
    const machine = deployed()
    script(machine, "part.sh", 'echo "$@" >> ran')
    for (const index of passed)
      expect(machine.run(job("parts-on-live"), { CI_NODE_INDEX: index, CI_NODE_TOTAL: "2" })).toMatchObject({ code: 0 })
    expect(machine.run(job("verdict-parts-on-live"))).toMatchObject({ code: 0 })
    expect(machine.read("ran")).toBe(passed.length === 0 ? undefined : passed.map((one) => `${one} 2 live\n`).join(""))
    expect(machine.calls()).toEqual([`check release - d1 ${status}`])
  })

  test("has no verdict where nothing was deployed", () => {
    const machine = runner()
    expect(machine.run(job("verdict-parts-on-live")).code).toBe(0)
    expect(machine.calls()).toEqual([])
  })
})

test("services answer on localhost by the ports of the program", async () => {
  const server = createServer((socket) => socket.on("error", () => {}).end("hello"))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve))
  const port = (of: typeof server): number => {
    const address = of.address()
    return typeof address === "object" && address !== null ? address.port : 0
  }
  const [far, near] = [port(server), port(free)]
  await new Promise((resolve) => free.close(resolve))
  const machine = runner()
  const read = `node -e 'require("node:net").connect(${near}, "127.0.0.1").pipe(process.stdout)' > answer`
  const lines = `SHIPLINE_WORK="$PWD"\n${forwardScript([`${near}:127.0.0.1:${far}`])}${read}\nkill $!\n`
  const { spawn } = await import("node:child_process")
  const child = spawn("sh", ["-ec", lines], { cwd: machine.folder })
  const code = await new Promise((resolve) => child.on("close", resolve))
  await new Promise((resolve) => server.close(resolve))
  expect([code, machine.read("answer")]).toEqual([0, "hello"])
})

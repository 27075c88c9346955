import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { all, environment, gate, matrix, pipeline, rollout, secret, sh, shard } from "@shipline/core"
import { RunError } from "@shipline/runners"
import { describe, expect, test } from "vitest"
import { latestRun, project, tempFolder } from "../support/project.js"
import { plainEnv, run } from "../support/run.js"

const push = { on: { push: "main" } } as const
const token = "s3cr3t wörd/+"

const problemsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => (error instanceof RunError ? error.problems : [error]),
  )

describe("secrets", () => {
  const show = gate(
    "show",
    sh`printf 'before %s after\\n' ${secret("TOKEN")}; printf %s ${secret("TOKEN")} | base64; for part in s3cr "3t w" "örd/+"; do printf %s "$part"; sleep 0; done; echo; exit 3`,
  )

  test("are given to who names them, and shown to nobody", async () => {
    const root = project()
    const ran = await run(
      pipeline("p", push, (source) => source.pass(show)),
      { root, env: { ...plainEnv, TOKEN: token } },
    )
    expect(ran.lines("show")).toEqual(["before *** after", "***", "***"])
    const folder = latestRun(root)
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), "utf8")
      for (const form of [token, Buffer.from(token).toString("base64")]) expect(text).not.toContain(form)
    }
    expect(JSON.stringify(ran.events)).not.toContain(token)
  })

  test("of an environment come first by its own name", async () => {
    const staging = environment("eu-staging")
    const live = environment("live")
    const how = rollout({ deploy: (target) => sh`printf %s ${target.secret("KEY")} | sha256sum` })
    const both = pipeline("p", push, (source) => all(source.deploy(staging, how), source.deploy(live, how)))
    const env = { ...plainEnv, EU_STAGING_KEY: "key of staging", KEY: "key of the rest" }
    const ran = await run(both, { root: project(), env, allow: ["eu-staging", "live"] })
    const sum = async (text: string) =>
      Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(text))).toString("hex")
    expect(ran.lines("deploy-eu-staging")).toEqual([`${await sum("key of staging")}  -`])
    expect(ran.lines("deploy-live")).toEqual([`${await sum("key of the rest")}  -`])
  })

  test("that are missing are all named before anything runs, but not those of what is held", async () => {
    const live = environment("live")
    const how = rollout({ deploy: (target) => sh`echo ${target.secret("KEY")} ${secret("OTHER")}` })
    const plan = pipeline("p", push, (source) => source.pass(show).deploy(live, how))
    const root = project()
    const allowed = await problemsOf(run(plan, { root, allow: ["live"] }))
    expect(allowed).toMatchObject([
      { code: "SL4008", message: "'show' needs the secret TOKEN, which is not set" },
      { code: "SL4008", hint: "Set LIVE_KEY or KEY in the environment of this run." },
      { code: "SL4008", hint: "Set OTHER in the environment of this run." },
    ])
    expect(await problemsOf(run(plan, { root }))).toMatchObject([
      { code: "SL4008", hint: "Set TOKEN in the environment of this run." },
    ])
    expect(readdirSync(root)).not.toContain(".shipline")
  })

  test("that are too short to be masked are refused", async () => {
    const plan = pipeline("p", push, (source) => source.pass(show))
    const found = await problemsOf(run(plan, { root: project(), env: { ...plainEnv, TOKEN: "abc" } }))
    expect(found).toMatchObject([{ code: "SL4009" }])
    expect(JSON.stringify(found)).not.toContain('"abc"')
  })
})

describe("the environment of a job", () => {
  const show = gate("show", sh`env | sort`, { env: { MINE: "1", PATH_LIKE: "a b'c" } })
  const plan = pipeline("p", push, (source) => source.pass(show))
  const names = (lines: readonly string[]) => lines.map((line) => line.split("=")[0])

  test("holds what the job names and where it is, nothing of the caller's own", async () => {
    const env = {
      ...plainEnv,
      LANG: "C",
      LC_TIME: "C",
      SHOP_ROOT: "/x",
      GITHUB_TOKEN: "ghp",
      npm_config_x: "y",
      NODE_OPTIONS: "",
    }
    const ran = await run(plan, { root: project(), env, inherit: ["SHOP_ROOT"] })
    const own = ["_", "OLDPWD", "PWD", "SHLVL"]
    expect(names(ran.lines("show")).filter((name) => !own.includes(name ?? ""))).toEqual([
      "CI",
      "HOME",
      "LANG",
      "LC_TIME",
      "MINE",
      "PATH",
      "PATH_LIKE",
      "SHOP_ROOT",
    ])
    expect(ran.lines("show")).toContain("PATH_LIKE=a b'c")
    expect(ran.lines("show")).toContain("CI=true")
  })

  test("tells parts of a job apart", async () => {
    const parts = gate("parts", sh`echo ${matrix("node")} ${shard.index}/${shard.total}`, {
      matrix: { node: [20, "22"] },
      shards: 2,
    })
    const ran = await run(
      pipeline("p", push, (source) => source.pass(parts)),
      { root: project() },
    )
    expect([...ran.lines("parts")].sort()).toEqual(["20 1/2", "20 2/2", "22 1/2", "22 2/2"])
    expect(ran.summary.nodes[0]?.legs.map((leg) => leg.title)).toContain("parts (node 22, 1/2)")
    expect(readdirSync(ran.summary.folder).filter((name) => name.endsWith(".log"))).toHaveLength(4)
  })

  test("never lets a value become a part of the script", async () => {
    const evil = `$(touch ${tempFolder()}/x) \`id\` "; exit 9; ' \\ \n second`
    const echo = gate("echo", sh`printf '<%s>\n' ${secret("EVIL")}`)
    const ran = await run(
      pipeline("p", push, (source) => source.pass(echo)),
      { root: project(), env: { ...plainEnv, EVIL: evil } },
    )
    expect(ran.verdicts).toEqual({ echo: "passed" })
  })
})

import { execFileSync } from "node:child_process"
import { artifact, environment, gate, type Pipeline, pipeline, rollout, secret, sh } from "@shipline/core"
import { environmentPolicy } from "@shipline/core/plan"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type FileJob, jobIn, jobsIn, textOf } from "./file.js"
import { type Runner, runner } from "./runner.js"

// Whoever may give a pipeline variables gives them by a name, and GitLab sets them in the place of those of the file.

const app = artifact.image("app", { repository: "registry.example/acme/app" })
const unit = gate("unit", sh`echo "unit at ${"high"} pressure" >> said`)
const smoke = gate("smoke", (target) => sh`echo ${target.name} ${target.url} >> said`)
const live = environment("live", { url: "https://live.example", requires: [unit] })
const site = artifact.files("site", { paths: ["dist"] })
const shop: Pipeline = pipeline("shop", { on: { push: "main", pullRequest: true, manual: true } }, (source) =>
  source
    .pass(unit)
    .build(site, sh`mkdir -p dist && echo hello > dist/index.html`)
    .deploy(
      live,
      rollout({ deploy: (target) => sh`echo ${target.name} ${target.url} ${secret("TOKEN")} ${site.version} >> said` }),
    )
    .pass(smoke.on(live)),
)
const text = textOf(shop.plan)
const job = (id: string): FileJob => jobIn(text, `shop:${id}`)

/** Every name that a script sets, gives a command or reads, but for what is only known when the job runs. */
const names = (one: FileJob): readonly string[] => {
  const all = [...one.script, ...(one.after_script ?? [])].join("\n")
  const found = [...all.matchAll(/\b([A-Za-z_]\w*)=|\$\{?([A-Za-z_]\w*)/g)].map(([, set = "", read = set]) => read)
  const outside = /^(?:CI_|GITLAB_USER|PATH$|PWD$|HOME$|IFS$|LC_ALL$|TZ$|TOKEN$|SHIPLINE_(?:WANTED|REASON|INCIDENT)$)/
  return [...new Set(found)].filter((name) => !outside.test(name))
}

const hostile = (one: FileJob): Readonly<Record<string, string>> =>
  Object.fromEntries([...names(one), "SHIPLINE_VERSION", "SHIPLINE_NEEDS"].map((name) => [name, "hostile"]))

/** Says what the guard has been called with. */
const guard = `import { appendFileSync } from "node:fs"
const { SHIPLINE_POLICY, SHIPLINE_PIPELINE_DIGEST, SHIPLINE_LANE, SHIPLINE_OVERRIDE, SHIPLINE_VERSION, GITLAB_CI } = process.env
const [call] = process.argv.slice(2)
appendFileSync("told", JSON.stringify({ call, policy: JSON.parse(SHIPLINE_POLICY), digest: SHIPLINE_PIPELINE_DIGEST, lane: SHIPLINE_LANE, override: SHIPLINE_OVERRIDE, version: SHIPLINE_VERSION, gitlab: GITLAB_CI }) + "\\n")
if (call === "admit") appendFileSync(process.env.SHIPLINE_OUTPUT, "deployment=d1\\n")
`

const machine = (): Runner => {
  const made = runner()
  made.write(".shipline/guard.mjs", guard)
  made.fake("curl", "exit 0")
  for (const words of [
    ["init", "--quiet"],
    ["commit", "--quiet", "--allow-empty", "--message", "one"],
  ])
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], { cwd: made.folder })
  return made
}

const calls = (made: Runner): readonly Readonly<Record<string, unknown>>[] =>
  (made.read("told") ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)

/** What a way through the jobs says, with those variables set from outside. */
const story = (more: (one: FileJob) => Readonly<Record<string, string>>) => {
  const made = machine()
  for (const id of ["unit", "build-site", "deploy-live", "smoke-on-live"]) {
    const one = job(id)
    expect(made.run(one, { ...more(one), TOKEN: "s3cret" }), id).toEqual({ code: 0, log: "" })
  }
  return { made, said: made.read("said"), calls: calls(made) }
}

describe("variables of a pipeline", () => {
  test("are in the place of none that is known when the file is written", () => {
    const usual = story(() => ({}))
    expect(usual.said).toMatch(
      /^unit at high pressure\nlive https:\/\/live\.example s3cret \S+\nlive https:\/\/live\.example\n$/,
    )
    const other = story(hostile)
    expect([other.said?.replaceAll(/\d{8}\.\d{6}-\w{8}/g, "V"), other.calls]).toEqual([
      usual.said?.replaceAll(/\d{8}\.\d{6}-\w{8}/g, "V"),
      usual.calls,
    ])
  })

  test("change nothing of what the guard is told, also where a deployment fails", () => {
    const { made } = story(hostile)
    const failing = { ...job("deploy-live"), script: [...job("deploy-live").script.slice(0, -2), "exit 9"] }
    expect(made.run(failing, { ...hostile(failing), TOKEN: "s3cret" }).code).toBe(9)
    const policy = environmentPolicy(shop.plan, "live")
    expect(calls(made).filter(({ call }) => call === "admit")).toHaveLength(2)
    for (const call of calls(made)) {
      expect(call).toMatchObject({ lane: "release", gitlab: "true" })
      if (call.call === "admit") {
        expect(call).toMatchObject({ policy: { policy }, override: "$[[ inputs.override ]]" })
        expect(call).not.toHaveProperty("version")
      } else expect(call.policy).toMatchObject({ policy: { environment: "live" } })
    }
    expect(calls(made).at(-1)).toMatchObject({ call: "record" })
  })
})

test("no job has a variable but what its runner needs before the script, and what people type", () => {
  const needed = /^(?:GIT_(?:DEPTH|STRATEGY)|DOCKER_\w+|npm_config_\w+|SHIPLINE_(?:REASON|INCIDENT|WANTED))$/
  for (const [key, one] of jobsIn(text)) {
    expect(
      Object.keys(one.variables ?? {}).filter((name) => !needed.test(name)),
      key,
    ).toEqual([])
    for (const rule of one.rules) expect(rule, key).not.toHaveProperty("variables")
  }
})

describe("an image", () => {
  const publishing = (on: Parameters<typeof pipeline>[1]["on"]): string => {
    const of = pipeline("images", { on }, (source) =>
      source
        .build(app, sh`true`)
        .deploy(environment("live", { requires: [] }), rollout({ deploy: () => sh`./deploy.sh ${app.ref}` })),
    )
    const { script } = jobIn(textOf(of.plan), "images:build-app")
    return `${script.find((line) => line.startsWith("# Publish")) ?? ""}echo "$shipline_publishes"\n`
  }
  const answer = (script: string, variables: Readonly<Record<string, string>>): string =>
    execFileSync("sh", ["-euc", script], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, CI_DEFAULT_BRANCH: "main", shipline_publishes: "true", ...variables },
    }).trim()
  const on = {
    push: { branches: ["main", "stable/**", "hot.fix/*"], tags: ["v*", "sdk/v1"] },
    pullRequest: true,
    manual: true,
  } as const

  test.each([
    ["push", { CI_COMMIT_BRANCH: "main" }, "true"],
    ["web", { CI_COMMIT_BRANCH: "main" }, "true"],
    ["web", { CI_COMMIT_BRANCH: "mainly" }, "false"],
    ["web", { CI_COMMIT_BRANCH: "stable/1/2" }, "true"],
    ["web", { CI_COMMIT_BRANCH: "hot.fix/1" }, "true"],
    ["web", { CI_COMMIT_BRANCH: "hot.fix/1/2" }, "false"],
    ["web", { CI_COMMIT_BRANCH: "hotxfix/1" }, "false"],
    ["web", { CI_COMMIT_BRANCH: "" }, "false"],
    ["api", { CI_COMMIT_TAG: "v1.2" }, "true"],
    ["api", { CI_COMMIT_TAG: "x" }, "false"],
    ["merge_request_event", {}, "false"],
    ["merge_request_event", { CI_COMMIT_BRANCH: "main", SHIPLINE_PUBLISHES: "true" }, "false"],
    ["push", { CI_COMMIT_BRANCH: "main", SHIPLINE_PUBLISHES: "false" }, "true"],
  ])("of a pipeline by %s on %j is published: %s", (source, variables, expected) => {
    expect(answer(publishing(on), { CI_PIPELINE_SOURCE: source, ...variables })).toBe(expected)
  })

  test("is published from the default branch where no push deploys", () => {
    const script = publishing({ manual: true, pullRequest: true })
    expect(answer(script, { CI_PIPELINE_SOURCE: "web", CI_COMMIT_BRANCH: "main" })).toBe("true")
    expect(answer(script, { CI_PIPELINE_SOURCE: "web", CI_COMMIT_BRANCH: "other" })).toBe("false")
    expect(answer(script, { CI_PIPELINE_SOURCE: "web", CI_COMMIT_TAG: "v1" })).toBe("false")
  })
})

test("a branch is published from exactly where the rules deploy it", () => {
  const patterns = ["main", "r/*", "s/**", "a*b", "x.y"]
  const machines = patterns.map((pattern) => {
    const of = pipeline("images", { on: { push: pattern, manual: true } }, (source) =>
      source
        .build(app, sh`true`)
        .deploy(environment("live", { requires: [] }), rollout({ deploy: () => sh`./deploy.sh ${app.ref}` })),
    )
    const file = textOf(of.plan)
    const rule = jobIn(file, "images:deploy-live").rules[0]?.if ?? ""
    const [, equal, like = ""] = /\$CI_COMMIT_BRANCH (?:== "([^"]*)"|=~ \/(.*)\/)/.exec(rule) ?? []
    const script = jobIn(file, "images:build-app").script.find((line) => line.startsWith("# Publish")) ?? ""
    return { script, deploys: (name: string) => (equal === undefined ? new RegExp(like).test(name) : name === equal) }
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...machines),
      fc.array(fc.constantFrom("main", "r", "s", "a", "b", "x", "y", ".", "/", "/"), { maxLength: 6 }),
      ({ script, deploys }, parts) => {
        const name = parts.join("")
        const said = execFileSync("sh", ["-euc", `${script}echo "$shipline_publishes"`], {
          encoding: "utf8",
          env: { PATH: process.env.PATH, CI_PIPELINE_SOURCE: "web", CI_COMMIT_BRANCH: name },
        })
        expect(said.trim()).toBe(String(deploys(name)))
      },
    ),
    { numRuns: 60 },
  )
})

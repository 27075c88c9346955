import { execFileSync, spawnSync } from "node:child_process"
import { chmodSync, existsSync, symlinkSync } from "node:fs"
import { expect, test } from "vitest"
import { type Repository, repository, shopProgram } from "../support/repository.js"
import { shipline } from "../support/shipline.js"

const shop = (): Repository => repository({ "pipelines/shop.ts": shopProgram(), "page.html": "one\n" })

/** A `gh` that notes what it was told, one word after the other, and is logged in or not. */
const withGh = (here: Repository, { loggedIn = true, fails = false } = {}) => {
  here.write(
    "live/bin/gh",
    `#!/bin/sh
if [ "$1 $2" = "auth status" ]; then exit ${loggedIn ? 0 : 1}; fi
for word in "$@"; do printf '%s\\0' "$word" >> "$GH_WORDS"; done
${fails ? "echo 'could not find any workflows named shop.yml' >&2; exit 1" : "echo 'https://github.com/acme/shop/actions/runs/1'"}
`,
  )
  chmodSync(here.file("live/bin/gh"), 0o755)
  const env = { PATH: `${here.file("live/bin")}:${process.env.PATH}`, GH_WORDS: here.file("live/words") }
  const words = (): readonly string[] | undefined =>
    existsSync(here.file("live/words")) ? here.read("live/words").split("\0").slice(0, -1) : undefined
  return { env, words }
}

/** A PATH with git and nothing else. */
const withoutGh = (here: Repository) => {
  here.write("live/bin/.keep", "")
  symlinkSync(execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim(), here.file("live/bin/git"))
  return { PATH: here.file("live/bin") }
}

const hostile = `it's "bad"; $(touch pwned) \`id\` @file --flag\nsecond line ü`

test("a promotion is started by gh, each word as it was given", async () => {
  const here = shop()
  const { env, words } = withGh(here)
  const args = ["promote", "1.4.0", "--to", "production", "--reason", hostile, "--incident", "INC-7", "--remote"]
  const { code, stdout, stderr } = await shipline(here, args, { env })
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "",
    stderr:
      "https://github.com/acme/shop/actions/runs/1\nStarted on GitHub. Follow it: gh run list --workflow shop.yml\n",
  })
  expect(words()).toEqual(
    [
      ["workflow", "run", "shop.yml"],
      ["-f", "lane=promote", "-f", "environment=production", "-f", "version=1.4.0"],
      ["-f", `reason=${hostile}`, "-f", "incident=INC-7"],
    ].flat(),
  )
  expect(existsSync(here.file("pwned"))).toBe(false)
})

test("a rollback names no version where it is to be the last good one, and its workflow where that is said", async () => {
  const here = shop()
  const { env, words } = withGh(here)
  const args = ["rollback", "production", "--reason", "x", "--override", "freeze", "--remote", "--ref", "v1", "--json"]
  const { code, stdout } = await shipline(here, args, { env })
  const command = [
    ["workflow", "run", "shop.yml", "--ref", "v1"],
    ["-f", "lane=rollback", "-f", "environment=production", "-f", "reason=x", "-f", "override=freeze"],
  ].flat()
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ dispatched: true, command: ["gh", ...command] })
  expect(words()).toEqual(command)
})

test("a hotfix is started for the branch that is checked out, once GitHub has it", async () => {
  const here = shop()
  const { env, words } = withGh(here)
  const hotfix = ["run", "pipelines/shop.ts", "--lane", "hotfix", "--reason", "x", "--remote"]
  expect(await shipline(here, hotfix, { env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("error[SL5507]: the branch 'main' was never pushed\n"),
  })
  here.git("init", "--quiet", "--bare", "live/origin.git")
  here.git("remote", "add", "origin", here.file("live/origin.git"))
  here.git("push", "--quiet", "--set-upstream", "origin", "main")
  here.commit("more")
  expect((await shipline(here, hotfix, { env })).stderr).toContain("the branch 'main' is not what was pushed")
  expect(words()).toBeUndefined()
  here.git("push", "--quiet")
  expect(await shipline(here, hotfix, { env })).toMatchObject({ code: 0 })
  expect(words()).toEqual(["workflow", "run", "shop.yml", "--ref", "main", "-f", "lane=hotfix", "-f", "reason=x"])
  here.git("checkout", "--quiet", "--detach")
  expect((await shipline(here, hotfix, { env })).stderr).toContain("error[SL5507]: no branch is checked out\n")
})

test.each([
  ["gh is not installed", "missing"],
  ["gh is not logged in", "logged out"],
] as const)("where %s the command is printed as a shell reads it", async (fault, kind) => {
  const here = shop()
  const env = kind === "missing" ? withoutGh(here) : withGh(here, { loggedIn: false }).env
  const args = ["promote", "1.4.0", "--to", "production", "--reason", hostile, "--remote"]
  const { code, stdout, stderr } = await shipline(here, args, { env })
  expect(code).toBe(1)
  expect(stderr).toContain(`error[SL5508]: nothing was started: ${fault}\n`)
  const fake = withGh(here)
  expect(spawnSync("sh", ["-c", stdout], { cwd: here.path, env: fake.env }).status).toBe(0)
  expect(fake.words()).toContain(`reason=${hostile}`)
  expect(existsSync(here.file("pwned"))).toBe(false)
})

test("what gh says is told where it fails, with the command", async () => {
  const here = shop()
  const { env } = withGh(here, { fails: true })
  const { code, stdout, stderr } = await shipline(here, ["rollback", "production", "--reason", "x", "--remote"], {
    env,
  })
  expect(code).toBe(1)
  expect(stdout).toBe("gh workflow run shop.yml -f lane=rollback -f environment=production -f reason=x\n")
  expect(stderr).toContain(
    "error[SL5509]: gh could not start the workflow: could not find any workflows named shop.yml\n",
  )
})

test("what would be refused there is not started", async () => {
  const here = shop()
  const { env, words } = withGh(here)
  const run = (...args: readonly string[]) => shipline(here, [...args, "--remote"], { env })
  expect(await run("rollback", "production", "--reason", " ")).toMatchObject({
    code: 2,
    stderr: 'error[SL6009]: a rollback needs a reason\n = help: Say why it is done: --reason "…".\n',
  })
  expect(await run("rollback", "prodution", "--reason", "x")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Did you mean 'production'?"),
  })
  expect(await run("run", "pipelines/shop.ts")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL5006]: '--remote' starts the hotfix lane alone"),
  })
  expect(
    await run("run", "pipelines/shop.ts", "--lane", "hotfix", "--reason", "x", "--allow", "staging"),
  ).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("error[SL5006]: '--allow' and '--remote' exclude each other"),
  })
  expect(words()).toBeUndefined()
})

test.each([
  [["rollback", "production", "--reason", "x"]],
  [["promote", "1.4.0", "--to", "production", "--reason", "x"]],
  [["run", "pipelines/shop.ts", "--lane", "hotfix", "--reason", "x", "--allow", "production"]],
])("a branch without '--remote' deploys nothing from this machine: %j", async (args) => {
  expect(await shipline(shop(), [...args, "--ref", "main"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr:
      "error[SL5006]: '--ref' names what GitHub runs, and without '--remote' this machine runs HEAD\n" +
      " = help: Add --remote, or leave --ref out.\n",
  })
})

test("where the pipeline runs on GitLab nothing is started, and the request is printed as a shell reads it", async () => {
  const here = shop()
  here.write("pipelines/site.ts", shopProgram("", "site").replaceAll('"production"', '"web"'))
  const { env, words } = withGh(here)
  expect(await shipline(here, ["compile", "--target", "gitlab"])).toMatchObject({ code: 0 })
  here.git("remote", "add", "origin", "git@gitlab.example.org:acme/web/shop.git")
  const reason = "too many (50 %) orders; lost & gone ü"
  const promote = ["promote", "1.4.0", "--to", "production", "--remote", "--file", "pipelines/shop.ts", "--reason"]
  for (const refused of [hostile, "it's", "$HOME", "a\\b", "x".repeat(201)])
    expect(await shipline(here, [...promote, refused], { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("error[SL5502]: '--reason' has the value "),
    })
  const args = [...promote, reason]
  const { code, stdout, stderr } = await shipline(here, args, { env })
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      "error[SL5510]: nothing was started: 'shop' runs on GitLab, and Shipline has no token for its API\n" +
      " = help: Send the request below, with a token of yours in TOKEN, or start it under Build > Pipelines > New pipeline.\n",
  })
  here.write("live/bin/curl", '#!/bin/sh\nfor word in "$@"; do printf \'%s\\0\' "$word"; done\n')
  chmodSync(here.file("live/bin/curl"), 0o755)
  const played = spawnSync("sh", ["-c", stdout], { cwd: here.path, env: { ...env, TOKEN: "t" }, encoding: "utf8" })
  const inputs = { pipeline: "shop", lane: "promote", environment: "production", version: "1.4.0", reason }
  const url = "https://gitlab.example.org/api/v4/projects/acme%2Fweb%2Fshop/pipeline"
  expect(played.stdout.split("\0").slice(0, -1)).toEqual(
    [
      ["--fail", "--header", "PRIVATE-TOKEN: t", "--header", "Content-Type: application/json"],
      ["--data", JSON.stringify({ ref: "main", inputs }), url],
    ].flat(),
  )
  const data = await shipline(here, ["rollback", "production", "--reason", "x", "--remote", "--ref", "v1", "--json"])
  expect(JSON.parse(data.stdout)).toEqual({
    dispatched: false,
    request: {
      method: "POST",
      url,
      body: { ref: "v1", inputs: { pipeline: "shop", lane: "rollback", environment: "production", reason: "x" } },
    },
  })
  expect(words()).toBeUndefined()
})

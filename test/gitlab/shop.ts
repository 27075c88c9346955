import { execFileSync, spawnSync } from "node:child_process"
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { LedgerRecord } from "@shipline/core/ledger"
import { bin, built } from "../../packages/cli/test/support/built.js"
import { gitStore } from "../../packages/runners/src/ledger/git/git-store.js"
import { freePorts } from "../../scripts/start/free-ports.mjs"
import { shopRepository } from "../../scripts/start/shop-repository.mjs"
import { gitlabCiLocal, type Ran, type Started } from "./gitlab-ci-local.js"
import { gitlabServer } from "./gitlab-server.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..")

export const environments = ["dev", "staging", "production"] as const
export type Environment = (typeof environments)[number]

/** What the jobs' scripts call beside Node: a machine that lacks one is told so, and no test is left out. */
const programs = ["bash", "curl", "git", "grep", "gzip", "sed", "sha256sum", "tar", "timeout"]

const expectPrograms = (): void => {
  const missing = programs.filter((name) => spawnSync("sh", ["-c", 'command -v "$1"', "sh", name]).status !== 0)
  if (missing.length > 0)
    throw new Error(`The shop's jobs on GitLab call programs that this machine does not have: ${missing.join(", ")}.`)
}

/** The rehearsal, of one release. */
const wayBack = `import assert from "node:assert/strict"
import { test } from "node:test"
import { CRASHES } from "../support/changes.mjs"
import { world } from "../support/world.mjs"

test("a release that crashes is replaced by the one before", async (context) => {
  const machine = world(context)
  const dev = await machine.target("dev")
  const first = machine.release("1.0.0")
  await machine.migrate(dev, first)
  assert.equal((await machine.deploy(dev, first)).code, 0)
  assert.equal((await machine.deploy(dev, machine.release("1.1.0", CRASHES))).code, 1)
  assert.equal(await machine.versionOf(dev), "1.0.0")
})
`

/** The example's shop in a project on GitLab: its repository, the server, the machine on which its environments run. */
export const shopOnGitLab = async () => {
  expectPrograms()
  const place = mkdtempSync(join(tmpdir(), "shipline-gitlab-"))
  const [repositories, folder, home, environment] = ["repositories", "shop", "home", "environments"].map((name) => {
    mkdirSync(join(place, name))
    return join(place, name)
  }) as [string, string, string, string] // one for each name
  const port: number = await freePorts(environments.length)
  const shop = shopRepository(root, folder)
  const server = await gitlabServer(repositories)
  const bare = join(repositories, "acme", "shop.git")

  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim()
  const commit = (message: string): void => {
    git("add", ".")
    git("-c", "user.name=Ada", "-c", "user.email=ada@shop.example", "commit", "--quiet", "--message", message)
  }
  const push = (): string => {
    git("push", "--quiet", bare, "HEAD:main")
    return git("rev-parse", "HEAD")
  }
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", bare], { stdio: "pipe" })
  git("remote", "add", "origin", `${server.url}/acme/shop.git`)
  appendFileSync(join(folder, ".git", "info", "exclude"), ".gitlab-ci-local\n")
  writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = Ada\n\temail = ada@shop.example\n")

  // Its own tests are run as a whole elsewhere; those that watch the clock are left out, so that a busy machine has time.
  for (const suite of ["life", "smoke"]) rmSync(join(folder, "test", "integration", `${suite}.test.mjs`))
  writeFileSync(join(folder, "test", "deploy", "way-back.test.mjs"), wayBack)

  // What a person does who moves the shop to GitLab.
  const machine = { SHOP_ROOT: environment, SHOP_PORT: String(port) }
  rmSync(join(folder, "node_modules"))
  mkdirSync(join(folder, "node_modules", "@shipline"), { recursive: true })
  symlinkSync(join(built, "core"), join(folder, "node_modules", "@shipline", "core"), "dir")
  execFileSync(process.execPath, [bin, "compile", "--target", "gitlab"], {
    cwd: folder,
    stdio: "pipe",
    env: { PATH: process.env.PATH, HOME: home, ...machine },
  })
  commit("Go through GitLab")
  push()

  const variables = {
    CI_JOB_TOKEN: server.token,
    CI_COMMIT_REF_PROTECTED: "true",
    GITLAB_USER_ID: "1815",
  }
  const address = (name: Environment): string => `http://127.0.0.1:${port + 1 + environments.indexOf(name)}`

  return {
    folder,
    commit,
    push,
    change: shop.change,
    file: (name: string): string => join(folder, name),
    files: server.files,
    pipeline: ({
      variables: more = {},
      ...started
    }: Started & { readonly variables?: Readonly<Record<string, string>> }): Promise<Ran> =>
      gitlabCiLocal({ repository: folder, home, variables: { ...variables, ...more } }, started),
    /** What answers in an environment, over HTTP; undefined where nothing does. */
    running: async (name: Environment): Promise<string | undefined> => {
      const response = await fetch(`${address(name)}/version`).catch(() => undefined)
      if (response === undefined) return undefined
      return ((await response.json()) as { version: string }).version // the shop's own answer
    },
    page: async (name: Environment): Promise<string> => (await fetch(address(name))).text(),
    records: async (name: Environment): Promise<readonly LedgerRecord[]> =>
      (await gitStore({ repository: bare }).read(name)).toReversed(),
    /** Nothing stays: no server, no port, no folder. */
    stop: async (): Promise<void> => {
      await server.close()
      if (existsSync(folder))
        execFileSync(process.execPath, ["scripts/stop.mjs"], {
          cwd: join(root, "examples", "shop"),
          stdio: "pipe",
          env: { PATH: process.env.PATH, HOME: home, ...machine },
        })
      rmSync(place, { recursive: true, force: true })
    },
  }
}

export type ShopOnGitLab = Awaited<ReturnType<typeof shopOnGitLab>>

import { execFileSync, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { EnvironmentState, LedgerRecord, RecordDraft } from "@shipline/core/ledger"
import { gitStore } from "../../../src/ledger/git/git-store.js"
import { git, tempFolder } from "../../support/project.js"
import { guardFile } from "./built-guard.js"

/** How a call of the guard ended, and what it left for the job. */
export interface Called {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

export type Variables = Readonly<Record<string, string | undefined>>

export interface Commit {
  readonly sha: string
  readonly number: number
  readonly version: string
}

export interface Built {
  readonly digest: string
  readonly version: string
}

/** Reads GITHUB_OUTPUT as the runner does. */
const outputsOf = (text: string): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  const lines = text.split("\n")
  while (lines.length > 1) {
    const [, name = "", end = ""] = /^([^<=]+)<<(.+)$/.exec(lines.shift() ?? "") ?? []
    if (name === "") throw new Error(`no output: ${JSON.stringify(text)}`)
    const value: string[] = []
    for (let line = lines.shift(); line !== end; line = lines.shift()) {
      if (line === undefined) throw new Error(`an output without an end: ${JSON.stringify(text)}`)
      value.push(line)
    }
    found[name] = value.join("\n")
  }
  return found
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "")

/** A server with one repository, a clone as a job checks it out, and the folders of a runner: all of it real. */
export const place = () => {
  const folder = tempFolder()
  const bare = join(folder, "server", "acme", "shop")
  mkdirSync(bare, { recursive: true })
  git(bare, "init", "--quiet", "--bare", "--initial-branch=main")
  const clone = join(folder, "work", "shop")
  mkdirSync(clone, { recursive: true })
  git(clone, "init", "--quiet", "--initial-branch=main")
  git(clone, "remote", "add", "origin", bare)
  mkdirSync(join(clone, ".shipline"))
  copyFileSync(guardFile, join(clone, ".shipline", "guard.mjs"))
  const temp = join(folder, "temp")
  mkdirSync(temp)
  const store = gitStore({ repository: bare })
  let calls = 0

  const commit = (text: string): Commit => {
    writeFileSync(join(clone, "source.txt"), `${text}\n`)
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", text)
    git(clone, "push", "--quiet", "origin", "main")
    const sha = git(clone, "rev-parse", "HEAD").trim()
    const number = Number(git(clone, "rev-list", "--count", "HEAD"))
    return { sha, number, version: `20260131.120000-${sha.slice(0, 8)}` }
  }

  /** A real archive where the job has downloaded it. */
  const download = (content: string): string => {
    const files = join(temp, "files")
    mkdirSync(files, { recursive: true })
    mkdirSync(join(temp, "shop"), { recursive: true })
    writeFileSync(join(files, "index.html"), content)
    const archive = join(temp, "shop", "shop.tar.gz")
    execFileSync("tar", ["-czf", archive, "--mtime=@0", "-C", files, "index.html"], {
      env: { ...process.env, GZIP: "" },
    })
    return `sha256:${createHash("sha256").update(readFileSync(archive)).digest("hex")}`
  }

  const call = async (command: readonly string[], variables: Variables, node = process.execPath): Promise<Called> => {
    calls += 1
    const output = join(folder, `output-${calls}`)
    const summary = join(folder, `summary-${calls}`)
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: pathToFileURL(join(folder, "server")).href,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_ACTOR: "ada",
      GITHUB_ACTOR_ID: "1815",
      GITHUB_TRIGGERING_ACTOR: "ada",
      GITHUB_RUN_ID: "100",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: temp,
      SHIPLINE_PIPELINE_DIGEST: `sha256:${"a".repeat(64)}`,
      SHIPLINE_TOKEN: "ghs_verysecrettoken",
      ...variables,
    }
    const child = spawn(node, [join(".shipline", "guard.mjs"), ...command], { cwd: clone, env })
    let [stdout, stderr] = ["", ""]
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text
    })
    const [code, signal] = await once(child, "close")
    return { code, signal, stdout, stderr, outputs: outputsOf(read(output)), summary: read(summary) }
  }

  return {
    folder,
    bare,
    clone,
    temp,
    store,
    commit,
    download,
    call,
    records: async (environment: string): Promise<readonly LedgerRecord[]> =>
      (await store.read(environment)).toReversed(),
    state: async (environment: string): Promise<EnvironmentState> => (await store.tip(environment)).state,
    append: async (environment: string, draft: (state: EnvironmentState) => RecordDraft) => {
      const tip = await store.tip(environment)
      return store.append(environment, [draft(tip.state)], tip)
    },
  }
}

export type Place = ReturnType<typeof place>

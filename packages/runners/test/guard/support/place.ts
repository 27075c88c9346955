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
import { github } from "./github.js"

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

/** The folders and files that a runner has for a job. */
export interface Given {
  readonly server: string
  readonly temp: string
  readonly output: string
  readonly summary: string
}

/** What a platform gives to a job, and how it takes what the job hands on. */
export interface Runner {
  /** Where its server keeps the repository. */
  readonly repository: string
  variables(given: Given): Variables
  outputs(text: string): Readonly<Record<string, string>>
}

export interface Commit {
  readonly sha: string
  readonly number: number
  readonly version: string
}

export interface Built {
  readonly digest: string
  readonly version: string
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "")

/** A server with one repository, a clone as a job checks it out, and the folders of a runner: all of it real. */
export const place = (runner: Runner = github) => {
  const folder = tempFolder()
  const bare = join(folder, "server", runner.repository)
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
      SHIPLINE_PIPELINE_DIGEST: `sha256:${"a".repeat(64)}`,
      ...runner.variables({ server: pathToFileURL(join(folder, "server")).href, temp, output, summary }),
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
    return { code, signal, stdout, stderr, outputs: runner.outputs(read(output)), summary: read(summary) }
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

import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll } from "vitest"

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A new folder whose name is as unpleasant as names get. It is removed after the tests of the file. */
export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "shipline tëst 'ü' "))
  made.push(folder)
  return folder
}

export const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, GIT_COMMITTER_DATE: "2026-01-31T12:00:00Z", GIT_AUTHOR_DATE: "2026-01-31T12:00:00Z" },
  })

export const write = (root: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** A repository with one commit of these files. */
export const project = (files: Readonly<Record<string, string>> = { "a file.txt": "committed\n" }): string => {
  const root = tempFolder()
  git(root, "init", "--quiet", "--initial-branch=main")
  write(root, files)
  git(root, "add", ".")
  git(root, "commit", "--quiet", "--message", "first")
  return root
}

/** The folder of the only run, or of the latest. */
export const latestRun = (root: string): string => {
  const runs = join(root, ".shipline", "runs")
  return join(runs, readdirSync(runs).sort().at(-1) ?? "")
}

export const readLog = (root: string, name: string): string =>
  readFileSync(join(latestRun(root), `${name}.log`), "utf8")

export const readJournal = (root: string): readonly { readonly kind: string }[] =>
  readFileSync(join(latestRun(root), "run.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line): { readonly kind: string } => JSON.parse(line))

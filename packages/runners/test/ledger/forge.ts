import { execFileSync } from "node:child_process"
import type { LedgerRecord } from "@shipline/core/ledger"
import { gitStore } from "../../src/ledger/git/git-store.js"
import type { ChainEntry } from "../../src/ledger/verify/chain-entry.js"
import { bareRepository } from "./places.js"

/** A link as a forger has it: everything that Shipline wrote, to be changed at will. */
export interface Forged {
  readonly record: string
  readonly current: string
  /** Other files, by name. */
  readonly others?: Readonly<Record<string, string>>
  /** `Name <mail>`. Default: what Shipline writes. */
  readonly who?: string
  /** Begins a history of its own. */
  readonly root?: true
  /** A commit without files that it joins. */
  readonly joins?: true
}

const git = (cwd: string, args: readonly string[], input = "", env: Readonly<Record<string, string>> = {}): string =>
  execFileSync("git", args, { cwd, input, encoding: "utf8", env: { ...process.env, ...env } }).trim()

const commit = (cwd: string, link: Forged, parent: string | undefined): string => {
  const files = { "record.json": link.record, "current.json": link.current, ...link.others }
  const tree = Object.entries(files).map(
    ([name, text]) => `100644 blob ${git(cwd, ["hash-object", "-w", "--stdin"], text)}\t${name}`,
  )
  const id = git(cwd, ["mktree"], `${tree.join("\n")}\n`)
  const [, name = "", mail = ""] = /^(.*) <(.*)>$/.exec(link.who ?? "Shipline <shipline@localhost>") ?? []
  const [, at = "2026-11-23T12:00:00Z"] = /"at": "([^"]*)"/.exec(link.record) ?? []
  const when = `${Math.floor(Date.parse(at) / 1000)} +0000`
  const env = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: mail,
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: mail,
    GIT_COMMITTER_DATE: when,
  }
  const joined = link.joins === true ? [git(cwd, ["commit-tree", git(cwd, ["mktree"]), "-m", "other"], "", env)] : []
  const parents = [...(parent === undefined || link.root === true ? [] : [parent]), ...joined]
  return git(cwd, ["commit-tree", id, "-m", "forged", ...parents.flatMap((one) => ["-p", one])], "", env)
}

/** A repository whose chain of `production` a forger has written. */
export const forgedRepository = (links: readonly Forged[]): string => {
  const repository = bareRepository()
  let tip: string | undefined
  for (const link of links) tip = commit(repository, link, tip)
  git(repository, ["update-ref", "refs/heads/shipline/ledger/production", tip ?? ""])
  return repository
}

/** What a repository's chain of `production` holds, oldest first. */
export const linksOf = async (repository: string): Promise<readonly Forged[]> => {
  const entries: ChainEntry[] = []
  for await (const entry of gitStore({ repository }).entries("production")) entries.push(entry)
  return entries.map(({ record = "", current = "" }) => ({ record, current }))
}

/** A record's text with some of it changed, written as Shipline writes it. */
export const edited = (text: string, change: Partial<LedgerRecord> | Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ ...JSON.parse(text), ...change }, null, 2)}\n`

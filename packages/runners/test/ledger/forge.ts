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

const branch = "refs/heads/shipline/ledger/production"
const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`

/** A link as `git fast-import` reads it, with the mark of its place. */
const commit = (link: Forged, place: number): string => {
  const [, at = "2026-11-23T12:00:00Z"] = /"at": "([^"]*)"/.exec(link.record) ?? []
  const seconds = Math.floor(Date.parse(at) / 1000)
  const who = `${link.who ?? "Shipline <shipline@localhost>"} ${Number.isNaN(seconds) ? 0 : seconds} +0000`
  const files = { "record.json": link.record, "current.json": link.current, ...link.others }
  const joined = `commit refs/forged/other\nmark :${1000 + place}\ncommitter ${who}\n${data("other")}`
  const first = place === 1 || link.root === true
  return [
    link.joins === true ? joined : "",
    first ? `reset ${branch}\n` : "",
    `commit ${branch}\nmark :${place}\nauthor ${who}\ncommitter ${who}\n${data("forged")}`,
    first ? "" : `from :${place - 1}\n`,
    link.joins === true ? `merge :${1000 + place}\n` : "",
    "deleteall\n",
    ...Object.entries(files).map(([name, text]) => `M 100644 inline ${name}\n${data(text)}`),
    "\n",
  ].join("")
}

/** A repository whose chain of `production` a forger has written. */
export const forgedRepository = (links: readonly Forged[]): string => {
  const repository = bareRepository()
  const input = links.map((link, index) => commit(link, index + 1)).join("")
  execFileSync("git", ["fast-import", "--quiet", "--force"], { cwd: repository, input })
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

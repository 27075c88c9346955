import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type AnyEnvironment, artifact, environment, gate, pipeline, rollout, sh, type Window } from "@shipline/core"
import type { LedgerRecord, RecordKind, RecordOf } from "@shipline/core/ledger"
import { chooseStore } from "@shipline/runners"
import { git, write } from "./project.js"

/** Where a shop deploys to, and what its production adds. */
export interface ShopOptions {
  readonly to: string
  readonly freeze?: readonly Window[]
}

/**
 * A shop whose source is one file: it is built into an artifact, deployed by a copy, and checked where it runs. A source
 * that says `broken` fails its check there, one that says `stuck` fails while it is deployed.
 */
export const shop = ({ to, freeze = [] }: ShopOptions) => {
  const site = artifact.files("site", { paths: ["dist"] })
  const unit = gate("unit", sh`echo unit`)
  const review = gate("review", sh`echo review`)
  const smoke = gate("smoke", (target) => sh`echo smoke ${site.version}; ! grep broken ${to}/${target.name}/page`)
  const staging = environment("staging", { requires: [unit], hotfix: { requires: [unit] } })
  const production = environment("production", {
    after: [staging],
    requires: [unit, review, smoke.on(staging)],
    hotfix: { requires: [unit] },
    freeze,
  })
  const copy = (where: AnyEnvironment) =>
    rollout({
      migrate: () => sh`echo migrate`,
      deploy: () =>
        sh`cat how; mkdir -p ${to}/${where.name}; cp ${site.path}/dist/page ${to}/${where.name}/page; ! grep stuck ${site.path}/dist/page`,
    })
  return pipeline("shop", { on: { push: "main" } }, (source) =>
    source
      .pass(unit, review)
      .build(site, sh`echo build; mkdir dist; cp page dist/page`)
      .deploy(staging, copy(staging))
      .pass(smoke.on(staging))
      .deploy(production, copy(production))
      .pass(smoke.on(production)),
  )
}

/** Commits a page, and returns the commit. */
export const commitPage = (root: string, page: string): string => {
  write(root, { page: `${page}\n`, how: `how to deploy ${page}\n` })
  git(root, "add", ".")
  git(root, "commit", "--quiet", "--message", page)
  return git(root, "rev-parse", "HEAD").trim()
}

/** What an environment serves; empty where nothing was ever deployed. */
export const served = (to: string, environment: string): string => {
  const page = join(to, environment, "page")
  return existsSync(page) ? readFileSync(page, "utf8").trim() : ""
}

/** The records of an environment, oldest first. */
export const recordsOf = async (root: string, environment: string): Promise<readonly LedgerRecord[]> =>
  (await (await chooseStore(root, undefined)).read(environment)).toReversed()

/** The last record of a kind. */
export const lastOf = async <K extends RecordKind>(
  root: string,
  environment: string,
  kind: K,
): Promise<RecordOf<K>> => {
  const records = await recordsOf(root, environment)
  const found = records.findLast((record): record is RecordOf<K> => record.kind === kind)
  if (found === undefined) throw new Error(`${environment} has no record ${kind}`)
  return found
}

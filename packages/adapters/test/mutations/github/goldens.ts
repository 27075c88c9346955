import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { github } from "@shipline/adapters"
import type { Pipeline } from "@shipline/core"
import { pipelines } from "../../pipelines/index.js"

const folder = new URL("../../github/golden/", import.meta.url)

/** A golden file, with the pipeline that it was made of. */
export interface Golden {
  readonly path: string
  readonly text: string
  readonly plan: Pipeline["plan"]
}

/** By pipeline. */
export const goldens: ReadonlyMap<string, Golden> = new Map(
  pipelines.map(({ name, plan }): [string, Golden] => {
    const path = github.compile(plan).files[0]?.path ?? ""
    return [name, { path, text: readFileSync(new URL(basename(path), folder), "utf8"), plan }]
  }),
)

export const goldenOf = (pipeline: string): Golden => {
  const golden = goldens.get(pipeline)
  if (golden === undefined) throw new Error(`no golden file of ${pipeline}`)
  return golden
}

import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { type CompiledFile, gitlab } from "@shipline/adapters"
import type { Pipeline } from "@shipline/core"
import { pipelines } from "../../pipelines/index.js"

const folder = new URL("../../gitlab/golden/", import.meta.url)
const rootPath = ".gitlab-ci.yml"

/** Golden files, with the pipeline that they were made of. */
export interface Golden {
  readonly path: string
  readonly text: string
  readonly root: string
  readonly plan: Pipeline["plan"]
}

/** By pipeline: those that GitLab can run. */
export const goldens: ReadonlyMap<string, Golden> = new Map(
  pipelines.flatMap(({ name, plan }): readonly [string, Golden][] => {
    const [file] = gitlab.compile(plan).files
    if (file === undefined) return []
    const text = readFileSync(new URL(basename(file.path), folder), "utf8")
    const root = readFileSync(new URL(`${basename(file.path, ".yml")}${rootPath}`, folder), "utf8")
    return [[name, { path: file.path, text, root, plan }]]
  }),
)

export const goldenOf = (pipeline: string): Golden => {
  const golden = goldens.get(pipeline)
  if (golden === undefined) throw new Error(`no golden files of ${pipeline}`)
  return golden
}

export const filesOf = ({ path, text, root }: Pick<Golden, "path" | "text" | "root">): readonly CompiledFile[] => [
  { path: rootPath, text: root },
  { path, text },
]

import { existsSync, globSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import type { Problem } from "@shipline/core"
import type { Config } from "../config.js"
import { nearest } from "../nearest.js"
import { problem, Refusal } from "../problem.js"
import { type Loading, loadModule } from "./load-module.js"
import type { Witness } from "./witness.js"

export interface LoadedConfig extends Config {
  readonly path: string
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== ""
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isPin = (value: unknown): boolean => isRecord(value) && isText(value.tag) && isText(value.commit)

const keys: Readonly<Record<keyof Config, { readonly fits: (value: unknown) => boolean; readonly shape: string }>> = {
  pipelines: { fits: (value) => Array.isArray(value) && value.every(isText), shape: 'a list of paths: ["ci/shop.ts"]' },
  out: { fits: isText, shape: 'a path: "../.."' },
  target: { fits: isText, shape: 'a platform: "github"' },
  pins: {
    fits: (value) => isRecord(value) && Object.values(value).every(isPin),
    shape: 'commits by action: { "actions/checkout": { tag: "v7.0.1", commit: "3d3c…" } }',
  },
}

const check = (value: unknown, path: string): readonly Problem[] => {
  const at = { file: path, line: 1, column: 1 }
  if (!isRecord(value)) {
    return [
      problem(
        "SL5301",
        "the configuration is not an object",
        "Export an object: export default { pipelines: [] }.",
        at,
      ),
    ]
  }
  return Object.entries(value).flatMap(([key, given]) => {
    if (!Object.hasOwn(keys, key)) {
      const near = nearest(key, Object.keys(keys))
      const hint = near === undefined ? `The keys are ${Object.keys(keys).join(", ")}.` : `Did you mean '${near}'?`
      return [problem("SL5302", `the configuration has the key '${key}', which Shipline does not know`, hint, at)]
    }
    const { fits, shape } = keys[key as keyof Config] // it is one of them, as was just looked up
    return given === undefined || fits(given)
      ? []
      : [problem("SL5303", `'${key}' has a value that it cannot have`, `Write ${shape}.`, at)]
  })
}

/** The configuration in a folder, if there is one. */
export const loadConfig = async (folder: string, loading: Loading): Promise<LoadedConfig | undefined> => {
  const names = ["ts", "mts", "js", "mjs"].map((extension) => join(folder, `shipline.config.${extension}`))
  const path = names.find((name) => {
    if (existsSync(name)) return true
    loading.witness.saw.nothingAt(name)
    return false
  })
  if (path === undefined) return undefined
  const value = (await loadModule(path, loading)).default
  const problems = check(value, path)
  if (problems.length > 0) throw new Refusal(problems)
  return { ...(value as Config), path } // checked key by key
}

/** The files that the configuration names. */
export const configuredPrograms = (
  folder: string,
  { path, pipelines = [] }: LoadedConfig,
  { saw }: Witness,
): readonly string[] => {
  const empty: Problem[] = []
  const found = pipelines.flatMap((pattern) => {
    if (!/[*?[{]/.test(pattern)) return [resolve(folder, pattern)]
    if (/[*?[{]/.test(dirname(pattern))) saw.world("its configuration names folders by a pattern")
    else saw.folder(resolve(folder, dirname(pattern)))
    const files = globSync(pattern, { cwd: folder }).sort()
    if (files.length === 0) {
      empty.push(
        problem("SL5305", `'${pattern}' matches no file`, "Correct the pattern or remove it.", {
          file: path,
          line: 1,
          column: 1,
        }),
      )
    }
    return files.map((file) => resolve(folder, file))
  })
  if (empty.length > 0) throw new Refusal(empty)
  return found
}

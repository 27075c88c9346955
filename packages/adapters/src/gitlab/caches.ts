import type { Toolchain } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { inFolder } from "../shared/folder.js"
import { mayCache } from "../shared/job-values.js"
import { languageTitle, lockFile } from "../shared/toolchains.js"
import { limits } from "./limits.js"
import type { GitlabCache } from "./model.js"
import type { Part } from "./part.js"

/** The variables that tell a package manager to keep its downloads in a folder. */
type Keeping = (folder: string) => readonly (readonly [name: string, value: string])[]

const by =
  (name: string): Keeping =>
  (folder) => [[name, folder]]

const managers = new Map<string, Keeping>([
  ["npm", by("npm_config_cache")],
  [
    "yarn",
    (folder) => [
      ["YARN_CACHE_FOLDER", folder],
      ["YARN_ENABLE_GLOBAL_CACHE", "false"],
    ],
  ],
  ["pnpm", by("npm_config_store_dir")],
  ["pip", by("PIP_CACHE_DIR")],
  ["pipenv", by("PIPENV_CACHE_DIR")],
  ["modules", by("GOMODCACHE")],
  ["maven", (folder) => [["MAVEN_ARGS", `-Dmaven.repo.local=${folder}`]]],
  ["gradle", by("GRADLE_USER_HOME")],
  ["sbt", by("COURSIER_CACHE")],
])

/** The downloads of a package manager, kept below the repository: nothing else GitLab keeps. */
const downloads = (toolchain: Toolchain, part: Part): readonly GitlabCache[] => {
  const { cache } = toolchain
  if (cache === undefined) return []
  const file = lockFile(toolchain, cache)
  const variables = managers.get(cache)
  if (file === undefined || variables === undefined) {
    part.report.add("SL3332", subject(part.node), languageTitle(toolchain), cache)
    return []
  }
  const folder = `.shipline/cache/${cache}`
  for (const [name, value] of variables(`$CI_PROJECT_DIR/${folder}`)) part.variables.add({ name, value, expands: true })
  // The file may lie in the job's folder or, in a workspace of several projects, at the root.
  return [{ prefix: cache, files: [...new Set([inFolder(file, part.job), file])], paths: [folder] }]
}

/** What a job finds again that another one has kept. */
export const cachesOf = (part: Part): readonly GitlabCache[] => {
  const { job, node, report } = part
  if (!mayCache(part)) return []
  const own = job.caches.map(({ key, files, paths }): GitlabCache => {
    if (files.length > limits.cacheFiles) report.add("SL3321", subject(node), key, files.length)
    for (const path of paths)
      if (/^[~/]|^!?\.\.(?:\/|$)|\/\.\.(?:\/|$)/.test(path)) report.add("SL3322", subject(node), key, path)
    for (const text of [key, ...files, ...paths])
      if (/[$\p{Cc}]/u.test(text)) report.add("SL3317", subject(node), `the cache '${key}'`)
    return {
      prefix: key,
      files: files.map((file) => inFolder(file, job)),
      paths: paths.map((path) => inFolder(path, job)),
    }
  })
  const all = [...job.toolchains.flatMap((toolchain) => downloads(toolchain, part)), ...own]
  if (all.length > limits.caches) report.add("SL3323", subject(node), node.title, all.length)
  return all
}

import type { Toolchain } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { inFolder } from "../shared/folder.js"
import { mayCache } from "../shared/job-values.js"
import { limits } from "./limits.js"
import type { GitlabCache } from "./model.js"
import type { Part } from "./part.js"

interface Manager {
  /** The file that says what is downloaded. */
  readonly file: string
  /** The variables that tell the package manager to keep its downloads in a folder. */
  readonly variables: (folder: string) => readonly (readonly [name: string, value: string])[]
}

const one =
  (name: string): Manager["variables"] =>
  (folder) => [[name, folder]]

const managers: { readonly [L in Toolchain["language"]]: { readonly [manager: string]: Manager } } = {
  node: {
    npm: { file: "package-lock.json", variables: one("npm_config_cache") },
    yarn: {
      file: "yarn.lock",
      variables: (folder) => [
        ["YARN_CACHE_FOLDER", folder],
        ["YARN_ENABLE_GLOBAL_CACHE", "false"],
      ],
    },
    pnpm: { file: "pnpm-lock.yaml", variables: one("npm_config_store_dir") },
  },
  python: {
    pip: { file: "requirements.txt", variables: one("PIP_CACHE_DIR") },
    pipenv: { file: "Pipfile.lock", variables: one("PIPENV_CACHE_DIR") },
  },
  go: { modules: { file: "go.sum", variables: one("GOMODCACHE") } },
  java: {
    maven: { file: "pom.xml", variables: (folder) => [["MAVEN_ARGS", `-Dmaven.repo.local=${folder}`]] },
    gradle: { file: "*.gradle*", variables: one("GRADLE_USER_HOME") },
    sbt: { file: "build.sbt", variables: one("COURSIER_CACHE") },
  },
}

const titles: { readonly [L in Toolchain["language"]]: string } = {
  node: "Node.js",
  python: "Python",
  go: "Go",
  java: "Java",
}

/** The downloads of a package manager, kept below the repository: nothing else GitLab keeps. */
const downloads = ({ language, cache }: Toolchain, part: Part): readonly GitlabCache[] => {
  if (cache === undefined) return []
  const manager = Object.hasOwn(managers[language], cache) ? managers[language][cache] : undefined
  if (manager === undefined) {
    part.report.add("SL3332", subject(part.node), titles[language], cache)
    return []
  }
  const folder = `.shipline/cache/${cache}`
  for (const [name, value] of manager.variables(`$CI_PROJECT_DIR/${folder}`))
    part.variables.add({ name, value, expands: true })
  // The file may lie in the job's folder or, in a workspace of several projects, at the root.
  const files = [...new Set([inFolder(manager.file, part.job), manager.file])]
  return [{ prefix: cache, files, paths: [folder] }]
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

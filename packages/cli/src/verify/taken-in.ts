import { existsSync, globSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import type { CompiledFile } from "@shipline/adapters"
import { documentsOf, isRecord } from "./data.js"

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** The paths of `include: local`, in all the ways in which GitLab takes them. */
const gitlabPaths = (text: string): readonly string[] =>
  documentsOf(text)
    .filter(isRecord)
    .flatMap(({ include }) => asList(include))
    .flatMap((one) => (isRecord(one) ? asList(one.local) : [one]))
    .filter((path) => typeof path === "string")
    .filter((path) => !/^[a-z][a-z+.-]*:\/\//i.test(path))
    .map((path) => path.replace(/^\/+/, ""))

/** The workflows of the repository that jobs call: GitHub knows them by their whole path. */
const githubPaths = (text: string): readonly string[] =>
  documentsOf(text)
    .filter(isRecord)
    .flatMap(({ jobs }) => (isRecord(jobs) ? Object.values(jobs) : []))
    .flatMap((job) => (isRecord(job) && typeof job.uses === "string" ? [job.uses] : []))
    .filter((uses) => uses.startsWith("./"))
    .map((uses) => uses.slice(2))

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** Files by a path or a pattern, below the root and nowhere else. */
const matching = (root: string, path: string): readonly string[] => {
  if (path.split("/").includes("..")) return []
  if (!path.includes("*")) return existsSync(join(root, path)) ? [path] : []
  return globSync(path, { cwd: root })
    .map((found) => found.replaceAll("\\", "/"))
    .sort()
}

/**
 * A file and the others of the repository that it takes in, and those that these take in, each once. What is not there
 * is for whoever judges the file to say.
 */
export const withTakenIn = (root: string, first: CompiledFile, platform: string): readonly CompiledFile[] => {
  const pathsIn = platform === "gitlab" ? gitlabPaths : githubPaths
  const found = new Map<string, CompiledFile>([[first.path, first]])
  const look = ({ text }: CompiledFile): void => {
    for (const path of pathsIn(text).flatMap((one) => matching(root, one))) {
      if (found.has(path) || !isFile(join(root, path))) continue
      const file = { path, text: readFileSync(join(root, path), "utf8") }
      found.set(path, file)
      look(file)
    }
  }
  look(first)
  return [...found.values()]
}

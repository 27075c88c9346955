import type { Problem } from "@shipline/core"
import { load } from "./load.js"
import { problem } from "./problems.js"
import { readJob } from "./read-job.js"
import { readRules, readVariables } from "./read-rules.js"
import { reserved } from "./reserved.js"
import { resolved } from "./resolve.js"
import { get, type Tree, table, textsOf } from "./tree.js"
import type { GitlabFile } from "./types.js"

const builtIn = ["build", "test", "deploy"]

/** The file that a pipeline begins with: GitLab's own name, or the only one that is given. */
const rootOf = (files: ReadonlyMap<string, string>): string => {
  if (files.has(".gitlab-ci.yml")) return ".gitlab-ci.yml"
  return [...files.keys()][0] ?? ".gitlab-ci.yml"
}

/**
 * Reads a repository's GitLab files as GitLab does, by path and text: inputs, local includes, references, extends and
 * defaults. What cannot be seen or understood is a problem.
 */
export const readGitlab = (files: ReadonlyMap<string, string>): GitlabFile => {
  const root = rootOf(files)
  const loaded = load(files, root)
  const { tree, problems: unresolved } = resolved(loaded.tree)
  const problems: Problem[] = [...loaded.problems, ...unresolved]
  const place = tree.place
  const older = [...tree.entries].filter(
    ([key]) => key === "before_script" || key === "after_script" || key === "image",
  )
  const under = table(new Map<string, Tree>(older), place)
  const said = get(tree, "default")
  const defaults = said?.kind === "table" ? table(new Map([...under.entries, ...said.entries]), place) : under
  const stages = textsOf(get(tree, "stages"))
  const named = stages.length === 0 ? builtIn : stages

  const jobs = [...tree.entries].flatMap(([name, job]) => {
    if (reserved.has(name) || name.startsWith(".")) return []
    if (job.kind === "table" && job.entries.size > 0)
      return [{ ...readJob(name, job, defaults, problems), presence: loaded.presence.get(name) ?? [] }]
    problems.push(problem("SL3427", { path: name, at: job.place }, `'${name}'`, "is no job"))
    return []
  })
  return {
    root,
    inputs: loaded.inputs,
    demands: loaded.demands,
    stages: [".pre", ...named.filter((stage) => stage !== ".pre" && stage !== ".post"), ".post"],
    workflow: readRules(get(get(tree, "workflow"), "rules"), "workflow", problems),
    variables: readVariables(get(tree, "variables")),
    jobs,
    problems,
  }
}

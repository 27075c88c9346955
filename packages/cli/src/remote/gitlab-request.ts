import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { isFreeText } from "@shipline/adapters/gitlab"
import type { Plan } from "@shipline/core"
import { shellWord, slug } from "@shipline/core/plan"
import type { Dispatch } from "./github-command.js"
import { runTool } from "./run-tool.js"

/** What GitLab's API is asked for to make a pipeline. */
export interface GitlabRequest {
  readonly method: "POST"
  readonly url: string
  readonly body: { readonly ref: string; readonly inputs: Readonly<Record<string, string>> }
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "")

/** Whether a pipeline runs on GitLab: its file stands in the repository, and no workflow of it does. */
export const isOnGitlab = (root: string, { name }: Plan): boolean =>
  existsSync(join(root, ".gitlab", `${slug(name)}.yml`)) &&
  existsSync(join(root, ".gitlab-ci.yml")) &&
  !existsSync(join(root, ".github", "workflows", `${slug(name)}.yml`))

/** The API's address of the project that a repository was cloned from; words to fill in where that is not known. */
const projectUrl = (remote: string): string => {
  const found =
    /^(?:https?|ssh):\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remote) ??
    /^(?:[^/@]+@)?([^/:]+):(?!\/)(.+?)(?:\.git)?\/?$/.exec(remote)
  const [, host = "gitlab.example", project = "PROJECT"] = found ?? []
  return `https://${host}/api/v4/projects/${encodeURIComponent(project)}`
}

/** An option whose text GitLab would refuse, if there is one. */
export const unfitText = ({ reason, incident }: Dispatch): readonly [option: string, text: string] | undefined =>
  Object.entries({ "--reason": reason, "--incident": incident }).flatMap(([option, text]) =>
    text === undefined || isFreeText(text) ? [] : [[option, text] as const],
  )[0]

/** The request that starts a lane of a pipeline on GitLab. */
export const gitlabRequest = async (root: string, plan: Plan, dispatch: Dispatch): Promise<GitlabRequest> => {
  const git = async (...words: readonly string[]): Promise<string | undefined> => {
    const { code, stdout } = await runTool(root, ["git", ...words])
    return code === 0 ? stdout.trim() : undefined
  }
  const remote = (await git("remote", "get-url", "origin")) ?? ""
  const usual = (await git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"))?.replace(/^origin\//, "")
  const { lane, environment, version, reason, incident, overrides, ref = usual ?? "main" } = dispatch
  // There is such an input only where a repository has several pipelines.
  const isOfSeveral = textOf(join(root, ".gitlab-ci.yml")).includes("$[[ inputs.pipeline ]]")
  const pipeline = isOfSeveral ? slug(plan.name) : undefined
  const given = { pipeline, lane, environment, version, reason, incident, override: overrides[0] }
  const inputs = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
  return { method: "POST", url: `${projectUrl(remote)}/pipeline`, body: { ref, inputs } }
}

/** The same for a shell; the token is a variable of it. */
export const curlCommand = ({ url, body }: GitlabRequest): string =>
  [
    'curl --fail --header "PRIVATE-TOKEN: $TOKEN"',
    `--header ${shellWord("Content-Type: application/json")}`,
    `--data ${shellWord(JSON.stringify(body))}`,
    shellWord(url),
  ].join(" ")

import type { Plan, Problem } from "@shipline/core"
import type { Lane } from "@shipline/core/plan"
import { makeWitness } from "../load/witness.js"
import { repositoryRoot } from "../output/repository-root.js"
import { problem, Refusal, refuse } from "../problem.js"
import { errors, report } from "../render/report.js"
import { shellCommand } from "../render/shell-word.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson, writeWords } from "../write-out.js"
import { type Dispatch, githubCommand, workflowFile } from "./github-command.js"
import { curlCommand, gitlabRequest, isOnGitlab, unfitText } from "./gitlab-request.js"
import { runTool } from "./run-tool.js"

/** Why `gh` cannot be used; undefined where it can. */
const unusable = async (cwd: string): Promise<string | undefined> => {
  const { code } = await runTool(cwd, ["gh", "auth", "status"])
  return code === 0 ? undefined : code === undefined ? "gh is not installed" : "gh is not logged in"
}

const nouns: { readonly [L in Lane]: string } = {
  release: "release",
  hotfix: "hotfix",
  promote: "promotion",
  rollback: "rollback",
}

/** Said here as an admission there would: nothing that will be refused is started. */
const reasonMissing = (lane: Lane): Problem => ({
  code: "SL6009",
  path: "",
  message: `a ${nouns[lane]} needs a reason`,
  hint: 'Say why it is done: --reason "…".',
})

/** Tells how a lane is started on GitLab, and ends with 1: nothing was started. */
const tellGitlab = async (
  root: string,
  plan: Plan,
  what: Dispatch,
  json: boolean,
  { cwd }: Session,
): Promise<ExitCode> => {
  const [option, text] = unfitText(what) ?? []
  if (option !== undefined && text !== undefined)
    refuse(
      "SL5502",
      `'${option}' has the value ${JSON.stringify(text)}, which GitLab does not take`,
      "Say it in one line of 200 characters at most, without quotes, backslashes, backticks and $.",
    )
  const message = `nothing was started: '${plan.name}' runs on GitLab, and Shipline has no token for its API`
  const hint =
    "Send the request below, with a token of yours in TOKEN, or start it under Build > Pipelines > New pipeline."
  const request = await gitlabRequest(root, plan, what)
  report(cwd, errors([problem("SL5510", message, hint)]))
  if (json) writeJson({ dispatched: false, request })
  else writeData(`${curlCommand(request)}\n`)
  return 1
}

/**
 * Starts a lane on GitHub by its own tool, or prints the command by which somebody else can start it, and ends with 1:
 * nothing was started. On GitLab it is the request that is printed.
 */
export const dispatch = async (plan: Plan, what: Dispatch, json: boolean, session: Session): Promise<ExitCode> => {
  const { cwd, started } = session
  if (what.lane !== "release" && (what.reason ?? "").trim() === "") throw new Refusal([reasonMissing(what.lane)])
  const root = repositoryRoot(cwd, makeWitness(started))
  if (isOnGitlab(root, plan)) return tellGitlab(root, plan, what, json, session)
  const command = githubCommand(plan, what)
  const told = (dispatched: boolean): void => {
    if (json) writeJson({ dispatched, command })
    else if (!dispatched) writeData(`${shellCommand(command)}\n`)
  }
  const fault = await unusable(cwd)
  if (fault !== undefined) {
    const hint = "Run the command below where gh is logged in, or log in here: gh auth login."
    report(cwd, errors([problem("SL5508", `nothing was started: ${fault}`, hint)]))
    told(false)
    return 1
  }
  const { code, stdout, stderr } = await runTool(cwd, command)
  if (code !== 0) {
    const hint =
      "The command is below. The workflow must be on the default branch of GitHub, and you may have to start it."
    report(
      cwd,
      errors([problem("SL5509", `gh could not start the workflow: ${stderr.trim() || `it ended with ${code}`}`, hint)]),
    )
    told(false)
    return 1
  }
  writeWords(stdout)
  writeWords(`Started on GitHub. Follow it: ${shellCommand(["gh", "run", "list", "--workflow", workflowFile(plan)])}\n`)
  told(true)
  return 0
}

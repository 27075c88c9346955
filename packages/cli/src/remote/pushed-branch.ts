import { refuse } from "../problem.js"
import { runTool } from "./run-tool.js"

/** The branch that is checked out, if GitHub has all of it: a hotfix of something older would be worse than none. */
export const pushedBranch = async (cwd: string): Promise<string> => {
  const git = async (...words: readonly string[]) => {
    const { code, stdout } = await runTool(cwd, ["git", ...words])
    return code === 0 ? stdout.trim() : undefined
  }
  const branch = await git("symbolic-ref", "--quiet", "--short", "HEAD")
  if (branch === undefined)
    return refuse("SL5507", "no branch is checked out", "Say which branch or tag is to be deployed: --ref NAME.")
  const [head, upstream] = [
    await git("rev-parse", "HEAD"),
    await git("rev-parse", "--verify", "--quiet", "@{upstream}"),
  ]
  return upstream !== undefined && upstream === head
    ? branch
    : refuse(
        "SL5507",
        upstream === undefined
          ? `the branch '${branch}' was never pushed`
          : `the branch '${branch}' is not what was pushed`,
        "Push it first: what is deployed there is what was pushed. Or say what is to be deployed: --ref NAME.",
      )
}

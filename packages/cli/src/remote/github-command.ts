import type { Plan } from "@shipline/core"
import { type Lane, slug } from "@shipline/core/plan"
import type { Why } from "../run/run-settings.js"

/** What is started on GitHub. */
export interface Dispatch extends Why {
  readonly lane: Lane
  readonly environment?: string | undefined
  readonly version?: string | undefined
  /** The branch or tag whose workflow runs; undefined for the default branch. */
  readonly ref: string | undefined
}

/** The workflow's name for `gh`: that of its file. */
export const workflowFile = ({ name }: Plan): string => `${slug(name)}.yml`

/** The command of GitHub's own tool that starts a lane, as a list of words. `-f` takes a value as it stands. */
export const githubCommand = (plan: Plan, dispatch: Dispatch): readonly string[] => {
  const { lane, environment, version, reason, incident, overrides, ref } = dispatch
  const inputs = { lane, environment, version, reason, incident, override: overrides[0] }
  return [
    ...["gh", "workflow", "run", workflowFile(plan)],
    ...(ref === undefined ? [] : ["--ref", ref]),
    ...Object.entries(inputs).flatMap(([name, value]) => (value === undefined ? [] : ["-f", `${name}=${value}`])),
  ]
}

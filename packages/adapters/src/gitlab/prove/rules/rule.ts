import type { Finding } from "../../../prove/model.js"
import type { Requirements } from "../../../prove/requirements.js"
import type { GitlabFile, Job } from "../../read/types.js"
import type { GitlabModel } from "../gitlab-model.js"

/** What a rule looks at. */
export interface Looked {
  readonly file: GitlabFile
  readonly model: GitlabModel
  readonly requirements: Requirements
  /** The jobs that deploy to an environment of the requirements, but for those that another proof is about. */
  readonly deploys: readonly Job[]
  /** The jobs that an environment requires. */
  readonly gates: readonly Job[]
}

/** A property that the text of a file must have, whatever a run does. */
export interface TextRule {
  readonly name: string
  readonly find: (looked: Looked) => readonly Omit<Finding, "rule">[]
}

/** The jobs that another proof is about. */
export const elsewhereOf = ({ environments }: Requirements): ReadonlySet<string> =>
  new Set(environments.flatMap(({ elsewhere = [] }) => elsewhere))

/** What the rules look at, of a file and its model. */
export const look = (file: GitlabFile, model: GitlabModel, requirements: Requirements): Looked => {
  const environments = new Set(requirements.environments.map(({ environment }) => environment))
  const elsewhere = elsewhereOf(requirements)
  const required = new Set(
    requirements.environments.flatMap(({ ways }) => ways.flatMap(({ gates }) => gates.map(({ job }) => job))),
  )
  const deploying = new Set(
    model.jobs.flatMap(({ id, touches }) =>
      touches.some(
        ({ how, environment }) => how === "deploys" && environment !== undefined && environments.has(environment),
      )
        ? [id]
        : [],
    ),
  )
  return {
    file,
    model,
    requirements,
    deploys: file.jobs.filter(({ name }) => deploying.has(name) && !elsewhere.has(name)),
    gates: file.jobs.filter(({ name }) => required.has(name)),
  }
}

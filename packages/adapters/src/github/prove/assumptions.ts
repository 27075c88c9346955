import type { Requirements } from "../../prove/requirements.js"
import { at } from "../../yaml/look.js"
import type { WorkflowFile } from "./workflow-file.js"

/** What a proof on a workflow file takes for granted, a sentence each. */
export const assumptionsOf = (file: WorkflowFile, { environments, refs, program }: Requirements): readonly string[] => {
  const names = environments.map(({ environment }) => environment).join(", ")
  const accept = environments.length === 1 ? `environment ${names} accepts` : `environments ${names} accept`
  const matrices = file.jobs.filter(({ node }) => {
    const matrix = at(node, "strategy", "matrix")
    return (
      matrix?.kind === "scalar" ||
      (matrix?.kind === "map" && matrix.entries.some(({ value }) => value.kind === "scalar"))
    )
  })
  const called = file.jobs.filter(({ uses }) => uses !== undefined)
  return [
    `A run uses the workflow of the branch that it is started on: the ${accept} deployments only from the branches that hold this file.`,
    "The environments exist with their protection rules; an environment that GitHub makes by itself has none.",
    ...(refs === undefined
      ? ["Nothing was said of the branches from which may be deployed, so every one was taken for allowed."]
      : ["No branch or tag differs from an allowed one in the case of its letters alone."]),
    "A job that is run again counts by its latest stored result, as do those that are not.",
    "What a job reports is what its steps did: a script that passes has done its work.",
    ...(program === undefined ? [] : ["The guard at .shipline/guard.mjs is the one whose digest the header names."]),
    ...(matrices.length === 0
      ? []
      : [
          `The parts of ${matrices.map(({ id }) => `'${id}'`).join(", ")} are read when it runs, and there is one at least.`,
        ]),
    ...(called.length === 0 ? [] : [`What ${called.map(({ id }) => `'${id}'`).join(", ")} calls reports what it did.`]),
  ]
}

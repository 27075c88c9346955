import type { Proof } from "../../prove/proof.js"
import type { Requirements } from "../../prove/requirements.js"
import type { GitlabFile } from "../read/types.js"

/** Where variables of a pipeline may override those that GitLab sets: what would follow, if anything. */
const ofVariables = (hostile: Proof | undefined): string => {
  const setting = "the project lets nobody who is not trusted use pipeline variables"
  if (hostile?.verdict === "proved")
    return `Gates are kept even from whoever overrides every variable, such as CI_COMMIT_BRANCH; which references may deploy is kept only where ${setting}.`
  const [first] = hostile?.counterexamples ?? []
  const story = first === undefined ? "" : ` Else: ${first.story.join(" ")}`
  return `No variable that GitLab sets is overridden: ${setting}.${story}`
}

/** What a proof on GitLab's files takes for granted, a sentence each. */
export const assumptionsOf = (
  { inputs }: GitlabFile,
  { environments, refs, program }: Requirements,
  hostile: Proof | undefined,
): readonly string[] => {
  const names = environments.map(({ environment }) => environment).join(", ")
  const are = environments.length === 1 ? `environment ${names} is` : `environments ${names} are`
  return [
    `A pipeline uses the files of the branch or tag that it runs on: the ${are} protected, and so are the branches that hold these files.`,
    ofVariables(hostile),
    ...(refs === undefined
      ? ["Nothing was said of the branches from which may be deployed, so every one was taken for allowed."]
      : []),
    ...environments.flatMap(({ environment, elsewhere = [] }) =>
      elsewhere.length === 0
        ? []
        : [
            `Other pipelines deploy to ${environment} too, by ${elsewhere.join(", ")}: those are held against their own plans.`,
          ],
    ),
    ...(inputs.length === 0
      ? []
      : ["Inputs are checked by GitLab against their options and expressions when a pipeline is made."]),
    ...(environments.some(({ secrets = [] }) => secrets.length > 0)
      ? ["The secrets of an environment are variables of the project that are scoped to it: no other job gets them."]
      : []),
    "A deployment starts when GitLab enqueues it: while it waits for a runner or its resource group nobody runs a gate again.",
    "A gate that is run again after a deployment has started is no part of the proof.",
    "What a job reports is what its script did: a script that passes has done its work.",
    ...(program === undefined ? [] : ["The guard at .shipline/guard.mjs is the one whose digest the header names."]),
  ]
}

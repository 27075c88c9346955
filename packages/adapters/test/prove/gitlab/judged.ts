import { gitlabModel, type ModelOptions } from "../../../src/gitlab/prove/gitlab-model.js"
import { readGitlab } from "../../../src/gitlab/read/read-gitlab.js"
import type { Proof } from "../../../src/prove/proof.js"
import { prove } from "../../../src/prove/prove.js"
import type { Requirements } from "../../../src/prove/requirements.js"

/** Asks for gates before anything is deployed to `e`. */
export const requiring = (...gates: readonly string[]): Requirements => ({
  environments: [{ environment: "e", ways: [{ gates: gates.map((job) => ({ job })) }] }],
})

/** The proof of the scheduling alone. */
export const judged = (
  files: string | { readonly [path: string]: string },
  requirements: Requirements,
  options: ModelOptions = {},
): Proof => {
  const texts = typeof files === "string" ? { ".gitlab-ci.yml": files } : files
  const model = gitlabModel(readGitlab(new Map(Object.entries(texts))), requirements, options)
  return prove({ ...model, rules: [], findings: [], assumptions: [] }, requirements)
}

/** What is told of a proof in one line each. */
export const told = (proof: Proof): readonly string[] =>
  proof.counterexamples.map(
    ({ property, missing, jobs }) =>
      `${property}${missing.length === 0 ? "" : ` without ${missing.join()}`}: ${jobs.map(({ job, outcome }) => `${job} ${outcome}`).join(", ")}`,
  )

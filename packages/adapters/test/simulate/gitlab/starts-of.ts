import { type Files, inputSpecs } from "./configuration.js"
import type { InputSpec, Inputs } from "./interpolate.js"
import type { Start } from "./pipeline.js"

const other = "zz-other"

/** The strings that the rules of all files compare with. */
const literalsOf = (files: Files): readonly string[] => [
  ...new Set(
    [...[...files.values()].join("\n").matchAll(/[=!]=\s*(?:"([^"\n]*)"|'([^'\n]*)')/g)].map(
      ([, one, two]) => one ?? two ?? "",
    ),
  ),
]

const product = <T>(domains: readonly (readonly [string, readonly T[]])[]): readonly { readonly [name: string]: T }[] =>
  domains.reduce<readonly { readonly [name: string]: T }[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )

const valuesOf = (spec: InputSpec | null, literals: readonly string[]): readonly unknown[] => {
  const { type = "string", options, regex, default: usual } = spec ?? {}
  if (options !== undefined) return options
  if (type === "boolean") return [true, false]
  // What an input of free text says can be told apart only where a rule compares it; a shape keeps the rest out.
  if (type !== "string" || regex !== undefined) return [usual ?? "1"]
  return [...new Set([...(typeof usual === "string" ? [usual] : []), ...literals, other])]
}

const isChanged = new Set(["push", "merge_request_event"])
const usual = { CI_DEFAULT_BRANCH: "main", CI: "true", GITLAB_CI: "true" }

const onBranch = (branch: string) => ({
  ...usual,
  CI_COMMIT_BRANCH: branch,
  CI_COMMIT_REF_NAME: branch,
  CI_COMMIT_REF_PROTECTED: branch === "main" ? "true" : "false",
})
const onTag = (tag: string) => ({
  ...usual,
  CI_COMMIT_TAG: tag,
  CI_COMMIT_REF_NAME: tag,
  CI_COMMIT_REF_PROTECTED: "true",
})
const onRequest = {
  ...usual,
  CI_MERGE_REQUEST_IID: "1",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
  CI_COMMIT_REF_NAME: "feature",
  CI_COMMIT_REF_PROTECTED: "false",
}

/** What may vary about a start. `branches`: names that rules know beside `main`. */
export interface Domains {
  readonly branches?: readonly string[]
  readonly tags?: readonly string[]
  /** Variables of the project or of whoever starts the pipeline, with the values that matter. */
  readonly variables?: { readonly [name: string]: readonly (string | undefined)[] }
}

/** Ways to start a pipeline of these files that their rules can tell apart: each source, each kind of reference, all inputs. */
export const startsOf = (files: Files, domains: Domains = {}, root = ".gitlab-ci.yml"): readonly Start[] => {
  const literals = literalsOf(files)
  const branches = [...new Set(["main", ...(domains.branches ?? []), other])]
  const tags = domains.tags ?? ["v1"]
  const inputs: readonly Inputs[] = product(
    Object.entries(inputSpecs(files, root)).map(([name, spec]) => [name, valuesOf(spec, literals)] as const),
  )
  const references = [...branches.map(onBranch), ...tags.map(onTag)]
  const places = [
    ...["push", "web", "api", "schedule", "trigger"].flatMap((source) =>
      references.map((reference) => [source, reference] as const),
    ),
    ["merge_request_event", onRequest] as const,
  ]
  const changed = [...files.values()].some((text) => /^\s*-?\s*changes:/m.test(text)) ? [true, false] : [true]
  const extra = product(Object.entries(domains.variables ?? {}))
  return places.flatMap(([source, reference]) =>
    inputs.flatMap((given) =>
      extra.flatMap((more) =>
        (isChanged.has(source) ? changed : [true]).map((changes) => ({
          source,
          inputs: given,
          changes,
          variables: new Map(
            Object.entries({ ...reference, CI_PIPELINE_SOURCE: source, ...more }).flatMap(([name, value]) =>
              value === undefined ? [] : [[name, value] as const],
            ),
          ),
        })),
      ),
    ),
  )
}

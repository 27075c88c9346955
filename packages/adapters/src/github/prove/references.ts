import type { Requirements } from "../../prove/requirements.js"
import { at, itemsOf } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import { sampleTexts, wordsOf } from "./domains.js"
import { data } from "./github-expressions.js"
import { freshWord, matchesAny, samplesOf } from "./glob.js"
import type { Usages } from "./usages.js"
import type { FileTrigger } from "./workflow-file.js"

const heads = "refs/heads/"
const tags = "refs/tags/"

/** The events that run on the repository's default branch, whatever they are about. */
const onDefaultBranch: ReadonlySet<string> = new Set([
  "schedule",
  "workflow_run",
  "repository_dispatch",
  "issues",
  "issue_comment",
  "discussion",
  "discussion_comment",
  "watch",
  "fork",
  "gollum",
  "label",
  "milestone",
  "page_build",
  "public",
  "branch_protection_rule",
  "check_run",
  "check_suite",
  "delete",
  "status",
])

const onPullRequest: ReadonlySet<string> = new Set([
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
])

/** The events of a pull request, those that run beside the target's code among them. */
export const isOfPullRequest = (event: string): boolean => onPullRequest.has(event) || event === "pull_request_target"

const pullRef = "refs/pull/1/merge"
const queueRef = `${heads}gh-readonly-queue/main/pr-1`

const patterns = (node: YamlNode | undefined, key: string): readonly string[] | undefined => {
  const found = at(node, key)
  return found === undefined
    ? undefined
    : itemsOf(found).flatMap((one) => (one.kind === "scalar" ? [String(one.value)] : []))
}

/** The filters of a push, as GitHub reads them: one of branches alone keeps tags out, and the other way round. */
const passesFilter = (ref: string, node: YamlNode | undefined): boolean => {
  const branch = ref.startsWith(heads) ? ref.slice(heads.length) : undefined
  const tag = ref.startsWith(tags) ? ref.slice(tags.length) : undefined
  const keys = ["branches", "branches-ignore", "tags", "tags-ignore"] as const
  const [branches, noBranches, wanted, unwanted] = keys.map((key) => patterns(node, key))
  const any = [branches, noBranches, wanted, unwanted].some((one) => one !== undefined)
  const passes = (name: string, only: readonly string[] | undefined, not: readonly string[] | undefined): boolean =>
    only !== undefined ? matchesAny(name, only) : not !== undefined ? !matchesAny(name, not) : !any
  if (branch !== undefined) return passes(branch, branches, noBranches)
  return tag !== undefined && passes(tag, wanted, unwanted)
}

/** The references on which runs of a trigger may be, by their places in a list, where the default branch has the name. */
export const runsOn = (
  { event, node }: FileTrigger,
  refs: readonly string[],
): ((branch: string) => readonly number[]) => {
  if (onDefaultBranch.has(event)) return (branch) => [refs.indexOf(heads + branch)]
  const passes = (ref: string): boolean => {
    if (event === "push") return passesFilter(ref, node)
    if (onPullRequest.has(event)) return ref === pullRef
    if (event === "pull_request_target") return ref.startsWith(heads) && ref !== queueRef
    if (event === "merge_group") return ref === queueRef
    if (event === "release") return ref.startsWith(tags)
    return ref !== queueRef && (ref.startsWith(heads) || ref.startsWith(tags))
  }
  const found = refs.flatMap((ref, index) => (passes(ref) ? [index] : []))
  return () => found
}

/** A pattern of `*` and `**` in GitHub's language, where more characters have a meaning. */
const asFilter = (pattern: string): string => pattern.replace(/[+!?[\]\\]/g, "\\$&")

const isText = (value: data.ExpressionData): boolean => value.kind === data.Kind.String

/** The references that a file and what is asked of it can tell apart, and the names that the default branch may have. */
export const referencesOf = (
  triggers: readonly FileTrigger[],
  usages: Usages,
  { refs }: Requirements,
): { readonly refs: readonly string[]; readonly branches: readonly string[] } => {
  const [ref, name, branch] = ["github.ref", "github.ref_name", "github.event.repository.default_branch"].map((key) =>
    usages.get(key),
  )
  const filters = triggers
    .filter(({ event }) => event === "push")
    .map(({ node }) => ({
      branches: [...(patterns(node, "branches") ?? []), ...(patterns(node, "branches-ignore") ?? [])],
      tags: [...(patterns(node, "tags") ?? []), ...(patterns(node, "tags-ignore") ?? [])],
    }))
  const branchPatterns = [...filters.flatMap((one) => one.branches), ...(refs?.branches ?? []).map(asFilter)]
  const tagPatterns = [...filters.flatMap((one) => one.tags), ...(refs?.tags ?? []).map(asFilter)]
  const word = freshWord("other", [
    ...wordsOf(ref),
    ...wordsOf(name),
    ...wordsOf(branch),
    ...branchPatterns,
    ...tagPatterns,
  ])
  const named = sampleTexts(ref, word, `${heads}${word}-branch`)
  const short = name === undefined ? [] : sampleTexts(name, word, `${word}-branch`)
  const found = [
    ...branchPatterns.flatMap((pattern) => samplesOf(pattern, word).map((one) => heads + one)),
    ...named.filter((one) => one.startsWith("refs/")),
    ...short.flatMap((one) => [heads + one, tags + one]),
    ...tagPatterns.flatMap((pattern) => samplesOf(pattern, word).map((one) => tags + one)),
    `${heads}${word}-branch`,
    `${tags}${word}-tag`,
  ].filter((one) => one !== heads && one !== tags)
  // Only what is a whole name in a condition can be the default branch's as far as the condition can tell.
  const exact = (ref?.equals ?? []).filter(isText).map((value) => value.coerceString())
  const known = [
    ...exact.flatMap((one) => (one.startsWith(heads) ? [one.slice(heads.length)] : [])),
    ...[...(name?.equals ?? []), ...(branch?.equals ?? [])].filter(isText).map((value) => value.coerceString()),
    ...filters.flatMap((one) => one.branches).filter((pattern) => !/[*?+[!\\]/.test(pattern)),
    ...(refs?.branches ?? []).filter((pattern) => !pattern.includes("*")),
  ]
  const branches = [...new Set([...known, freshWord("trunk", [...found, ...known])])].filter((one) => one !== "")
  const events = triggers.map(({ event }) => event)
  return {
    refs: [
      ...new Set([
        ...found,
        ...branches.map((one) => heads + one),
        ...(events.some(isOfPullRequest) ? [pullRef] : []),
        ...(events.includes("merge_group") ? [queueRef] : []),
      ]),
    ],
    branches,
  }
}

/** `main` of `refs/heads/main`, as GitHub shortens it. */
export const refName = (ref: string): string => ref.replace(/^refs\/(?:heads|tags|pull)\//, "")

/** The references from which the requirements let deploy, by their places in a list, where the default branch has the name. */
export const deployFrom = (
  refs: readonly string[],
  { refs: wanted }: Requirements,
): ((branch: string) => readonly number[]) => {
  if (wanted === undefined) return () => refs.map((_, index) => index)
  const [ofBranches, ofTags] = [wanted.branches.map(asFilter), wanted.tags.map(asFilter)]
  const allowed = (ref: string): boolean => {
    if (ref.startsWith(heads)) return matchesAny(ref.slice(heads.length), ofBranches)
    return ref.startsWith(tags) && matchesAny(ref.slice(tags.length), ofTags)
  }
  const found = refs.flatMap((ref, index) => (allowed(ref) ? [index] : []))
  return (branch) => (wanted.default ? [...found, refs.indexOf(heads + branch)] : found)
}

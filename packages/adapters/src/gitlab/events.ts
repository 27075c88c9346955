import type { Lane, Plan, Triggers } from "@shipline/core/plan"
import { all, any, type Test } from "../shared/condition-test.js"
import { menuOf } from "../shared/menu.js"

/** What starts a pipeline's jobs, as a condition on the pipeline alone. */
export interface Start {
  readonly test: Test
  /** Whether paths that have not changed keep it from starting anything. */
  readonly filtered: boolean
  /** Whether another way of trying holds wherever this one does. */
  readonly narrow?: true
}

/** When a pipeline may do what. */
export interface Events {
  readonly pullRequest: boolean
  /** The lanes from which a person chooses; empty where there is nothing to choose. */
  readonly menu: readonly Lane[]
  /** The ways to a deployment in the release lane. */
  readonly release: readonly Start[]
  /** The other ways into the release lane, which deploy and publish nothing: merge requests, and other branches. */
  readonly trying: readonly Start[]
  readonly hotfix: readonly Start[]
  /** The ways by which what the ledger knows is deployed again. */
  readonly redeploying: (environment: string, lanes: readonly Lane[]) => readonly Start[]
  /** When there is a pipeline at all, whatever its lane. */
  readonly started: readonly (Start & { readonly replaced: boolean })[]
}

/** Text as a string of a rule. What holds a quote is refused before it comes here. */
const quote = (text: string): string => `"${text}"`

const source = (name: string): Test => `$CI_PIPELINE_SOURCE == ${quote(name)}`
const byHand = any(source("web"), source("api"))
const onRequest = source("merge_request_event")

/** Whether a push or a merge request has started it: of those alone GitLab knows what has changed. */
export const byCommit: Test = any(source("push"), onRequest)
export const notByCommit: Test = all('$CI_PIPELINE_SOURCE != "push"', '$CI_PIPELINE_SOURCE != "merge_request_event"')

/** An input stands in the file as text before any rule is read, so no variable changes it. */
export const inputIs = (input: string, value: string): Test => `${quote(`$[[ inputs.${input} ]]`)} == ${quote(value)}`

const escaped = (text: string): string => text.replace(/[\\^$.|?+()[\]{}/]/g, "\\$&")

/** A pattern of `*` and `**` as a regular expression. */
const expression = (pattern: string): string =>
  `/^${pattern
    .split(/(\*+)/)
    .map((part) => (part.startsWith("**") ? ".*" : part === "*" ? "[^\\/]*" : escaped(part)))
    .join("")}$/`

const matches = (variable: string, pattern: string): Test =>
  pattern.includes("*") ? `${variable} =~ ${expression(pattern)}` : `${variable} == ${quote(pattern)}`

const branches = ({ push }: Triggers): readonly Test[] =>
  (push?.branches ?? []).map((name) => matches("$CI_COMMIT_BRANCH", name))
const tags = ({ push }: Triggers): readonly Test[] => (push?.tags ?? []).map((name) => matches("$CI_COMMIT_TAG", name))

/** From where a person or a schedule may deploy: from where a push would, else from the default branch. */
const home = (on: Triggers): Test =>
  on.push === undefined ? "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" : any(...branches(on), ...tags(on))

const isFiltered = (on: Triggers): boolean => on.paths !== undefined || on.ignorePaths !== undefined

const pushes = (on: Triggers): readonly Start[] => {
  if (on.push === undefined) return []
  const named = [...branches(on), ...tags(on)]
  return [{ test: all(source("push"), ...(named.length === 0 ? [] : [any(...named)])), filtered: isFiltered(on) }]
}

const requests = (on: Triggers): readonly Start[] => {
  if (on.pullRequest === undefined) return []
  const targets = on.pullRequest.branches.map((name) => matches("$CI_MERGE_REQUEST_TARGET_BRANCH_NAME", name))
  return [{ test: all(onRequest, ...(targets.length === 0 ? [] : [any(...targets)])), filtered: isFiltered(on) }]
}

const unfiltered = (test: Test): Start => ({ test, filtered: false })

export const events = (plan: Plan): Events => {
  const { on } = plan
  const menu = menuOf(plan)
  const inLane = (lane: Lane, starts: readonly Start[]): readonly Start[] =>
    menu.length === 0 ? starts : starts.map((start) => ({ ...start, test: all(inputIs("lane", lane), start.test) }))
  // What deploys on its own, and what anybody starts who may run the pipeline.
  const asked = on.manual === true ? [byHand] : []
  const scheduled = on.schedule === undefined ? [] : [source("schedule")]
  const anywhere = [...scheduled, ...asked]
  const pushed = pushes(on)
  const release = [...pushed, ...anywhere.map((test): Start => ({ ...unfiltered(all(test, home(on))), narrow: true }))]
  const trying = [...requests(on), ...anywhere.map(unfiltered)]
  const hands = menu.length > 0 || on.manual === true ? [byHand] : []
  return {
    pullRequest: on.pullRequest !== undefined,
    menu,
    release: inLane("release", release),
    trying: inLane("release", trying),
    hotfix: menu.includes("hotfix") ? inLane("hotfix", [unfiltered(all(byHand, home(on)))]) : [],
    redeploying: (environment, lanes) => [
      unfiltered(
        all(any(...lanes.map((lane) => inputIs("lane", lane))), inputIs("environment", environment), byHand, home(on)),
      ),
    ],
    started: [
      ...requests(on).map((start) => ({ ...start, replaced: true })),
      ...[...pushed, ...scheduled.map(unfiltered), ...hands.map(unfiltered)].map((start) => ({
        ...start,
        replaced: false,
      })),
    ],
  }
}

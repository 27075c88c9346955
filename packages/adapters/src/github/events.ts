import type { Triggers } from "@shipline/core/plan"
import { all, any, quote } from "./expression.js"
import type { Trigger } from "./model.js"

type EventName = Trigger["event"]

/** When a run of the workflow may do what, as conditions on the run alone. */
export interface Events {
  readonly pullRequest: boolean
  /** Holds on the runs that may deploy, and so may publish; absent where none may. */
  readonly deploying?: string
  /** Holds on the other runs: pull requests, and those that a person starts on another branch. Absent where there are none. */
  readonly trying?: string
}

const is = (event: EventName): string => `github.event_name == ${quote(event)}`
export const onPullRequest: string = is("pull_request")

const isPattern = (name: string): boolean => name.includes("*")

/** The branches that a push deploys by their exact names, as a condition. */
const home = (on: Triggers): string | undefined => {
  const exact = (on.push?.branches ?? []).filter((branch) => !isPattern(branch))
  return exact.length === 0 ? undefined : any(exact.map((branch) => `github.ref == ${quote(`refs/heads/${branch}`)}`))
}

const defaultBranch = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"

/**
 * What a push deploys, as a condition that holds for other events too: exact names, and all that is below a folder
 * (`release/**`). Undefined where the patterns are of another kind: then nothing but the push trigger's own filter can tell.
 */
const pushed = ({ push }: Triggers): string | undefined => {
  const names = [
    ...(push?.branches ?? []).map((name) => `refs/heads/${name}`),
    ...(push?.tags ?? []).map((name) => `refs/tags/${name}`),
  ]
  const known = names.filter((name) => !isPattern(name.replace(/\/\*\*$/, "")))
  const conditions = known.map((name) =>
    isPattern(name) ? `startsWith(github.ref, ${quote(name.slice(0, -2))})` : `github.ref == ${quote(name)}`,
  )
  return conditions.length === 0 ? undefined : any(conditions)
}

/** Whether a person may start it, and yet no branch or tag is named in a way that could be held against what was chosen. */
export const startsInVain = (on: Triggers): boolean =>
  on.manual !== undefined && on.push !== undefined && pushed(on) === undefined

/**
 * Which reference each event may deploy from. The push trigger's own filter decides where it has patterns or tags. A run
 * by hand can be started on any branch, a schedule runs on the default branch.
 */
const deployments = (on: Triggers): readonly (readonly [EventName, string | undefined])[] => {
  const branches = home(on)
  const filtered = on.push?.branches.some(isPattern) || (on.push?.tags.length ?? 0) > 0
  return [
    ...(on.push === undefined ? [] : [["push", filtered ? undefined : branches] as const]),
    ...(on.schedule === undefined ? [] : [["schedule", branches] as const]),
    ...(on.manual === undefined ? [] : [["workflow_dispatch", pushed(on) ?? defaultBranch] as const]),
  ]
}

const deploying = (on: Triggers): string | undefined => {
  const byReference = new Map<string | undefined, string[]>()
  for (const [event, reference] of deployments(on))
    byReference.set(reference, [...(byReference.get(reference) ?? []), is(event)])
  const ways = [...byReference].map(([reference, events]) => ({
    test: [any(events), ...(reference ? [reference] : [])],
  }))
  const [only] = ways
  if (only === undefined) return undefined
  return ways.length === 1
    ? all(only.test)
    : any(ways.map(({ test }) => (test.length > 1 ? `(${all(test)})` : all(test))))
}

const trying = (on: Triggers, condition: string | undefined): string | undefined => {
  // What a schedule or a person starts may be on a branch that must not deploy.
  if (condition !== undefined && (on.manual !== undefined || on.schedule !== undefined)) return `!(${condition})`
  return on.pullRequest === undefined ? undefined : onPullRequest
}

export const events = (on: Triggers): Events => {
  const condition = deploying(on)
  const pullRequest = on.pullRequest !== undefined
  const others = trying(on, condition)
  return {
    pullRequest,
    ...(condition === undefined ? {} : { deploying: condition }),
    ...(others === undefined ? {} : { trying: others }),
  }
}

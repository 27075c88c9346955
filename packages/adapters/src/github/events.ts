import type { Lane, Plan, Triggers } from "@shipline/core/plan"
import { all, any, not, type Test, written } from "../shared/condition-test.js"
import { menuOf } from "../shared/menu.js"
import { quote } from "./expression.js"
import type { Trigger } from "./model.js"

type EventName = Trigger["event"]

/** When a run of the workflow may do what, as conditions on the run alone. */
export interface Events {
  readonly pullRequest: boolean
  /** The lanes from which a person chooses; empty where there is nothing to choose. */
  readonly menu: readonly Lane[]
  /** Holds on the runs of the release lane, those that deploy nothing included; absent where every run is one. */
  readonly releasing?: Test
  /** Holds on the runs that may deploy in the release lane; absent where none may. */
  readonly release?: Test
  /** Holds on the runs that may deploy in the hotfix lane; absent where there is none. */
  readonly hotfix?: Test
  /** Holds on the runs that build and may deploy, and so may publish: in the release lane and in the hotfix lane. */
  readonly deploying?: Test
  /** Holds on the other runs that build: pull requests, and what is started on another branch. Absent where there are none. */
  readonly trying?: Test
  /** Holds on the runs that deploy again, by one of the lanes, what the ledger knows. */
  readonly redeploying: (environment: string, lanes: readonly Lane[]) => Test
}

const is = (event: EventName): string => `github.event_name == ${quote(event)}`
export const onPullRequest: string = is("pull_request")

/**
 * Holds on a run for which a person chose one of the lanes. On any other event `inputs.lane` is null, so it is only ever
 * held against the name of a lane.
 */
export const chosen = (lanes: readonly Lane[]): Test =>
  all(is("workflow_dispatch"), any(...lanes.map((lane) => `inputs.lane == ${quote(lane)}`)))

const isPattern = (name: string): boolean => name.includes("*")

/** The branches that a push deploys by their exact names, as a condition. */
const home = (on: Triggers): Test | undefined => {
  const exact = (on.push?.branches ?? []).filter((branch) => !isPattern(branch))
  return exact.length === 0
    ? undefined
    : any(...exact.map((branch) => `github.ref == ${quote(`refs/heads/${branch}`)}`))
}

const defaultBranch = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"

/**
 * What a push deploys, as a condition that holds for other events too: exact names, and all that is below a folder
 * (`release/**`). Undefined where the patterns are of another kind: then nothing but the push trigger's own filter can tell.
 */
const pushed = ({ push }: Triggers): Test | undefined => {
  const names = [
    ...(push?.branches ?? []).map((name) => `refs/heads/${name}`),
    ...(push?.tags ?? []).map((name) => `refs/tags/${name}`),
  ]
  const known = names.filter((name) => !isPattern(name.replace(/\/\*\*$/, "")))
  const conditions = known.map((name) =>
    isPattern(name) ? `startsWith(github.ref, ${quote(name.slice(0, -2))})` : `github.ref == ${quote(name)}`,
  )
  return conditions.length === 0 ? undefined : any(...conditions)
}

/** Whether a push deploys, and yet nothing that it deploys is named in a way that could be held against what a person chose. */
export const pushesUnknown = (on: Triggers): boolean => on.push !== undefined && pushed(on) === undefined

/** From where a person may deploy: from where a push would, else from the default branch. */
const byHand = (on: Triggers): Test => pushed(on) ?? defaultBranch

/** What starts a run, and the reference that it must be on. */
type Start = readonly [event: Test, reference: Test | undefined]

/** The push trigger's own filter decides where it has patterns or tags. A schedule runs on the default branch. */
const startsItself = (on: Triggers): readonly Start[] => {
  const branches = home(on)
  const filtered = on.push?.branches.some(isPattern) || (on.push?.tags.length ?? 0) > 0
  return [
    ...(on.push === undefined ? [] : [[is("push"), filtered ? undefined : branches] as const]),
    ...(on.schedule === undefined ? [] : [[is("schedule"), branches] as const]),
  ]
}

/** What may deploy in one of the lanes. */
const deployments = (on: Triggers, menu: readonly Lane[], wanted: readonly Lane[]): Test | undefined => {
  const picked = menu.filter((lane) => wanted.includes(lane))
  const unasked = menu.length === 0 && on.manual === true && wanted.includes("release")
  const hand = picked.length > 0 ? chosen(picked) : unasked ? is("workflow_dispatch") : undefined
  const starts: readonly Start[] = [
    ...(wanted.includes("release") ? startsItself(on) : []),
    ...(hand === undefined ? [] : [[hand, byHand(on)] as const]),
  ]
  const byReference = new Map<string, { readonly events: Test[]; readonly reference: Test | undefined }>()
  for (const [event, reference] of starts) {
    const key = reference === undefined ? "" : written(reference)
    const known = byReference.get(key) ?? { events: [], reference }
    byReference.set(key, { ...known, events: [...known.events, event] })
  }
  const ways = [...byReference.values()].map(({ events, reference }) =>
    all(any(...events), ...(reference === undefined ? [] : [reference])),
  )
  return ways.length === 0 ? undefined : any(...ways)
}

const trying = (on: Triggers, deploying: Test | undefined): Test | undefined => {
  // What a schedule or a person starts may be on a branch that must not deploy.
  if (deploying !== undefined && (on.manual !== undefined || on.schedule !== undefined)) return not(deploying)
  return on.pullRequest === undefined ? undefined : onPullRequest
}

/** Without a menu every run is one of the release lane. */
const releasing = (on: Triggers, menu: readonly Lane[]): Test | undefined => {
  if (menu.length === 0) return undefined
  return any(
    ...(on.push === undefined ? [] : [is("push")]),
    ...(on.pullRequest === undefined ? [] : [onPullRequest]),
    ...(on.schedule === undefined ? [] : [is("schedule")]),
    ...(menu.includes("release") ? [chosen(["release"])] : []),
  )
}

/** A value by its key, or nothing where there is no value. */
const given = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V }) // the key is the one given

export const events = (plan: Plan): Events => {
  const { on } = plan
  const menu = menuOf(plan)
  const deploying = deployments(on, menu, ["release", "hotfix"])
  return {
    pullRequest: on.pullRequest !== undefined,
    menu,
    ...given("releasing", releasing(on, menu)),
    ...given("release", deployments(on, menu, ["release"])),
    ...given("hotfix", deployments(on, menu, ["hotfix"])),
    ...given("deploying", deploying),
    ...given("trying", trying(on, deploying)),
    redeploying: (environment, lanes) => all(chosen(lanes), `inputs.environment == ${quote(environment)}`, byHand(on)),
  }
}

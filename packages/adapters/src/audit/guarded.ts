import type { DeployNode, Job, Plan, Value, Variable, VerifyNode } from "@shipline/core/plan"
import { slug } from "@shipline/core/plan"
import type { Repository } from "./repository.js"
import { follow } from "./shell/follow.js"
import { type Mark, markText } from "./shell/mark.js"
import { marksOf } from "./shell/marks-of.js"

/** What stands for something of one or more environments. */
export interface Owned {
  readonly text: string
  readonly environments: readonly string[]
}

/** A mark of the deployments to some environments. */
export interface Sign {
  readonly mark: Mark
  readonly text: string
  readonly environments: readonly string[]
}

/** A pipeline and the environments to which it deploys. */
export interface GuardedPipeline {
  readonly name: string
  /** The paths of its files, by the folders of their platforms. */
  readonly files: readonly string[]
  readonly environments: readonly string[]
}

/** All that only the pipelines may touch. */
export interface Guarded {
  readonly environments: readonly string[]
  readonly secrets: readonly Owned[]
  /** Roles, service accounts and other identities of a cloud. */
  readonly roles: readonly Owned[]
  /** Locks of deployments, by the plans' names. */
  readonly locks: readonly Owned[]
  readonly commands: readonly Sign[]
  /** Actions by which a plan deploys, without their version. */
  readonly actions: readonly Owned[]
  readonly pipelines: readonly GuardedPipeline[]
  /** The environments on whose behalf the pipelines log in at a cloud. */
  readonly clouds: ReadonlyMap<string, readonly string[]>
  /** For whom the tokens of those logins are, where a platform lets a job choose that. */
  readonly audiences: readonly Owned[]
}

type OnEnvironment = DeployNode | VerifyNode

/** Of an identity, the settings of a login that say whose it is. */
const identity: { readonly [setting: string]: true } = { role: true, serviceAccount: true, clientId: true }

/** Actions that prepare a job, by which no deployment can be told. */
const usual =
  /^(?:actions\/|docker\/(?:setup|login|metadata|build)|aws-actions\/|google-github-actions\/(?:auth|setup)|azure\/login)/i

/** For whom a token is by which a job logs in at a cloud. */
const audiencesOf = (provider: string, settings: readonly Variable[]): readonly string[] => {
  if (provider === "aws") return ["sts.amazonaws.com", "https://sts.amazonaws.com"]
  if (provider === "azure") return ["api://AzureADTokenExchange"]
  const at = settings.find(({ name }) => name === "provider")?.value
  if (at?.kind !== "text" || at.text === "") return []
  const name = at.text.replace(/^(?:https:)?\/\/iam\.googleapis\.com\//, "")
  return [`https://iam.googleapis.com/${name}`, `//iam.googleapis.com/${name}`]
}

const collect = () => {
  const found = new Map<string, Set<string>>()
  return {
    add: (text: string, environment: string): void => {
      const known = found.get(text)
      if (known === undefined) found.set(text, new Set([environment]))
      else known.add(environment)
    },
    all: (): readonly Owned[] => [...found].map(([text, environments]) => ({ text, environments: [...environments] })),
  }
}

const valuesOf = (job: Job): readonly Value[] =>
  [
    ...job.variables,
    ...job.services.flatMap(({ variables }) => variables),
    ...job.steps.flatMap((step) =>
      step.kind === "script" ? step.variables : step.kind === "login" ? step.settings : (step.instead?.variables ?? []),
    ),
  ].map(({ value }) => value)

const isOnEnvironment = (node: Plan["nodes"][number]): node is OnEnvironment =>
  node.kind === "deploy" || node.kind === "verify"

const actionOf = (data: unknown): string | undefined => {
  if (typeof data !== "object" || data === null || !("action" in data) || typeof data.action !== "string")
    return undefined
  const name = data.action.split("@")[0] ?? ""
  return name === "" || usual.test(name) ? undefined : name
}

/** The scripts by which a deployment is made: not those that only look. */
const scriptsOf = ({ steps }: Job): readonly string[] =>
  steps.flatMap((step) => {
    if (step.kind === "script") return step.role === "deploy" || step.role === "migrate" ? [step.run] : []
    return step.kind === "raw" && step.instead !== undefined ? [step.instead.run] : []
  })

/** Reads out of the plans, and of the scripts of the repository that they call, what nobody else may touch. */
export const guardedBy = (plans: readonly Plan[], repository: Repository): Guarded => {
  const [secrets, roles, locks, actions, audiences] = [collect(), collect(), collect(), collect(), collect()]
  const signs = new Map<string, { readonly mark: Mark; readonly environments: Set<string> }>()
  const clouds = new Map<string, Set<string>>()
  const addMark = (mark: Mark, environment: string): void => {
    const known = signs.get(JSON.stringify(mark))
    if (known === undefined) signs.set(JSON.stringify(mark), { mark, environments: new Set([environment]) })
    else known.environments.add(environment)
  }
  for (const node of plans.flatMap(({ nodes }) => nodes).filter(isOnEnvironment)) {
    const { environment, job } = node
    for (const value of valuesOf(job))
      if (value.kind === "secret" && (node.kind === "deploy" || value.environment !== undefined))
        secrets.add(value.name, environment)
    for (const step of job.steps) {
      if (step.kind !== "login") continue
      clouds.set(step.provider, (clouds.get(step.provider) ?? new Set()).add(environment))
      for (const audience of audiencesOf(step.provider, step.settings)) audiences.add(audience, environment)
      for (const { name, value } of step.settings)
        if (Object.hasOwn(identity, name) && value.kind === "text" && value.text !== "")
          roles.add(value.text, environment)
    }
    if (node.kind !== "deploy") continue
    for (const step of job.steps) {
      const action = step.kind === "raw" ? actionOf(step.data) : undefined
      if (action !== undefined) actions.add(action, environment)
    }
    const folder = job.workingDirectory ?? ""
    for (const text of scriptsOf(job)) {
      const { met } = follow(repository, { text, folder, variables: new Map() })
      const followed = new Set(met.filter(({ through }) => through.length > 0).map(({ from }) => from))
      // A script's name says little where what it does is known: other packages have a `deploy`, too.
      for (const { command, folder: there, through } of met)
        for (const mark of marksOf(command, there, through.length > 0))
          if (mark.kind !== "script" || !followed.has(command)) addMark(mark, environment)
    }
  }
  for (const { name, lock } of plans.flatMap(({ environments }) => environments)) {
    locks.add(lock, name)
  }
  return {
    environments: [...new Set(plans.flatMap(({ environments }) => environments.map(({ name }) => name)))],
    secrets: secrets.all(),
    roles: roles.all(),
    locks: locks.all(),
    actions: actions.all(),
    audiences: audiences.all(),
    commands: [...signs.values()].map(({ mark, environments }) => ({
      mark,
      text: markText(mark),
      environments: [...environments],
    })),
    pipelines: plans.map(({ name, environments }) => ({
      name,
      files: [`.github/workflows/${slug(name)}.yml`, `.gitlab/${slug(name)}.yml`],
      environments: environments.map((one) => one.name),
    })),
    clouds: new Map([...clouds].map(([cloud, environments]) => [cloud, [...environments]])),
  }
}

import type { Variable } from "@shipline/core/plan"
import type { EnvEntry } from "./model.js"
import { type JobScope, subject } from "./scope.js"
import { type Held, hold } from "./value.js"

const isName = (name: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) && (!/^(?:GITHUB|RUNNER|SHIPLINE)_/i.test(name) || name === "GITHUB_TOKEN")

/** Variables as entries of an `env`. */
export const env = (variables: readonly Variable[], scope: JobScope): readonly EnvEntry[] => {
  const seen = new Map<string, string>()
  return variables.map(({ name, value }) => {
    const other = seen.get(name.toLowerCase())
    if (other !== undefined) scope.report.add("SL3128", subject(scope.node), `${other} and ${name}`)
    if (!isName(name)) scope.report.add("SL3104", subject(scope.node), name)
    seen.set(name.toLowerCase(), name)
    return { name, value: hold(value, scope).text }
  })
}

/** What every step of a job may see from its beginning. A secret is none of it: actions need not know it. */
const isForAll = (held: Held): boolean => !held.waits && !held.secret

/** The job's own variables that stand on the job. */
export const jobEnv = (scope: JobScope): readonly EnvEntry[] =>
  env(
    scope.job.variables.filter(({ value }) => isForAll(hold(value, scope))),
    scope,
  )

/** A script's variables, and those of the job that only its scripts may see. The script's own come last and win. */
export const scriptEnv = (variables: readonly Variable[], scope: JobScope): readonly EnvEntry[] => {
  const own = new Set(variables.map(({ name }) => name))
  const shared = scope.job.variables.filter(({ name, value }) => !own.has(name) && !isForAll(hold(value, scope)))
  return env([...shared, ...variables], scope)
}

import type { Value } from "@shipline/core/plan"
import { environmentOf, subject } from "../shared/facts.js"
import { isHoldable } from "../shared/text.js"
import { limits } from "./limits.js"
import { artifactVariable, matrixVariable, shellName } from "./names.js"
import type { JobScope } from "./scope.js"

/** A value as GitLab holds it: text that stands in the file, or what the shell reads from a variable when the job runs. */
type Held =
  | { readonly kind: "text"; readonly text: string }
  /** To stand in double quotes: `$KUBE_TOKEN`. `early` where the runner knows it before the job begins. */
  | { readonly kind: "shell"; readonly words: string; readonly early: boolean }

type Holders = { readonly [K in Value["kind"]]: (value: Extract<Value, { kind: K }>, scope: JobScope) => Held }

const shell = (words: string, early = false): Held => ({ kind: "shell", words, early })

/** The plan names something that this job cannot reach: `verify` refuses such a plan, so this is the last line. */
const unreachable = (scope: JobScope, what: string): Held => {
  scope.report.add("SL3324", subject(scope.node), scope.node.title, what)
  return { kind: "text", text: "" }
}

const heldText = (text: string, scope: JobScope): Held => {
  const what = `a text of '${scope.node.title}'`
  if (!isHoldable(text)) scope.report.add("SL3303", subject(scope.node), what)
  if (text.includes("$[[")) scope.report.add("SL3302", subject(scope.node), what)
  if (text.length * 3 > limits.variable && new TextEncoder().encode(text).length > limits.variable - 256)
    scope.report.add("SL3327", subject(scope.node), what)
  return { kind: "text", text }
}

/** Whether a name is free for people: GitLab's own begin with other words. */
export const isVariableName = (name: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) && !/^(?:CI_|GITLAB_|FF_|SHIPLINE_)/i.test(name)

/** The shell variable of a script's own job that holds a field of an artifact. */
const shellField = (short: string, field: string): string => `$${shellName(short, field)}`

/** The variable in which a script finds the version of a candidate of which the job waits for no build. */
const ownVersion = "$shipline_version"

const holders: Holders = {
  text: ({ text }, scope) => heldText(text, scope),
  artifact: ({ artifact, field }, scope) => {
    const build = scope.builds.get(artifact)
    if (build === undefined) return unreachable(scope, `the artifact '${artifact}'`)
    const waitsFor = scope.node.needs.includes(build.node.id)
    if (field === "tag" && !waitsFor) return shell(`$${artifactVariable(build.short)}:${ownVersion}`)
    if (!waitsFor) return unreachable(scope, `the ${field} of '${artifact}'`)
    if (field !== "path") return shell(shellField(build.short, field))
    if (build.artifact.kind === "image") return unreachable(scope, `the path of the image '${artifact}'`)
    return shell(`$SHIPLINE_WORK/${build.short}/files`)
  },
  secret: ({ name, environment }, scope) => {
    if (!isVariableName(name)) scope.report.add("SL3305", subject(scope.node), name)
    if (environment !== undefined && environment !== environmentOf(scope.node))
      return unreachable(scope, `the secret '${name}' of ${environment}`)
    return shell(`$${name}`, true)
  },
  target: ({ environment, field }, scope) => {
    const target = scope.environments.get(environment)
    if (target === undefined || environment !== environmentOf(scope.node))
      return unreachable(scope, `the ${field} of ${environment}`)
    const text = field === "name" ? target.name : target.url
    return text === undefined ? unreachable(scope, `the url of ${environment}`) : heldText(text, scope)
  },
  matrix: ({ key }, scope) =>
    scope.job.matrix.some((axis) => axis.key === key)
      ? shell(`$${matrixVariable(key)}`, true)
      : unreachable(scope, `the matrix value '${key}'`),
  shard: ({ field }, scope) => {
    const { shards, matrix } = scope.job
    if (shards === undefined) return unreachable(scope, "a shard")
    // GitLab counts all jobs of a matrix, so beside one the shards are an axis of their own.
    if (field === "total")
      return matrix.length === 0 ? shell("$CI_NODE_TOTAL", true) : { kind: "text", text: `${shards}` }
    return shell(matrix.length === 0 ? "$CI_NODE_INDEX" : `$${matrixVariable("shard")}`, true)
  },
}

/** A value of the plan in GitLab's words. */
export const hold = (value: Value, scope: JobScope): Held => {
  const write = holders[value.kind] as (value: Value, scope: JobScope) => Held // the table is total by its type
  return write(value, scope)
}

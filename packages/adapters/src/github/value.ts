import type { Value } from "@shipline/core/plan"
import { environmentOf } from "../shared/facts.js"
import { artifactBase } from "../shared/hand-over.js"
import { isHoldable } from "../shared/text.js"
import { compose, expression, literal } from "./expression.js"
import { folderOf, output, ownVersion } from "./hand-over.js"
import { limits } from "./limits.js"
import { type JobScope, subject } from "./scope.js"

/** A value as GitHub holds it. Where it `waits`, it is only known inside the job, behind the step that finds it. */
export interface Held {
  readonly text: string
  readonly waits: boolean
  readonly secret: boolean
}

type Holders = { readonly [K in Value["kind"]]: (value: Extract<Value, { kind: K }>, scope: JobScope) => Held }

const known = (text: string): Held => ({ text, waits: false, secret: false })
const found = (text: string): Held => ({ text, waits: true, secret: false })

/** The plan names something that this job cannot reach: `verify` refuses such a plan, so this is the last line. */
const unreachable = (scope: JobScope, what: string): Held => {
  scope.report.add("SL3124", subject(scope.node), scope.node.title, what)
  return known("")
}

/** Text that a variable can hold, for GitHub to hand on as it stands. */
const heldText = (text: string, scope: JobScope): string => {
  if (!isHoldable(text)) scope.report.add("SL3103", subject(scope.node), `a text of '${scope.node.title}'`)
  if (text.length * 3 > limits.variable && new TextEncoder().encode(text).length > limits.variable - 256)
    scope.report.add("SL3127", subject(scope.node), `a text of '${scope.node.title}'`)
  return literal(text)
}

const holders: Holders = {
  text: ({ text }, scope) => known(heldText(text, scope)),
  artifact: ({ artifact, field }, scope) => {
    const build = scope.builds.get(artifact)
    if (build === undefined) return unreachable(scope, `the artifact '${artifact}'`)
    const waitsFor = scope.node.needs.includes(build.node.id)
    if (field === "tag" && !waitsFor)
      return found(compose(`${artifactBase(build.artifact)}:`, { expression: ownVersion(scope) }))
    if (!waitsFor) return unreachable(scope, `the ${field} of '${artifact}'`)
    if (field !== "path") {
      const text = expression(output(build, field, scope))
      return scope.origin.kind === "ledger" ? found(text) : known(text)
    }
    if (build.artifact.kind === "image") return unreachable(scope, `the path of the image '${artifact}'`)
    return found(compose({ expression: folderOf(build) }, "/files"))
  },
  secret: ({ name, environment }, scope) => {
    if (!/^(?!GITHUB_)[A-Z_]\w*$/i.test(name)) scope.report.add("SL3105", subject(scope.node), name)
    if (environment !== undefined && environment !== environmentOf(scope.node))
      return unreachable(scope, `the secret '${name}' of ${environment}`)
    return { text: expression(`secrets.${name}`), waits: false, secret: true }
  },
  target: ({ environment, field }, scope) => {
    const target = scope.environments.get(environment)
    if (target === undefined || environment !== environmentOf(scope.node))
      return unreachable(scope, `the ${field} of ${environment}`)
    const text = field === "name" ? target.name : target.url
    return text === undefined ? unreachable(scope, `the url of ${environment}`) : known(heldText(text, scope))
  },
  matrix: ({ key }, scope) =>
    scope.job.matrix.some((axis) => axis.key === key)
      ? known(expression(`matrix.${key}`))
      : unreachable(scope, `the matrix value '${key}'`),
  shard: ({ field }, scope) => {
    if (scope.job.shards === undefined) return unreachable(scope, "a shard")
    return known(field === "index" ? expression("matrix.shard") : String(scope.job.shards))
  },
}

/** A value of the plan in GitHub's words. */
export const hold = (value: Value, scope: JobScope): Held => {
  const write = holders[value.kind] as (value: Value, scope: JobScope) => Held // the table is total by its type
  return write(value, scope)
}

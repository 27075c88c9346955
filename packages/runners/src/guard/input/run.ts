import type { Actor, RunReference } from "@shipline/core/ledger"
import { slug } from "@shipline/core/plan"
import { misused } from "../guard-error.js"
import { given, needed, type Variables } from "./variables.js"

/** Who started this run and which run it is, as the platform attests it. */
export interface Run {
  readonly by: Actor
  readonly run: RunReference & { readonly attempt: number }
}

/**
 * Of a run that was started again the actor is who did so; the platform says that person's name only, and the id of who
 * started it first.
 */
const actorOf = (variables: Variables): Actor => {
  const issuer = needed(variables, "GITHUB_SERVER_URL")
  const name = needed(variables, "GITHUB_ACTOR")
  const again = given(variables, "GITHUB_TRIGGERING_ACTOR") ?? name
  return again === name
    ? { issuer, subject: needed(variables, "GITHUB_ACTOR_ID"), name }
    : { issuer, subject: `login:${again}`, name: again }
}

export const runOf = (variables: Variables): Run => {
  const id = needed(variables, "GITHUB_RUN_ID")
  const number = given(variables, "GITHUB_RUN_ATTEMPT") ?? "1"
  if (!/^[1-9]\d{0,8}$/.test(number)) throw misused("GITHUB_RUN_ATTEMPT", "is not a number")
  const attempt = Number(number)
  const run = `${needed(variables, "GITHUB_SERVER_URL")}/${needed(variables, "GITHUB_REPOSITORY")}/actions/runs/${id}`
  return { by: actorOf(variables), run: { id, url: attempt === 1 ? run : `${run}/attempts/${attempt}`, attempt } }
}

/** Names what this attempt of this run does to an environment, so that a step that is run twice is the same deployment. */
export const deploymentId = ({ run }: Run, environment: string): string =>
  `${run.id}.${run.attempt}/deploy-${slug(environment)}`

/** The commit that this run is of. */
export const commitOf = (variables: Variables): string => {
  const commit = needed(variables, "GITHUB_SHA")
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw misused("GITHUB_SHA", "is not the id of a commit")
  return commit
}

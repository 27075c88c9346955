import { handOvers, pullsImage } from "../shared/hand-over.js"
import type { Permission } from "./model.js"
import { isOnGithub } from "./registry.js"
import type { JobScope } from "./scope.js"

const source: Permission = { scope: "contents", access: "read", why: "to check out the source" }
const push: Permission = { scope: "packages", access: "write", why: "to push the image" }
const pull: Permission = { scope: "packages", access: "read", why: "to pull the image" }
const identity: Permission = { scope: "id-token", access: "write", why: "to log in to the cloud without a stored key" }

const pushesImage = ({ node, builds, events }: JobScope): boolean => {
  const artifact = node.kind === "build" ? builds.get(node.artifact)?.artifact : undefined
  return artifact?.kind === "image" && isOnGithub(artifact) && events.deploying !== undefined
}

const pullsImages = (scope: JobScope): boolean =>
  scope.events.deploying !== undefined &&
  handOvers(scope).some((taken) => pullsImage(taken) && taken.artifact.kind === "image" && isOnGithub(taken.artifact))

/** The least that a job needs of the run's token, each with its reason. */
export const permissions = (scope: JobScope): readonly Permission[] => [
  source,
  ...(pushesImage(scope) ? [push] : pullsImages(scope) ? [pull] : []),
  ...(scope.job.steps.some((step) => step.kind === "login") ? [identity] : []),
]

/** The same, for a job that also writes: `what` completes the reason "to check out the source, …". */
export const recording = (permissions: readonly Permission[], what: string): readonly Permission[] =>
  permissions.map((one) =>
    one.scope === "contents" ? { ...one, access: "write", why: `${one.why}, and to ${what}` } : one,
  )

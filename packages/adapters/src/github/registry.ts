import { type Image, registryOf } from "../shared/registry.js"

/** The registry that GitHub's own token opens. */
export const githubRegistry = "ghcr.io"

/** Whether the run's own token logs in for an image. */
export const isOnGithub = (artifact: Image): boolean =>
  registryOf(artifact.repository) === githubRegistry && artifact.login === undefined

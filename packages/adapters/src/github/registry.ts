import type { Artifact } from "@shipline/core/plan"
import { registryOf } from "../shared/registry.js"

type Image = Extract<Artifact, { kind: "image" }>

/** The registry that GitHub's own token opens. */
export const githubRegistry = "ghcr.io"

/** Whether the run's own token logs in for an image. */
export const isOnGithub = (artifact: Image): boolean =>
  registryOf(artifact.repository) === githubRegistry && artifact.login === undefined

import type { Actor, RunReference } from "@shipline/core/ledger"
import { slug } from "@shipline/core/plan"

/** Who started this run and which run it is, as the platform attests it. */
export interface Run {
  readonly by: Actor
  readonly run: RunReference & { readonly attempt: number }
}

/** Names what this attempt of this run does to an environment, so that a step that is run twice is the same deployment. */
export const deploymentId = ({ run }: Run, environment: string): string =>
  `${run.id}.${run.attempt}/deploy-${slug(environment)}`

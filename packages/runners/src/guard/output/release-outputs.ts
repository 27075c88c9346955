import type { Release } from "@shipline/core/ledger"
import { refused } from "../guard-error.js"
import type { PolicyArtifact } from "../input/deploy-policy.js"

/** What a job needs to take the artifacts of a release from where they are kept. */
export const releaseOutputs = (
  { version, commit, artifacts }: Release,
  wanted: readonly PolicyArtifact[],
): readonly (readonly [name: string, value: string])[] => [
  ["version", version],
  ["commit", commit],
  ...wanted.flatMap(({ name, kind, short }) => {
    const found = artifacts.find((one) => one.name === name && one.kind === kind)
    if (found === undefined)
      throw refused(
        "SL4310",
        `${version} has no artifact '${name}', which this pipeline deploys`,
        "It was built by another version of the pipeline. Name a release that has it.",
      )
    const repository = found.ref.slice(0, -found.digest.length - 1)
    return [
      [`${short}-digest`, found.digest],
      [`${short}-ref`, found.ref],
      [`${short}-tag`, `${repository}:${version}`],
    ] as const
  }),
]

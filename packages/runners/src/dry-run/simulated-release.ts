import type { Release } from "@shipline/core/ledger"
import type { Plan } from "@shipline/core/plan"
import { simulatedDigest } from "./simulated-digest.js"

/** What is built of a source: each artifact with a digest that follows from the version. */
export const simulatedRelease = (plan: Plan, source: Pick<Release, "version" | "number" | "commit">): Release => ({
  ...source,
  artifacts: plan.artifacts.map((artifact) => {
    const digest = simulatedDigest(artifact.name, source.version)
    const place = artifact.kind === "image" ? artifact.repository : artifact.name
    return { kind: artifact.kind, name: artifact.name, digest, ref: `${place}@${digest}` }
  }),
})

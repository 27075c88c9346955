import type { Build } from "../shared/facts.js"
import { type HandedField, ledgerOutput } from "../shared/hand-over.js"
import { jobId } from "./names.js"
import type { JobScope } from "./scope.js"

/** What the step that finds the version hands on. */
export const version = "steps.version.outputs.version"

const built = ({ node }: Build, field: HandedField): string => `needs.${jobId(node.id)}.outputs.${field}`

/** What an earlier job or step hands on about an artifact, as an expression. */
export const output = (build: Build, field: HandedField, { origin }: JobScope): string => {
  if (origin.kind === "build") return built(build, field)
  if (origin.kind === "ledger") return `steps.${origin.step}.outputs.${ledgerOutput(build, field)}`
  const { id, artifacts } = origin.redeploy
  const ofLedger = `needs.${id}.outputs.${ledgerOutput(build, field)}`
  return artifacts.has(build.artifact.name) ? `${built(build, field)} || ${ofLedger}` : built(build, field)
}

/** The version of a candidate of which the job waits for no build. */
export const ownVersion = ({ origin }: JobScope): string => {
  if (origin.kind === "build") return version
  if (origin.kind === "ledger") return `steps.${origin.step}.outputs.version`
  return `needs.${origin.redeploy.id}.outputs.version || ${version}`
}

/** The id of the step that checks or fetches what is handed on, and knows the folder for it. */
export const takeId = (build: Build): string => `take-${build.short}`

export const folderOf = (build: Build): string => `steps.${takeId(build)}.outputs.folder`

import type { RunStep } from "../model.js"
import { versionScript } from "../scripts/version.js"

/** Finds the version of the candidate; needs the source to be checked out. */
export const versionStep: RunStep = {
  kind: "run",
  name: "Find the version",
  id: "version",
  run: versionScript,
  own: true,
}

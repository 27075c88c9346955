import type { HandOver } from "../../shared/hand-over.js"
import { expression } from "../expression.js"
import { output } from "../hand-over.js"
import type { RunStep } from "../model.js"
import type { JobScope } from "../scope.js"
import { lookScript } from "../scripts/image.js"

/** Looks for an image in its registry, before anything is changed that needs it. */
export const lookFor = (taken: HandOver, scope: JobScope): RunStep => ({
  kind: "run",
  name: `Look for ${taken.artifact.name} in its registry`,
  env: [{ name: "REF", value: expression(output(taken, "ref", scope)) }],
  run: lookScript(scope.job.container !== undefined),
  own: true,
})

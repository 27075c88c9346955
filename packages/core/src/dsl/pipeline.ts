import { record } from "../lower/record.js"
import type { Plan } from "../plan/plan.js"
import type { AnyCandidate, Candidate } from "./candidate.js"
import { capturePlace } from "./capture-place.js"
import type { JobOptions } from "./job-options.js"
import type { TriggerOptions } from "./trigger.js"

/** A pipeline as a value: what a program exports for `shipline` to compile, run and test. */
export interface Pipeline {
  readonly name: string
  /** The pipeline as data. It may be unsound where a cast misled the compiler: ask `verify`. */
  readonly plan: Plan
}

/** What starts a pipeline, and what holds for all of its jobs. */
export interface PipelineOptions {
  readonly on: TriggerOptions
  /** In a repository of several projects: only changes of these paths start it. Default: every change does. */
  readonly paths?: readonly string[]
  /** Changes of these paths alone start nothing. Default: none. Not together with `paths`. */
  readonly ignorePaths?: readonly string[]
  /** Options of every job that does not set them itself. `env` is merged by name, the others are replaced. */
  readonly defaults?: JobOptions
}

/**
 * A pipeline: what happens to a source on its way to the environments. Use it once per deployable project and export it
 * as the file's default.
 *
 * The program is called once, at once, and must not wait for anything. Every gate, build and deployment that it calls is
 * part of the pipeline, in whichever branch of the program's values it ends.
 *
 * @throws SL1001 for the name, SL1004 to SL1008 for what the program uses wrongly.
 * @example
 * ```ts
 * import { artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"
 *
 * const site = artifact.files("site", { paths: ["dist"] })
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const upload = rollout({ deploy: (target) => sh`./upload.sh ${target.name} ${site.path}` })
 *
 * export default pipeline("site", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).build(site, sh`npm run build`).deploy(production, upload))
 * ```
 */
export function pipeline(
  name: string,
  options: PipelineOptions,
  program: (source: Candidate<never, never>) => AnyCandidate,
): Pipeline {
  const plan = record(name, options, program, capturePlace(pipeline))
  const made: Pipeline & { readonly [marker]: true } = { name, plan, [marker]: true }
  return Object.freeze(made)
}

/** Marks a pipeline for whoever loads a program: registered, so that every copy of this library knows it. */
const marker: unique symbol = Symbol.for("shipline.pipeline") as never // a registered symbol has no unique type of its own

/**
 * Whether a value is what `pipeline` returned, also by another copy of this library. Use it for what a file exports.
 *
 * @example
 * ```ts
 * import { isPipeline, pipeline } from "@shipline/core"
 *
 * const made: unknown = pipeline("empty", { on: { manual: true } }, (source) => source)
 * if (isPipeline(made)) console.log(made.name) // empty
 * ```
 */
export const isPipeline = (value: unknown): value is Pipeline =>
  typeof value === "object" && value !== null && Object.hasOwn(value, marker)

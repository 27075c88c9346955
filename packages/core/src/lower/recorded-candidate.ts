import { artifactPlan } from "../dsl/artifact.js"
import { type Defined, definition } from "../dsl/brand.js"
import type { Candidate } from "../dsl/candidate.js"
import { capturePlace } from "../dsl/capture-place.js"
import { environmentDefinition } from "../dsl/environment.js"
import { gateDefinition } from "../dsl/gate.js"
import type { JobOptions } from "../dsl/job-options.js"
import { refuse } from "../dsl/refuse.js"
import { rolloutDefinition } from "../dsl/rollout.js"
import { shellScript } from "../dsl/shell.js"
import type { Place } from "../plan/place.js"
import type { Frontier, Recorder } from "./recorder.js"

/** What a candidate is at run time: where it stands in what its pipeline has recorded. */
export interface Recording {
  readonly recorder: Recorder
  readonly frontier: Frontier
}

export const recordingOf = (candidate: unknown, call: string, place: Place | undefined): Recording => {
  if (typeof candidate === "object" && candidate !== null && definition in candidate) {
    const found = (candidate as Defined<Partial<Recording>>)[definition] // what other values hold has no recorder
    if (found.recorder !== undefined && found.frontier !== undefined) return found as Recording
  }
  return refuse(
    "SL1004",
    call,
    `${call} was given something that is no candidate`,
    "Give it what source.pass(), build() or deploy() returned.",
    place,
  )
}

/** A candidate with its calls. They are functions of their own, so that each can say where it was called. */
export const wrapCandidate = <Built extends string, Has extends string>(
  recorder: Recorder,
  frontier: Frontier,
): Candidate<Built, Has> => {
  const next = (after: Frontier) => wrapCandidate(recorder, after)
  const build = (artifact: unknown, recipe: unknown, options: JobOptions = {}) => {
    const place = capturePlace(build)
    const plan =
      artifactPlan(artifact) ??
      wrong("build", "something that is no artifact", "what artifact.image() or artifact.files() returned", place)
    const script = shellScript(recipe) ?? wrong("build", "a recipe that is no script", "sh`...`", place)
    return next(recorder.join([recorder.build(frontier, plan, script, options, place)]))
  }
  const pass = (...gates: readonly unknown[]) => {
    const place = capturePlace(pass)
    const found = gates.map((gate) => {
      const known = gateDefinition(gate)
      if (known === undefined)
        return wrong("pass", "something that is no gate", "what gate() or approval() returned", place)
      if (known.kind === "environment" && known.environment === undefined)
        return wrong(
          "pass",
          `'${known.name}' without saying on which environment`,
          `${known.name}.on(environment)`,
          place,
        )
      return known
    })
    return next(recorder.pass(frontier, found, place))
  }
  const deploy = (environment: unknown, how: unknown) => {
    const place = capturePlace(deploy)
    const where =
      environmentDefinition(environment) ??
      wrong("deploy", "something that is no environment", "what environment() returned", place)
    const by =
      rolloutDefinition(how) ?? wrong("deploy", "something that is no rollout", "what rollout() returned", place)
    return next(recorder.deploy(frontier, where, by, place))
  }
  const candidate: Defined<Recording> = Object.freeze({
    build,
    pass,
    deploy,
    [definition]: Object.freeze({ recorder, frontier }),
  })
  return candidate as unknown as Candidate<Built, Has> // what it has built and proved exists in types only; `verify` finds out
}

const wrong = (call: string, got: string, wanted: string, place: Place | undefined): never =>
  refuse("SL1004", `${call}()`, `${call}() was given ${got}`, `Give it ${wanted}.`, place)

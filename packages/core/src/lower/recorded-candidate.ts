import { artifactPlan } from "../dsl/artifact.js"
import { type Defined, definition, definitionReader } from "../dsl/brand.js"
import type { AnyCandidate, Candidate } from "../dsl/candidate.js"
import { capturePlace } from "../dsl/capture-place.js"
import { environmentDefinition } from "../dsl/environment.js"
import { gateDefinition } from "../dsl/gate-definition.js"
import type { JobOptions } from "../dsl/job-options.js"
import { refuse } from "../dsl/refuse.js"
import { rolloutDefinition } from "../dsl/rollout.js"
import { shellScript } from "../dsl/shell.js"
import { foreign, unattached } from "../errors/sentences.js"
import type { Place } from "../plan/place.js"
import type { Frontier, Recorder } from "./recorder.js"

/** What a candidate is at run time: where it stands in what its pipeline has recorded. */
export interface Recording {
  readonly recorder: Recorder
  readonly frontier: Frontier
}

const recording = definitionReader<Recording>((found) => found.recorder !== undefined && found.frontier !== undefined)

export const recordingOf = (candidate: unknown, call: string, place: Place | undefined): Recording => {
  const found = recording(candidate)
  if (found === undefined)
    return refuse(
      "SL1004",
      call,
      foreign(call, "candidate"),
      "Give it what source.pass(), build() or deploy() gave.",
      place,
    )
  if (found.recorder.ended)
    refuse("SL1007", call, `${call} was given a candidate whose pipeline is already made`, onTime, place)
  return found
}

const onTime = "Use candidates inside of the program that pipeline() is given, and wait for nothing there."

export const wrapCandidate = <Built extends string, Has extends string>(
  recorder: Recorder,
  frontier: Frontier,
): Candidate<Built, Has> => {
  const recording = Object.freeze({ recorder, frontier })
  const candidate: Defined<Recording> = Object.freeze({ build, pass, deploy, [definition]: recording })
  return candidate as unknown as Candidate<Built, Has> // what it has built and proved exists in types only; `verify` finds out
}

// The calls of a candidate. As in the types, what they are called on is what counts, not where they were taken from.

function build(this: unknown, artifact: unknown, recipe: unknown, options: JobOptions = {}): AnyCandidate {
  const place = capturePlace(build)
  const { recorder, frontier } = recordingOf(this, "build()", place)
  const what =
    artifactPlan(artifact) ?? wrong("build()", "artifact", "artifact.image() or artifact.files() gave", place)
  const script = shellScript(recipe) ?? wrong("build()", "script", "sh`...` gave", place)
  return wrapCandidate(recorder, recorder.build(frontier, what, script, options, place))
}

function pass(this: unknown, ...gates: readonly unknown[]): AnyCandidate {
  const place = capturePlace(pass)
  const { recorder, frontier } = recordingOf(this, "pass()", place)
  const found = gates.map((gate) => {
    const known = gateDefinition(gate) ?? wrong("pass()", "gate", "gate() or approval() gave", place)
    if (known.kind !== "environment" || known.environment !== undefined) return known
    return refuse("SL1004", "pass()", unattached(known.name), `Write ${known.name}.on(environment).`, place)
  })
  return wrapCandidate(recorder, recorder.pass(frontier, found, place))
}

function deploy(this: unknown, environment: unknown, how: unknown): AnyCandidate {
  const place = capturePlace(deploy)
  const { recorder, frontier } = recordingOf(this, "deploy()", place)
  const where = environmentDefinition(environment) ?? wrong("deploy()", "environment", "environment() gave", place)
  const by = rolloutDefinition(how) ?? wrong("deploy()", "rollout", "rollout() gave", place)
  return wrapCandidate(recorder, recorder.deploy(frontier, where, by, place))
}

const wrong = (call: string, what: string, wanted: string, place: Place | undefined): never =>
  refuse("SL1004", call, foreign(call, what), `Give it what ${wanted}.`, place)

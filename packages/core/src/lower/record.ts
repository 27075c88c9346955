import type { AnyCandidate, Candidate } from "../dsl/candidate.js"
import { at } from "../dsl/capture-place.js"
import { deepFreeze } from "../dsl/deep-freeze.js"
import { checkName } from "../dsl/name.js"
import type { PipelineOptions } from "../dsl/pipeline.js"
import { refuse } from "../dsl/refuse.js"
import { lowerTriggers } from "../dsl/trigger.js"
import type { Place } from "../plan/place.js"
import type { Plan } from "../plan/plan.js"
import { withLanes } from "../plan/with-lanes.js"
import { recordingOf, wrapCandidate } from "./recorded-candidate.js"
import { Recorder } from "./recorder.js"

/** Runs a program once and gives what it did as a plan. */
export const record = (
  name: string,
  options: PipelineOptions,
  program: (source: Candidate<never, never>) => AnyCandidate,
  place: Place | undefined,
): Plan => {
  checkName("a pipeline", name, place)
  if (typeof program !== "function")
    refuse(
      "SL1004",
      name,
      `'${name}' has no program`,
      "Give pipeline() a function of the source as its last argument.",
      place,
    )
  const { paths, ignorePaths } = options
  if (paths !== undefined && ignorePaths !== undefined)
    refuse(
      "SL1006",
      name,
      `'${name}' has both paths and ignorePaths`,
      "Keep one: platforms cannot tell which wins.",
      place,
    )
  const on = lowerTriggers(
    options.on,
    { ...(paths === undefined ? {} : { paths }), ...(ignorePaths === undefined ? {} : { ignorePaths }) },
    place,
  )
  const recorder = new Recorder(options.defaults ?? {})
  const result: unknown = program(wrapCandidate(recorder, []))
  const waits = typeof result === "object" && result !== null && "then" in result
  if (waits)
    refuse(
      "SL1008",
      name,
      `the program of '${name}' is asynchronous`,
      "Await what it needs before pipeline() is called.",
      place,
    )
  if (result === undefined || result === null)
    refuse(
      "SL1008",
      name,
      `the program of '${name}' returns nothing`,
      "Return the candidate that its last call gave.",
      place,
    )
  const { recorder: other } = recordingOf(result, `the program of '${name}'`, place)
  if (other !== recorder)
    refuse(
      "SL1007",
      name,
      `the program of '${name}' returns a candidate of another pipeline`,
      "Return what came from its own source.",
      place,
    )
  recorder.ended = true
  const environments = [...recorder.environments.values()]
  const plan: Plan = {
    version: 1,
    name,
    on,
    artifacts: [...recorder.artifacts.values()],
    gates: recorder.gates,
    environments,
    nodes: withLanes(recorder.nodes.values, recorder.gates, environments),
    ...at(place),
  }
  return deepFreeze(plan)
}

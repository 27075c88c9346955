import { recordingOf, wrapCandidate } from "../lower/recorded-candidate.js"
import type { Candidate } from "./candidate.js"
import { capturePlace } from "./capture-place.js"
import type { BuiltOf, CheckCandidates, HasOf } from "./checks.js"
import { refuse } from "./refuse.js"

/**
 * What several candidates of one source have built and proved together. Use it to join ways that ran side by side.
 *
 * @throws SL1004 for what is no candidate, SL1007 for a candidate of another pipeline.
 * @example
 * ```ts
 * import { all, artifact, gate, pipeline, sh } from "@shipline/core"
 *
 * const site = artifact.files("site", { paths: ["dist"] })
 * const unit = gate("unit", sh`npm test`)
 * export default pipeline("site", { on: { push: "main" } }, (source) =>
 *   all(source.pass(unit), source.build(site, sh`npm run build`)))
 * ```
 */
export function all<const C extends readonly unknown[]>(
  ...candidates: CheckCandidates<C>
): Candidate<{ [I in keyof C]: BuiltOf<C[I]> }[number], { [I in keyof C]: HasOf<C[I]> }[number]> {
  const place = capturePlace(all)
  const given: readonly unknown[] = candidates
  const [first] = given
  const { recorder } = recordingOf(first, "all()", place)
  const frontiers = given.map((candidate) => {
    const recording = recordingOf(candidate, "all()", place)
    if (recording.recorder !== recorder)
      return refuse(
        "SL1007",
        "all",
        "all() joins candidates of two pipelines",
        "Join what came from one source.",
        place,
      )
    return recording.frontier
  })
  return wrapCandidate(recorder, recorder.join(frontiers))
}

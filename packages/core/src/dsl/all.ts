import type { Ambiguous, UnknownLength } from "../errors/sentences.js"
import { recordingOf, wrapCandidate } from "../lower/recorded-candidate.js"
import type { type } from "./brand.js"
import type { AnyCandidate, Candidate } from "./candidate.js"
import { capturePlace } from "./capture-place.js"
import type { IsAny, IsUnion } from "./literal.js"
import { refuse } from "./refuse.js"

type BuiltOf<C> = C extends { readonly [type]: (built: infer B extends string, has: never) => void } ? B : never
type HasOf<C> = C extends { readonly [type]: (built: never, has: infer H extends string) => void } ? H : never

/** A union of candidates has proved only what each of its members has; joined, it would count for all of them. */
type CheckCandidate<C> = IsAny<C> extends true ? never : IsUnion<C> extends true ? Ambiguous<"all()", "candidate"> : C

type CheckCandidates<C extends readonly AnyCandidate[]> = number extends C["length"]
  ? readonly UnknownLength<"all()", "candidates">[]
  : IsUnion<C["length"]> extends true
    ? readonly UnknownLength<"all()", "candidates">[]
    : { readonly [I in keyof C]: CheckCandidate<C[I]> }

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
export function all<const C extends readonly AnyCandidate[]>(
  ...candidates: CheckCandidates<C>
): Candidate<BuiltOf<C[number]>, HasOf<C[number]>> {
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

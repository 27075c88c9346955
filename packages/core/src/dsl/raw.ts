import { foreign } from "../errors/sentences.js"
import type { Json, Step } from "../plan/job.js"
import type { Place } from "../plan/place.js"
import { type Defined, definition, definitionReader } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { deepFreeze } from "./deep-freeze.js"
import { refuse } from "./refuse.js"
import { type Shell, shellScript } from "./shell.js"

/** A step in the words of one platform: an escape hatch. */
export interface Raw {
  readonly platform: string
}

/**
 * A step that only one platform's adapter understands. Adapters publish their own, checked forms
 * (`$uses`, `$fragment`); use those.
 *
 * The promise that is lost: the step means nothing to the other adapters and to the local runner. They run `instead`
 * where it is given. Whatever the step does, it cannot decide whether a deployment runs: adapters refuse such keys.
 *
 * @throws SL1004 for an `instead` that is no script, SL1006 for data that JSON cannot hold.
 * @example
 * ```ts
 * import { $raw, sh } from "@shipline/core"
 *
 * export const notify = $raw("example-ci", { plugin: "notify" }, { instead: sh`echo notify` })
 * ```
 */
export function $raw(platform: string, data: Json, options: { readonly instead?: Shell } = {}): Raw {
  const place = capturePlace($raw)
  const instead = shellScript(options.instead)
  if (options.instead !== undefined && instead === undefined)
    refuse("SL1004", "$raw", foreign("$raw()", "script"), "Write instead: sh`...`.", place)
  const step: RawStep = {
    kind: "raw",
    platform,
    data: copy(data, place),
    ...(instead === undefined ? {} : { instead }),
  }
  const made: Raw & Defined<RawStep> = { platform, [definition]: deepFreeze(step) }
  return Object.freeze(made)
}

/** The plan keeps its own copy: it is frozen, and the program's object is not. */
const copy = (data: Json, place: Place | undefined): Json => {
  try {
    return JSON.parse(JSON.stringify(data))
  } catch {
    const hint = "Give it text, numbers, booleans, null, lists and objects of these."
    return refuse("SL1006", "$raw", "$raw() was given data that JSON cannot hold", hint, place)
  }
}

type RawStep = Extract<Step, { kind: "raw" }>

export const rawStep = definitionReader<RawStep>((found) => found.kind === "raw")

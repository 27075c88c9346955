import type { Place } from "../plan/place.js"

const frame = /\(?((?:file:|[a-z]:[\\/]|\/)[^\n]*?):(\d+):(\d+)\)?$/im

/**
 * Where the program called `door`, a public function of this package. Undefined on engines without V8's stack traces:
 * a place helps people and decides nothing.
 */
export const capturePlace = (door: (...args: never[]) => unknown): Place | undefined => {
  if (typeof Error.captureStackTrace !== "function") return undefined
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 1
  const holder: { stack?: string } = {}
  Error.captureStackTrace(holder, door)
  const found = frame.exec(holder.stack ?? "")
  Error.stackTraceLimit = limit
  if (found === null) return undefined
  const [, file = "", line = "", column = ""] = found
  return { file, line: Number(line), column: Number(column) }
}

/** The place as an optional key: only the keys that are present. */
export const at = (place: Place | undefined): { readonly at?: Place } => (place === undefined ? {} : { at: place })

import type { Cache as CachePlan } from "../plan/job.js"
import { type Defined, definition, definitionReader } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { deepFreeze } from "./deep-freeze.js"
import { refuse } from "./refuse.js"

/** Paths that are kept between runs. */
export interface Cache {
  readonly key: string
}

/**
 * Keeps paths between runs, as long as `key` and the content of `files` stay the same.
 * Use it for what is slow to make again and safe to lose. A cache is never handed to a deployment.
 *
 * @throws SL1006 when the key is empty or no path is named.
 * @example
 * ```ts
 * import { cache, gate, sh } from "@shipline/core"
 *
 * export const unit = gate("unit", sh`npx turbo test`, {
 *   caches: [cache({ key: "turbo", files: ["package-lock.json"], paths: [".turbo"] })],
 * })
 * ```
 */
export function cache(options: {
  readonly key: string
  /** Files, or patterns of files, whose content is part of the key. Default: none. */
  readonly files?: readonly string[]
  readonly paths: readonly string[]
}): Cache {
  const { key, files = [], paths } = options
  const usable = (text: unknown): boolean => typeof text === "string" && text.trim() !== "" && !/\p{Cc}/u.test(text)
  if (!usable(key) || paths.length === 0 || ![...files, ...paths].every(usable))
    refuse(
      "SL1006",
      "cache",
      "a cache needs a key and at least one path, each of one line",
      'Write cache({ key: "turbo", paths: [".turbo"] }).',
      capturePlace(cache),
    )
  const made: Cache & Defined<CachePlan> = {
    key,
    [definition]: deepFreeze({ key, files: [...files], paths: [...paths] }),
  }
  return Object.freeze(made)
}

export const cachePlan = definitionReader<CachePlan>(
  (found) => Array.isArray(found.paths) && typeof found.key === "string",
)

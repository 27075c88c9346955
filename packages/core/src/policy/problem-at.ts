import { at } from "../dsl/capture-place.js"
import type { Code } from "../errors/codes.js"
import type { Problem } from "../errors/problem.js"
import type { Place } from "../plan/place.js"

/** A problem of something in the plan that may know where it was written. */
export const problemAt = (
  where: { readonly at?: Place } | undefined,
  code: Code,
  path: string,
  message: string,
  hint: string,
): Problem => ({ code, path, message, hint, ...at(where?.at) })

import type * as z from "zod"
import { deepFreeze } from "../dsl/deep-freeze.js"
import type { Code } from "../errors/codes.js"
import { ShiplineError } from "../errors/shipline-error.js"

/** What is read, and what is said where it is something else. */
interface Reading {
  readonly schema: z.ZodType
  readonly code: Code
  /** What people call the whole of it: `the plan`. */
  readonly what: string
  readonly hint: string
}

/**
 * Data from JSON text, frozen, with its keys in the order of the text: zod's own copy would reorder them. Throws every
 * place where it does not fit.
 */
export const readJson = (text: string, { schema, code, what, hint }: Reading): unknown => {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ShiplineError([{ code, path: "", message: `this is not JSON: ${why}`, hint }])
  }
  const result = schema.safeParse(data)
  if (result.success) return deepFreeze(data)
  throw new ShiplineError(
    result.error.issues.map((issue) => {
      const path = issue.path.join(".")
      return { code, path, message: `${path === "" ? what : path}: ${issue.message}`, hint }
    }),
  )
}

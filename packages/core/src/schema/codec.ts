import type { Plan } from "../plan/plan.js"
import { planSchema } from "./plan-schema.js"
import { readJson } from "./read-json.js"

const hint = "Give it what encode() or `shipline plan --json` wrote, of the same version."

/**
 * A plan as JSON text: two spaces of indentation, a line break at the end. `decode` gives the same plan back.
 *
 * @example
 * ```ts
 * import { gate, pipeline, sh } from "@shipline/core"
 * import { decode, encode } from "@shipline/core/schema"
 *
 * const { plan } = pipeline("check", { on: { push: "main" } }, (source) => source.pass(gate("unit", sh`npm test`)))
 * console.log(decode(encode(plan)).name) // check
 * ```
 */
export const encode = (plan: Plan): string => `${JSON.stringify(plan, null, 2)}\n`

/**
 * Reads a plan from JSON text. Use it for plans that come from a file or another process, and `verify` what it gives.
 *
 * @throws SL2019 with every place where the text is no plan.
 * @example
 * ```ts
 * import { ShiplineError } from "@shipline/core"
 * import { decode } from "@shipline/core/schema"
 *
 * try {
 *   decode("{}")
 * } catch (error) {
 *   if (error instanceof ShiplineError) console.log(error.problems[0]?.code) // SL2019
 * }
 * ```
 */
export const decode = (text: string): Plan =>
  readJson(text, { schema: planSchema, code: "SL2019", what: "the plan", hint }) as Plan // it fits the schema, whose type a test holds against Plan

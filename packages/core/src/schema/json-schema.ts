import * as z from "zod"
import { planSchema } from "./plan-schema.js"
import { recordSchema } from "./record-schema.js"

/** The JSON Schema (draft 2020-12) of a plan, for tools that are not written in TypeScript. Published as `plan.schema.json`. */
export const jsonSchema = (): object => z.toJSONSchema(planSchema)

/** The JSON Schema (draft 2020-12) of a ledger's record, for whoever reads a ledger with other tools. Published as `record.schema.json`. */
export const recordJsonSchema = (): object => z.toJSONSchema(recordSchema)

import * as z from "zod"
import { planSchema } from "./plan-schema.js"

/** The JSON Schema (draft 2020-12) of a plan, for tools that are not written in TypeScript. Published as `plan.schema.json`. */
export const jsonSchema = (): object => z.toJSONSchema(planSchema)

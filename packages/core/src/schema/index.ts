export { decode, encode } from "./codec.js"
export { jsonSchema } from "./json-schema.js"
export { planSchema } from "./plan-schema.js"

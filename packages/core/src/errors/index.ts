export { type Code, codes } from "./codes.js"
export type { Problem } from "./problem.js"
export { ShiplineError } from "./shipline-error.js"

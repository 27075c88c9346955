export type { Config } from "./load/config.js"

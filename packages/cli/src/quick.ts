/** What a plain `compile` needs and nothing else. */
export { compile } from "./commands/compile.js"

export { compile } from "./compile.js"
export { github } from "./github.js"
export { $uses, type UsesOptions } from "./uses.js"

export { compile } from "./compile.js"
export { github } from "./github.js"
export { prove } from "./prove/prove.js"
export { $uses, type UsesOptions } from "./uses.js"

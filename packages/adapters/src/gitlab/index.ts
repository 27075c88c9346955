export { compile } from "./compile.js"
export { $fragment, type Fragment } from "./fragment.js"
export { gitlab } from "./gitlab.js"
export { prove } from "./prove/prove.js"

export { $fragment, type Fragment } from "./fragment.js"

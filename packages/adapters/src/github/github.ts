import type { Adapter } from "../adapter.js"
import { capabilities } from "./capabilities.js"
import { compile } from "./compile.js"
import { prove } from "./prove/prove.js"

/**
 * GitHub Actions: one workflow per pipeline. Use it to write `.github/workflows`; it reads `pins` of the options.
 *
 * @example
 * ```ts
 * import { github } from "@shipline/adapters"
 *
 * console.log(github.name) // github
 * ```
 */
export const github: Adapter = Object.freeze({ name: "github", capabilities, compile, prove })

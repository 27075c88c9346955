import type { Adapter } from "./adapter.js"
import { github } from "./github/github.js"
import { gitlab } from "./gitlab/gitlab.js"

/**
 * The adapters by name. Use it to look up what a person has named.
 *
 * @example
 * ```ts
 * import { adapters } from "@shipline/adapters"
 *
 * console.log(Object.keys(adapters)) // [ 'github', 'gitlab' ]
 * ```
 */
export const adapters: { readonly github: Adapter; readonly gitlab: Adapter } = Object.freeze({ github, gitlab })

/** The name of a platform that Shipline compiles for. */
export type AdapterName = keyof typeof adapters

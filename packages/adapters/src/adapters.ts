import type { Adapter } from "./adapter.js"
import { github } from "./github/github.js"

/**
 * The adapters by name. Use it to look up what a person has named.
 *
 * @example
 * ```ts
 * import { adapters } from "@shipline/adapters"
 *
 * console.log(Object.keys(adapters)) // [ 'github' ]
 * ```
 */
export const adapters: { readonly github: Adapter } = Object.freeze({ github })

/** The name of a platform that Shipline compiles for. */
export type AdapterName = keyof typeof adapters

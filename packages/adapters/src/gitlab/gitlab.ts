import type { Adapter } from "../adapter.js"
import { capabilities } from "./capabilities.js"
import { compile } from "./compile.js"
import { prove } from "./prove/prove.js"
import { index } from "./root.js"

/**
 * GitLab CI: one file per pipeline below `.gitlab`, and the `.gitlab-ci.yml` that includes them all.
 *
 * @example
 * ```ts
 * import { gitlab } from "@shipline/adapters"
 *
 * console.log(gitlab.name) // gitlab
 * ```
 */
export const gitlab: Adapter = Object.freeze({ name: "gitlab", capabilities, compile, index, prove })

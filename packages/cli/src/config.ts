/**
 * What `shipline.config.ts` exports as its default.
 *
 * @example
 * ```ts
 * import type { Config } from "shipline"
 *
 * export default { pipelines: ["ci/*.ts"], out: "../.." } satisfies Config
 * ```
 */
export interface Config {
  /** The programs, relative to the configuration; patterns use `*` and `**`. Default: none beside those that are named. */
  readonly pipelines?: readonly string[]
  /** Where the files are written, relative to the configuration. Default: the root of the repository. */
  readonly out?: string
  /** The platform to compile for, `"github"` or `"gitlab"`. Default: `"github"`. */
  readonly target?: string
  /** Commits to use for actions instead of the built-in ones, by the action's name. Default: Shipline's own table. */
  readonly pins?: { readonly [action: string]: { readonly tag: string; readonly commit: string } }
}

import { $raw, type Json, type Raw, type Shell, ShiplineError } from "@shipline/core"
import { problem } from "./problems.js"
import { readUses, type UsesData } from "./uses-data.js"

/** A step of GitHub Actions by `uses`. */
export interface UsesOptions extends UsesData {
  /** `owner/name@<commit>`, `./path` in the repository, or `docker://image@sha256:<digest>`. */
  readonly action: string
  /** The tag of that commit, for people. Default: none is shown. */
  readonly tag?: string
  /** What the log shows. Default: the action's name. */
  readonly name?: string
  /** The action's inputs. A value may hold look-ups such as `${{ secrets.TOKEN }}`. Default: none. */
  readonly with?: { readonly [input: string]: string | number | boolean }
  /** Environment variables of the action, as `with`. Default: none. */
  readonly env?: { readonly [name: string]: string | number | boolean }
  /** What the other platforms and the local runner run. Default: nothing. */
  readonly instead?: Shell
}

/**
 * An action of GitHub as a step before a script: an escape hatch for what no script can do.
 *
 * The promises that are lost: the step means nothing to other platforms, the action may do with the job what it likes,
 * and what stands in `with` reaches it as GitHub evaluates it. What is kept: it is pinned, it cannot have a condition of
 * its own or be allowed to fail, and so cannot decide whether a deployment runs.
 *
 * @throws SL3123 for an action that is not pinned, for any other key, and for expressions that are more than a look-up.
 * @example
 * ```ts
 * import { gate, sh } from "@shipline/core"
 * import { $uses } from "@shipline/adapters/github"
 *
 * const browsers = $uses({
 *   action: "acme/setup-browser@0123456789abcdef0123456789abcdef01234567",
 *   tag: "v2.1.0",
 *   instead: sh`command -v chromium`,
 * })
 * export const e2e = gate("e2e", sh`npm run e2e`, { $before: [browsers] })
 * ```
 */
export function $uses(options: UsesOptions): Raw {
  const { instead, ...rest } = options ?? {}
  const data = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Json // read below
  const read = readUses(data)
  if ("wrong" in read) throw new ShiplineError([problem("SL3123", { path: "$uses" }, read.wrong)])
  return $raw("github", data, instead === undefined ? {} : { instead })
}

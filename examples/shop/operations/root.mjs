import { isAbsolute, resolve } from "node:path"
import { usage } from "./problem.mjs"

/** The option that says where the environments live. */
export const ROOT = { env: "SHOP_ROOT" }

/**
 * A job runs in its own copy of the source, so a relative SHOP_ROOT would be another folder in each job. A flag
 * is typed by a person, who means the folder at hand.
 *
 * @param {string} root
 * @param {Record<string, string | undefined>} [env]
 */
export function readRoot(root, env = process.env) {
  if (root === env.SHOP_ROOT && !isAbsolute(root)) throw usage(`SHOP_ROOT must be an absolute path, not '${root}'`)
  return resolve(root)
}

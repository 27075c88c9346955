import { resolve } from "node:path"

/**
 * @typedef {object} Config
 * @property {string} host
 * @property {number} port  0 lets the system choose one
 * @property {string} dataDir
 * @property {string} version
 * @property {string} digest
 * @property {string} environment
 */

/**
 * Reads the configuration from environment variables, and says all that is wrong with it at once.
 *
 * @param {Record<string, string | undefined>} env
 * @returns {Config}
 */
export function readConfig(env) {
  const problems = []
  const port = env.PORT ?? ""
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) problems.push(`PORT must be 0 to 65535, not '${port}'`)
  if (!env.DATA_DIR) problems.push("DATA_DIR must name the folder of the database")
  if (problems.length > 0) throw new Error(problems.join("; "))
  return {
    host: env.HOST || "127.0.0.1",
    port: Number(port),
    dataDir: resolve(String(env.DATA_DIR)),
    version: env.SHOP_VERSION || "development",
    digest: env.SHOP_DIGEST || "none",
    environment: env.SHOP_ENVIRONMENT || "local",
  }
}

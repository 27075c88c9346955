import { parseArgs } from "node:util"
import { messageOf, usage } from "./problem.mjs"

/**
 * @typedef {object} Option
 * @property {string} [env]  the environment variable that is read when the flag is not given
 * @property {string} [fallback]  the value when neither is there; without it the option is required
 */

/**
 * Reads a command's options. A flag wins over its environment variable. An empty value is an error, never the
 * same as no value: an empty digest means that the job before handed on nothing.
 *
 * @template {string} Name
 * @param {Record<Name, Option>} spec
 * @param {{ argv?: string[], env?: Record<string, string | undefined> }} [source]
 * @returns {Record<Name, string>}
 */
export function readOptions(spec, { argv = process.argv.slice(2), env = process.env } = {}) {
  const names = /** @type {Name[]} */ (Object.keys(spec))
  const flags = parse(argv, names)
  const values = names.map((name) => {
    const { env: variable, fallback } = spec[name]
    const value = flags[name] ?? (variable === undefined ? undefined : env[variable]) ?? fallback
    const known = variable === undefined ? `--${name}` : `--${name} (or ${variable})`
    if (value === undefined) throw usage(`${known} is missing`)
    if (value === "" && fallback !== "") throw usage(`${known} is empty`)
    return [name, value]
  })
  return Object.fromEntries(values)
}

/** @param {string[]} args @param {readonly string[]} names */
function parse(args, names) {
  const options = Object.fromEntries(names.map((name) => [name, { type: /** @type {const} */ ("string") }]))
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw usage(messageOf(error))
  }
}

/** @param {string} name @param {string} text */
export function readSeconds(name, text) {
  const seconds = Number(text)
  if (!(seconds > 0 && seconds <= 600)) throw usage(`--${name} must be a number of seconds, at most 600, not '${text}'`)
  return seconds * 1000
}

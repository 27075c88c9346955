import { existsSync } from "node:fs"
import { dirname, resolve } from "node:path"

const STATIC = /^(?:import|export)\s(?:[^"']*\sfrom\s)?["']([^"']+)["']/gm
const NAMED = /^import\s*\{([^}]*)\}\s*from/gm

/**
 * The shop runs without an install step, so everything that it imports is Node's own or a file that is there;
 * and what is imported is used.
 *
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function checkImports(file, text) {
  const problems = []
  for (const match of text.matchAll(STATIC)) {
    const [, target = ""] = match
    const at = lineOf(text, match.index)
    if (target.startsWith(".")) {
      if (!existsSync(resolve(dirname(file), target))) problems.push(`${at}: there is no file '${target}'`)
    } else if (!target.startsWith("node:")) problems.push(`${at}: '${target}' is a package; the shop has none`)
  }
  for (const match of text.matchAll(NAMED))
    for (const name of localNames(match[1] ?? ""))
      if (text.split(new RegExp(`\\b${name}\\b`)).length <= 2)
        problems.push(`${lineOf(text, match.index)}: '${name}' is imported and not used`)
  return problems
}

/** @param {string} list */
function localNames(list) {
  const names = list.split(",").map((part) => part.split(" as ").at(-1)?.trim() ?? "")
  return names.filter((name) => name !== "")
}

/** @param {string} text @param {number} index */
const lineOf = (text, index) => text.slice(0, index).split("\n").length

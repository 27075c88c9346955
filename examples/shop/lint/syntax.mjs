import { spawn } from "node:child_process"

/**
 * What Node itself says about a file without running it.
 *
 * @param {string} file
 * @returns {Promise<string[]>}
 */
export function checkSyntax(file) {
  const { promise, resolve, reject } = Promise.withResolvers()
  const node = spawn(process.execPath, ["--check", file], { stdio: ["ignore", "ignore", "pipe"] })
  let words = ""
  node.stderr.on("data", (chunk) => (words += chunk))
  node.once("error", reject)
  node.once("close", (code) => {
    const line = /:(\d+)\n/.exec(words)?.[1] ?? "1"
    const error = words.split("\n").find((text) => /^\w*Error/.test(text)) ?? "is not valid"
    resolve(code === 0 ? [] : [`${line}: ${error}`])
  })
  return promise
}

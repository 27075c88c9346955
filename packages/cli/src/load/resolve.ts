import { readdirSync, statSync } from "node:fs"
import { isBuiltin, type ResolveHookSync } from "node:module"
import { basename, dirname } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { nearest } from "../nearest.js"
import { problem, Refusal } from "../problem.js"
import { candidates, isTypeScript } from "./kinds.js"
import { importPlace } from "./place-of.js"
import type { Reading } from "./reading.js"
import type { Witness } from "./witness.js"

/** Modules of Node that give the same on every day and every machine. */
const timeless: ReadonlySet<string> = new Set(
  "assert assert/strict buffer events path path/posix path/win32 querystring string_decoder url util".split(" "),
)

const stat = (path: string) => statSync(path, { throwIfNoEntry: false })
const isFile = (path: string): boolean => stat(path)?.isFile() === true

/** `@scope/name` of `@scope/name/part`; undefined for what names no package. */
const packageOf = (specifier: string): string | undefined =>
  /^(?:@[^/]+\/[^/]+|[^@./#:][^/:]*)(?=$|\/)/.exec(specifier)?.[0]

const missingFile = (specifier: string, path: string, from: string): Refusal => {
  const folder = dirname(path)
  const near = nearest(basename(path), stat(folder)?.isDirectory() === true ? readdirSync(folder) : [])
  const hint = near === undefined ? "Create the file or correct the path." : `Did you mean '${near}'?`
  return new Refusal([problem("SL5106", `there is no file '${specifier}'`, hint, importPlace(from, specifier))])
}

const missingPackage = (specifier: string, name: string, from: string): Refusal => {
  const isCore = name === "@shipline/core"
  const message = isCore ? "@shipline/core is not installed here" : `the package '${name}' is not installed here`
  const hint = `Run \`npm install --save-dev ${name}\` in the project of the program.`
  return new Refusal([problem(isCore ? "SL5107" : "SL5106", message, hint, importPlace(from, specifier))])
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_UNSUPPORTED_DIR_IMPORT"].includes(String(error.code))

/** The file that TypeScript would take instead of the one that is named. */
const typescriptFile = (path: string, parent: string, { saw }: Witness): string | undefined => {
  const first = isTypeScript(parent) && /\.[cm]?js$/.test(path)
  if (!first && isFile(path)) return undefined
  return candidates(path).find((candidate) => {
    if (isFile(candidate)) return true
    saw.nothingAt(candidate)
    return false
  })
}

/** Finds modules as TypeScript does, where Node alone would not: `./x.js` for `x.ts`, `./x`, `./folder`. */
export const makeResolve =
  (witness: Witness, { suffix }: Reading): ResolveHookSync =>
  (specifier, context, next) => {
    if (isBuiltin(specifier)) {
      if (!timeless.has(specifier.replace(/^node:/, ""))) witness.saw.world(`it imports ${specifier}`)
      return next(specifier, context)
    }
    if (context.parentURL?.startsWith("file:") !== true) return next(specifier, context)
    const parent = fileURLToPath(context.parentURL)
    const named = /^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(specifier)
    if (named && /[\\/]node_modules[\\/]/.test(parent)) return next(specifier, context)

    const path = named ? fileURLToPath(new URL(specifier, context.parentURL).href.replace(/[?#].*$/, "")) : ""
    const instead = named ? typescriptFile(path, parent, witness) : undefined
    const name = packageOf(specifier)
    if (name !== undefined) witness.saw.package(name, parent)
    try {
      const found = next(instead === undefined ? specifier : pathToFileURL(instead).href, context)
      return suffix !== "" && /^file:.*\.[cm]?tsx?$/.test(found.url) ? { ...found, url: found.url + suffix } : found
    } catch (error) {
      if (!isMissing(error)) throw error
      if (named) throw missingFile(specifier, path, parent)
      throw name === undefined ? error : missingPackage(specifier, name, parent)
    }
  }

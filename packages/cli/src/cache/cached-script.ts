import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { Script } from "node:vm"
import { version } from "../version.js"
import { fingerprint } from "./fingerprint.js"
import { signature } from "./signature.js"

type Body = (
  exports: unknown,
  require: NodeJS.Require,
  module: { exports: unknown },
  file: string,
  folder: string,
) => void

const wrapped = (code: string): string => `(function (exports, require, module, __filename, __dirname) {${code}\n})`

/** A cache file holds its key in one line and the code twice: the engine would trust a damaged one. */
const readCode = (path: string, key: string): Buffer | undefined => {
  try {
    const bytes = readFileSync(path)
    const head = Buffer.byteLength(key)
    const middle = head + (bytes.length - head) / 2
    const code = bytes.subarray(head, middle)
    const isWhole = bytes.toString("utf8", 0, head) === key && code.equals(bytes.subarray(middle))
    return isWhole ? code : undefined
  } catch {
    return undefined
  }
}

const writeCode = (path: string, key: string, code: Buffer): void => {
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, Buffer.concat([Buffer.from(key), code, code]))
    renameSync(draft, path)
  } catch {
    // A cache that cannot be written is no error.
  }
}

/**
 * Loads a part of the command, which is CommonJS, with the code that an earlier run has compiled. Node's own cache keeps
 * what is compiled when a file is loaded; this one keeps what is compiled when it has done its work, which is most of it.
 * Such a part cannot import modules by itself: it is given a function that can.
 */
export const loadCached = <T>(file: string, cache: string): T => {
  const key = `${JSON.stringify([version, process.version, process.arch, file, signature(file)])}\n`
  const path = join(cache, "code", fingerprint(file))
  const cachedData = readCode(path, key)
  const script = new Script(wrapped(readFileSync(file, "utf8")), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  const module: { exports: unknown } = { exports: {} }
  const body = script.runInThisContext() as Body // what `wrapped` makes
  body(module.exports, createRequire(file), module, file, dirname(file))
  if (cachedData === undefined || script.cachedDataRejected === true) {
    process.once("exit", (code) => {
      if (code === 0) writeCode(path, key, script.createCachedData())
    })
  }
  return module.exports as T // the caller knows what the file exports
}

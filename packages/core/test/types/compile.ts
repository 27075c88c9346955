import { execFile } from "node:child_process"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"

export const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, "../../../..")
const core = join(here, "../..")

/** The compilers that users have. The last one is the repository's own. */
export const compilers = {
  "5.4": "typescript-5.4",
  "5.9": "typescript-5.9",
  "6.0": "typescript-6.0",
  "7.0": "typescript",
} as const
export type Version = keyof typeof compilers
export const versions: readonly Version[] = ["5.4", "5.9", "6.0", "7.0"]

export interface Diagnostic {
  /** Relative to this folder. */
  readonly file: string
  readonly line: number
  readonly code: string
  /** The first line of the message, then its details. */
  readonly text: string
}

export interface Compiled {
  readonly diagnostics: readonly Diagnostic[]
  readonly output: string
}

const run = (version: Version, args: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const tsc = join(root, "node_modules", compilers[version], "bin", "tsc")
    execFile(process.execPath, [tsc, ...args], { cwd: here, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      // 1 and 2: the program has errors, which are what the tests look at
      error === null || error.code === 1 || error.code === 2
        ? resolve(stdout)
        : reject(new Error(`${stdout}${stderr}`)),
    )
  })

const parse = (output: string): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  for (const line of output.split("\n")) {
    const [, file = "", at = "", code = "", text = ""] = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line) ?? []
    const last = found.at(-1)
    if (file !== "") found.push({ file: relative(here, join(here, file)), line: Number(at), code, text })
    else if (line.startsWith(" ") && last !== undefined)
      found.push({ ...found.pop(), ...last, text: `${last.text}\n${line}` })
    else if (/error TS\d+/.test(line)) found.push({ file: "", line: 0, code: "", text: line })
  }
  return found
}

/**
 * A folder in which this package and the platform team's stand as users install them: as declarations.
 * Programs are compiled against those.
 */
export const makeWorkspace = async () => {
  const folder = await mkdtemp(join(tmpdir(), "shipline-types-"))
  const common = { strict: true, target: "ES2022", lib: ["ES2023"], module: "NodeNext", moduleResolution: "NodeNext" }
  const quick = { skipLibCheck: true, typeRoots: [join(root, "node_modules/@types")], types: ["node"] }
  const paths = {
    "@shipline/core": [join(folder, "core/index.d.ts")],
    "@shipline/core/ledger": [join(folder, "core/ledger/index.d.ts")],
    "@shipline/core/plan": [join(folder, "core/plan/index.d.ts")],
    "@acme/platform": [join(folder, "platform/index.d.ts")],
  }
  const project = async (name: string, options: object, files: readonly string[]) => {
    const path = join(folder, `${name}.json`)
    await writeFile(path, JSON.stringify({ compilerOptions: { ...common, ...quick, paths, ...options }, files }))
    return path
  }
  const declarations = { declaration: true, emitDeclarationOnly: true }
  const emit = async (name: string, rootDir: string, doors: readonly string[] = ["index.ts"]) => {
    const outDir = join(folder, name)
    await mkdir(outDir)
    await writeFile(join(outDir, "package.json"), '{ "type": "module" }')
    const config = await project(
      name,
      { ...declarations, outDir, rootDir, exactOptionalPropertyTypes: true },
      doors.map((door) => join(rootDir, door)),
    )
    const output = await run("7.0", ["-p", config, "--pretty", "false"])
    if (output.includes("error TS")) throw new Error(output)
  }
  await emit("core", join(core, "src"), ["index.ts", "ledger/index.ts", "plan/index.ts"])
  await emit("platform", join(here, "platform"))
  return {
    folder,
    compile: async (
      version: Version,
      name: string,
      files: readonly string[],
      options: object = {},
      flags: readonly string[] = [],
    ): Promise<Compiled> => {
      const config = await project(`${name}-${version}`, { noEmit: true, ...options }, files)
      const output = await run(version, ["-p", config, "--pretty", "false", ...flags])
      return { diagnostics: parse(output), output }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
export type Workspace = Awaited<ReturnType<typeof makeWorkspace>>

// `npm run build`: JavaScript and declarations of all packages, in the order in which they need each other.
// Needs Node 22.18 or later. `--only core,cli` builds some, `--no-types` leaves the declarations out, `--out DIR` writes
// the command to another folder, for tests.
import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "tsup"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const packages = join(root, "packages")

const option = (name) => {
  const index = process.argv.indexOf(name)
  return index < 0 ? undefined : process.argv[index + 1]
}
const only = option("--only")?.split(",")
const withTypes = !process.argv.includes("--no-types")

const shared = { config: false, silent: true, dts: false, clean: false, platform: "node", target: "node20", treeshake: false }

/** A library: each entry of its exports map, dependencies left to the user's installation. */
const library = (name, entries) => async () => {
  const cwd = join(packages, name)
  const outDir = join(cwd, "dist")
  rmSync(outDir, { recursive: true, force: true })
  const entry = Object.fromEntries(
    entries.filter((path) => existsSync(join(cwd, "src", `${path}.ts`))).map((path) => [path, join(cwd, "src", `${path}.ts`)]),
  )
  await inFolder(cwd, () => build({ ...shared, entry, outDir, format: ["esm"], splitting: true, outExtension: () => ({ js: ".js" }) }))
  declarations(cwd)
}

/** tsup reads package.json of the current folder to know what is a dependency. */
const inFolder = async (cwd, work) => {
  const before = process.cwd()
  process.chdir(cwd)
  try {
    return await work()
  } finally {
    process.chdir(before)
  }
}

const declarations = (cwd) => {
  if (!withTypes) return
  // By its path: several versions of TypeScript are installed, and they share the name of the command.
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd, stdio: "inherit" })
  if (status !== 0) throw new Error(`the declarations of ${relative(root, cwd)} have errors`)
}

/** Transforms of sucrase that taking types away does not need: half of its size. */
const unused =
  /\/(?:JSXTransformer|FlowTransformer|JestHoistTransformer|CJSImportTransformer|OptionalChainingNullishTransformer|OptionalCatchBindingTransformer|NumericSeparatorTransformer|ReactHotLoaderTransformer|ReactDisplayNameTransformer|plugins\/flow)$/
const leanSucrase = {
  name: "lean-sucrase",
  setup(build) {
    build.onResolve({ filter: unused }, ({ importer, path }) =>
      importer.includes("sucrase") ? { path, namespace: "unused" } : undefined,
    )
    build.onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "module.exports = {}", loader: "js" }))
  },
}

/** The library's build for browsers is made of modules, so that what is not used stays out; it needs nothing of a browser. */
const modularYaml = {
  name: "modular-yaml",
  setup(build) {
    const path = join(root, "node_modules", "yaml", "browser", "dist", "index.js")
    build.onResolve({ filter: /^yaml$/ }, () => ({ path, sideEffects: false }))
  },
}

/** The packages inside a bundle, with their licenses, as these ask for. */
const licenses = (outDir, metafiles) => {
  const folders = new Set()
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const found = /(?:^|\/)(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
      if (found !== null && !found[1].includes("@shipline")) folders.add(join(root, found[1]))
    }
  }
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim()
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  writeFileSync(join(outDir, "licenses.txt"), texts.join(`\n${"-".repeat(80)}\n\n`))
}

/** Some dependencies are CommonJS inside and ask for Node's modules by `require`, which modules do not have. */
const requireInModules = {
  js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
}

/** The command: everything that it needs is inside, in parts that are loaded when they are used. */
const command = async () => {
  const cwd = join(packages, "cli")
  const outDir = resolve(option("--out") ?? join(cwd, "dist"))
  rmSync(outDir, { recursive: true, force: true })
  const { version } = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"))
  const source = (name) => join(cwd, "src", `${name}.ts`)
  const common = {
    ...shared,
    outDir,
    minify: true,
    metafile: true,
    noExternal: [/^(?!node:|.*\.cjs$)/],
    external: [/\.cjs$/],
    define: { SHIPLINE_VERSION: JSON.stringify(version) },
    esbuildPlugins: [leanSucrase, modularYaml],
  }
  await inFolder(cwd, async () => {
    await build({ ...common, entry: { bin: source("bin") }, format: ["cjs"], target: "node12", metafile: false, bundle: false, outExtension: () => ({ js: ".cjs" }) })
    await build({ ...common, entry: { start: source("start"), quick: source("quick"), "strip-types": source("load/strip-types") }, format: ["cjs"], splitting: false, shims: true, target: "node22", outExtension: () => ({ js: ".cjs" }) })
    await build({ ...common, entry: { full: source("full") }, format: ["esm"], banner: requireInModules, splitting: true, target: "node22", outExtension: () => ({ js: ".js" }) })
  })
  const metafiles = readdirSync(outDir).filter((name) => name.startsWith("metafile-"))
  licenses(outDir, metafiles.map((name) => JSON.parse(readFileSync(join(outDir, name), "utf8"))))
  for (const name of metafiles) rmSync(join(outDir, name))
  if (option("--out") === undefined) declarations(cwd)
}

const steps = {
  core: library("core", ["index", "plan/index", "schema/index"]),
  adapters: library("adapters", ["index", "github/index", "gitlab/index"]),
  runners: library("runners", ["index"]),
  cli: command,
}
for (const [name, step] of Object.entries(steps)) {
  if (only !== undefined && !only.includes(name)) continue
  const before = performance.now()
  await step()
  console.error(`${name} ${Math.round(performance.now() - before)} ms`)
}

// `npm run build`: JavaScript and declarations of all packages, in the order in which they need each other.
// `--only core,cli` builds some, `--no-types` leaves the declarations out, `--out DIR` writes to DIR/<package> instead of
// packages/<package>, `--without-proof` makes a command that proves nothing, so that one can measure what the proof costs;
// that one is never published. Needs Node 22.18 or later.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "tsup"
import { inParts, parts } from "./build-parts.mjs"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const packages = join(root, "packages")

const option = (name) => {
  const index = process.argv.indexOf(name)
  return index < 0 ? undefined : process.argv[index + 1]
}
const only = option("--only")?.split(",")
const out = option("--out")
const withTypes = !process.argv.includes("--no-types")
const withProof = !process.argv.includes("--without-proof")

const shared = { config: false, silent: true, dts: false, clean: false, platform: "node", treeshake: false }
const js = () => ({ js: ".js" })
const cjs = () => ({ js: ".cjs" })

/** tsup reads package.json of the current folder to know what is a dependency. */
const inPackage = async (name, work) => {
  const cwd = join(packages, name)
  const folder = out === undefined ? cwd : resolve(out, name)
  const outDir = join(folder, "dist")
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  if (out !== undefined) copyFileSync(join(cwd, "package.json"), join(folder, "package.json"))
  const before = process.cwd()
  process.chdir(cwd)
  try {
    await work((path) => join(cwd, "src", `${path}.ts`), outDir)
  } finally {
    process.chdir(before)
  }
  if (withTypes) declarations(cwd, outDir)
}

const declarations = (cwd, outDir) => {
  // By its path: several versions of TypeScript are installed, and they share the name of the command.
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", outDir], {
    cwd,
    stdio: "inherit",
  })
  if (status !== 0) throw new Error(`the declarations of ${relative(root, cwd)} have errors`)
}

/** A library: an entry for each path of its exports map; dependencies are left to the user's installation. */
const library = (name, entries, more = async () => {}) =>
  inPackage(name, async (source, outDir) => {
    await more(outDir)
    const entry = Object.fromEntries(
      entries.filter((path) => existsSync(source(path))).map((path) => [path, source(path)]),
    )
    return build({ ...shared, entry, outDir, format: ["esm"], target: "node20", splitting: true, outExtension: js })
  })

/** Transforms of sucrase that taking types away does not need: half of its size. */
const unused =
  /\/(?:JSXTransformer|FlowTransformer|JestHoistTransformer|CJSImportTransformer|OptionalChainingNullishTransformer|OptionalCatchBindingTransformer|NumericSeparatorTransformer|ReactHotLoaderTransformer|ReactDisplayNameTransformer|plugins\/flow)$/

/** The other packages from their sources: a bundle never holds a stale build of them. */
const fromSource = {
  name: "from-source",
  setup(build) {
    build.onResolve({ filter: /^@shipline\// }, ({ path }) => {
      const [, name, part = ""] = /^@shipline\/([^/]+)(\/.*)?$/.exec(path)
      return { path: join(packages, name, "src", part, "index.ts"), sideEffects: false }
    })
  },
}

const versionOf = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version

/** Node's own modules are loaded when the part that needs them is: in a job's first moment that is none of the large ones. */
const nodeWhenNeeded = {
  name: "node-when-needed",
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === "when-needed" ? { path, external: true } : { path, namespace: "when-needed", sideEffects: false },
    )
    build.onLoad({ filter: /./, namespace: "when-needed" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
      loader: "js",
    }))
  },
}

/** Some dependencies are CommonJS inside and ask for Node's modules by `require`, which modules do not have. */
const requireInModules = {
  js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
}

/** What a person reads who finds the guard in a repository. */
const guardBanner =
  () => `// Shipline's guard, version ${versionOf("runners")}. Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0
//
// The jobs that deploy call it: \`admit\` decides whether a candidate may enter an environment, and records it in the
// ledger; \`record\` and \`check\` record what became of it; \`find\` looks up what a promotion or a rollback deploys. It
// needs Node 20 or later and git, and nothing else: no package is installed on the way to an environment.
//
// \`shipline compile\` writes this file; do not edit it. \`shipline compile --check\` says whether it is the one of that
// version of Shipline, and the workflows name its digest: compare with \`sha256sum .shipline/guard.mjs\`.
// It is generated: the checkers of the repository that it lies in have nothing to say about it.
/* eslint-disable */
// @ts-nocheck
${requireInModules.js}
`

/** What the jobs of a platform call: one file, its names kept, so that it can be read where it is committed. */
const guard = async (outDir) => {
  await build({
    ...shared,
    entry: { guard: join(packages, "runners", "src", "guard", "main.ts") },
    outDir,
    format: ["esm"],
    target: "node20",
    minify: false,
    splitting: false,
    noExternal: [/^(?!node:)/],
    removeNodeProtocol: false,
    define: { SHIPLINE_VERSION: JSON.stringify(versionOf("runners")) },
    banner: { js: guardBanner() },
    // The same text wherever it is built: it names its parts by their paths.
    esbuildOptions: (options) => {
      options.absWorkingDir = root
    },
    esbuildPlugins: [fromSource, nodeWhenNeeded],
    outExtension: () => ({ js: ".mjs" }),
  })
  const text = readFileSync(join(outDir, "guard.mjs"))
  return `sha256:${createHash("sha256").update(text).digest("hex")}`
}

/** How the command's bundle differs from what the packages' own descriptions say. */
const leanBundle = {
  name: "lean-bundle",
  setup(build) {
    build.onResolve({ filter: unused }, ({ importer, path }) =>
      importer.includes("sucrase") ? { path, namespace: "unused" } : undefined,
    )
    build.onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "module.exports = {}", loader: "js" }))
    // A loop over 65,000 characters at each start, said in one word.
    build.onLoad({ filter: /sucrase\/dist\/esm\/parser\/util\/identifier\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(
        /for \(let i = 128; i < 65536; i\+\+\) \{[^}]*\}/,
        "IS_IDENTIFIER_CHAR.fill(1, 128);",
      ),
      loader: "js",
    }))
    // Letter by letter through every condition, said in a word each; what it takes and gives is the same.
    build.onLoad({ filter: /@actions\/expressions\/dist\/lexer\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(
          /function isLegalIdentifier\(str\) \{[\s\S]*?\n\}/,
          "function isLegalIdentifier(str) { return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(str); }",
        )
        .replace(
          /while \(!this\.atEnd\(\) && !isBoundary\(this\.peek\(\)\)\) \{\s*this\.next\(\);\s*\}\s*let tokenType/,
          "const length = this.input.slice(this.offset).search(/[()[\\],.!><=&|\\s]/); this.offset = length < 0 ? this.input.length : this.offset + length; let tokenType",
        ),
      loader: "js",
    }))
    // The build for browsers is made of modules, so that what is not used stays out; it needs nothing of a browser.
    const yaml = join(root, "node_modules", "yaml", "browser", "dist", "index.js")
    build.onResolve({ filter: /^yaml$/ }, () => ({ path: yaml, sideEffects: false }))
    if (!withProof) {
      const nothing = { contents: "export const prove = undefined, proveOutputs = () => []", loader: "js" }
      build.onLoad({ filter: /\/src\/(?:compile\/prove-outputs|git(?:hub|lab)\/prove\/prove)\.ts$/ }, () => nothing)
    }
    fromSource.setup(build)
  },
}

/** The packages inside the bundle with their licenses, as these ask for. */
const licenses = (outDir) => {
  const metafiles = readdirSync(outDir).filter((name) => name.startsWith("metafile-"))
  const inputs = metafiles.flatMap((name) => Object.keys(JSON.parse(readFileSync(join(outDir, name), "utf8")).inputs))
  for (const name of metafiles) rmSync(join(outDir, name))
  const found = inputs.map((input) => /(?:^|\/)(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
  const texts = [...new Set(found.filter((folder) => folder !== undefined))].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"))
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file === undefined ? "" : readFileSync(join(root, folder, file), "utf8").trim()
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  writeFileSync(join(outDir, "licenses.txt"), texts.join(`\n${"-".repeat(80)}\n\n`))
}

/** The command: everything that it needs is inside, in parts that are loaded when they are used. */
const command = () =>
  inPackage("cli", async (source, outDir) => {
    const guardDigest = await guard(outDir)
    const bundle = {
      ...shared,
      outDir,
      target: "node22",
      minify: true,
      metafile: true,
      // Its own parts are found beside it when they are needed.
      external: [/\.cjs$/],
      noExternal: [/^(?!node:|.*\.cjs$)/],
      define: {
        SHIPLINE_VERSION: JSON.stringify(versionOf("cli")),
        SHIPLINE_GUARD_DIGEST: JSON.stringify(guardDigest),
      },
      esbuildPlugins: [leanBundle],
    }
    const quick = {
      start: source("start"),
      quick: source("quick"),
      look: source("look"),
      "strip-types": source("load/strip-types"),
    }
    const lazy = Object.fromEntries(
      Object.entries(parts).map(([name, { file }]) => [name, join(packages, `${file}.ts`)]),
    )
    await build({
      ...shared,
      entry: { bin: source("bin") },
      outDir,
      format: ["cjs"],
      target: "node12",
      bundle: false,
      outExtension: cjs,
    })
    // CommonJS starts in half the time of modules, and cannot be split: what is needed in a hurry is one file.
    await build({
      ...bundle,
      entry: { ...quick, ...lazy },
      format: ["cjs"],
      splitting: false,
      shims: true,
      outExtension: cjs,
      esbuildPlugins: [inParts, leanBundle],
    })
    await build({
      ...bundle,
      entry: { full: source("full") },
      format: ["esm"],
      banner: requireInModules,
      splitting: true,
      outExtension: js,
    })
    licenses(outDir)
  })

const steps = {
  core: () => library("core", ["index", "ledger/index", "plan/index", "schema/index"]),
  adapters: () => library("adapters", ["index", "github/index", "gitlab/index"]),
  runners: () => library("runners", ["index", "testing/index"], guard),
  cli: command,
}

for (const [name, step] of Object.entries(steps)) {
  if (only !== undefined && !only.includes(name)) continue
  const before = performance.now()
  await step()
  console.error(`${name.padEnd(9)} ${Math.round(performance.now() - before)} ms`)
}

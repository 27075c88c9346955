import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire, stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import { freshFolder, here, installShipline, shiplineBin } from "../lib/paths.mjs"

const source = (name) => join(here, "compile", name)
const require = createRequire(import.meta.url)
const version = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8")).version

const copied = (name, as = name) => {
  const folder = freshFolder("compile", as)
  cpSync(source(name), folder, { recursive: true })
  return folder
}

/** A program that a tool's own documentation starts with Node. */
const byNode = ({ name, label, from, args, output, note }) => {
  const cwd = copied(from)
  return { name, label, note, command: process.execPath, args, cwd, output: join(cwd, output) }
}

const gagenInJavaScript = () => {
  const cwd = freshFolder("compile", "gagen-javascript")
  const program = readFileSync(join(source("gagen"), "shop.ts"), "utf8")
  writeFileSync(join(cwd, "shop.mjs"), stripTypeScriptTypes(program))
  return {
    name: "gagen-javascript",
    label: `gagen ${version("gagen")}`,
    note: "program in JavaScript",
    command: process.execPath,
    args: ["shop.mjs"],
    cwd,
    output: join(cwd, "shop.yml"),
  }
}

/**
 * Shipline in a project of its own for each state, so that no state warms another one's caches. All that Node or Shipline
 * could keep lies in the project: in node_modules/.cache, .shipline and the folder for temporary files.
 */
const shipline = (state, note, before) => {
  const cwd = copied("shipline", `shipline-${state}`)
  installShipline(cwd)
  const kept = ["node_modules/.cache", ".shipline", "tmp"].map((path) => join(cwd, path))
  const temporary = freshFolder("compile", `shipline-${state}`, "tmp")
  const program = join(cwd, "pipelines", "shop.ts")
  const text = readFileSync(program, "utf8")
  return {
    name: `shipline-${state}`,
    label: "Shipline",
    note,
    command: process.execPath,
    // The folder lies inside a repository, whose root is where the files would go.
    args: [shiplineBin(), "compile", "--out", "."],
    cwd,
    env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    output: join(cwd, ".github", "workflows", "shop.yml"),
    before: (round) =>
      before?.({
        forget: () => {
          for (const path of kept) rmSync(path, { recursive: true, force: true })
          freshFolder("compile", `shipline-${state}`, "tmp")
        },
        change: () => writeFileSync(program, text.replace('"15 minutes"', `"${round + 15} minutes"`)),
      }),
  }
}

export const yardstick = "node"

/** What is run in each round, in this order. */
export const tools = () => [
  { name: yardstick, label: "`node -e 0`", note: "Node alone", command: process.execPath, args: ["-e", "0"] },
  shipline("unchanged", "nothing changed"),
  shipline("changed", "program changed, caches warm", ({ change }) => change()),
  shipline("uncached", "nothing cached", ({ forget }) => forget()),
  gagenInJavaScript(),
  byNode({
    name: "gagen",
    label: `gagen ${version("gagen")}`,
    note: "program in TypeScript",
    from: "gagen",
    args: ["shop.ts"],
    output: "shop.yml",
  }),
  byNode({
    name: "gha-ts",
    label: `@jlarky/gha-ts ${version("@jlarky/gha-ts")}`,
    note: "program in TypeScript",
    from: "gha-ts",
    args: ["--no-warnings", "shop.main.ts"],
    output: "shop.generated.yml",
  }),
  byNode({
    name: "github-actions-workflow-ts",
    label: `@github-actions-workflow-ts/lib ${version("@github-actions-workflow-ts/lib")}`,
    note: "program in TypeScript",
    from: "github-actions-workflow-ts",
    args: ["shop.ts"],
    output: "shop.yml",
  }),
  byNode({
    name: "projen",
    label: `projen ${version("projen")}`,
    note: "program in JavaScript",
    from: "projen",
    args: [".projenrc.js"],
    output: ".github/workflows/shop.yml",
  }),
  {
    name: "tsx",
    label: `tsx ${version("tsx")}`,
    note: "one line of TypeScript, no workflow",
    command: process.execPath,
    args: [require.resolve("tsx/cli"), "trivial.ts"],
    cwd: copied("floor"),
  },
]

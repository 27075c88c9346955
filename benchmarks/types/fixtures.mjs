import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { freshFolder, installShipline, repository, requireBuilt } from "../lib/paths.mjs"
import { read } from "../lib/processes.mjs"
import { baseline, oneFile, threeFiles } from "./program.mjs"

/** The compilers that the repository's own tests use, newest first. */
export const compilers = () =>
  ["typescript", "typescript-6.0", "typescript-5.9", "typescript-5.4"].map((name) => {
    const folder = join(repository, "node_modules", name)
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    return { version, tsc: join(folder, "bin", "tsc") }
  })

const options = {
  target: "ES2022",
  lib: ["ES2023"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
}

const project = (name, files) => {
  const folder = freshFolder("types", name)
  installShipline(folder)
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }))
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["program.ts"] }))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return folder
}

/** Writes the programs, each into a project of its own, and gives their folders. */
export const writeProjects = (size) => {
  requireBuilt("@shipline/core")
  return {
    baseline: project("baseline", baseline),
    "three files": project("three-files", threeFiles(size)),
    "one file": project("one-file", oneFile(size)),
  }
}

/** One thread: the counts of the parallel checker differ from run to run. Only version 7 has the option. */
const singleThreaded = ({ version }) => (Number.parseInt(version, 10) >= 7 ? ["--singleThreaded"] : [])

export const checking = (compiler, program, folders) => ({
  name: `${compiler.version} ${program}`,
  command: process.execPath,
  args: [compiler.tsc, "--project", ".", ...singleThreaded(compiler)],
  cwd: folders[program],
})

const number = (text, name) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(text)?.[1])

/** What the compiler says of its work; throws at a program with errors. The same on every machine. */
export const counts = (entry) => {
  const text = read({ ...entry, args: [...entry.args, "--extendedDiagnostics"] })
  return { instantiations: number(text, "Instantiations"), types: number(text, "Types") }
}

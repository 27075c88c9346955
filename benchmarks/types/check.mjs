// Holds the cost of the types against limits.json: node types/check.mjs. Counts, not times: the same on every machine.
// Needs the built @shipline/core and the repository's compilers, not this package's own dependencies.
import { readFileSync } from "node:fs"
import { checking, compilers, counts, writeProjects } from "./fixtures.mjs"

const limits = JSON.parse(readFileSync(new URL("./limits.json", import.meta.url), "utf8"))

try {
  const folders = writeProjects(limits.size)
  for (const compiler of compilers()) {
    const of = (program) => counts(checking(compiler, program, folders)).instantiations
    const found = of("three files") - of("baseline")
    const [line] = /^\d+\.\d+/.exec(compiler.version)
    const limit = limits.instantiations[line]
    if (limit === undefined) throw new Error(`limits.json has no limit for TypeScript ${line}`)
    const verdict = found <= limit ? "within" : "above"
    console.log(`TypeScript ${compiler.version}: ${found} instantiations, ${verdict} the limit of ${limit}`)
    if (found > limit) process.exitCode = 1
  }
} catch (error) {
  console.error(`types: ${error.message}`)
  process.exitCode = 1
}

// Measures everything, or the parts that are named: node run.mjs [compile] [guard] [ledger] [prove] [scale] [simulate] [types] [--rounds N]
// Writes results.json and the tables of docs/performance.md. A part that is not measured keeps its last result.
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { availableParallelism, cpus, totalmem } from "node:os"
import { parseArgs } from "node:util"
import { measureCompile } from "./compile/measure.mjs"
import { measureGuard } from "./guard/measure.mjs"
import { measureLedger } from "./ledger/measure.mjs"
import { results } from "./lib/paths.mjs"
import { measureProve } from "./prove/measure.mjs"
import { measureScale } from "./scale/measure.mjs"
import { measureSimulate } from "./simulate/measure.mjs"
import { measureTypes } from "./types/measure.mjs"
import { writeTables } from "./write-table.mjs"

const parts = {
  compile: { measure: measureCompile, rounds: 21 },
  guard: { measure: measureGuard, rounds: 21 },
  ledger: { measure: measureLedger, rounds: 21 },
  prove: { measure: measureProve, rounds: 21 },
  scale: { measure: measureScale, rounds: 9 },
  simulate: { measure: measureSimulate, rounds: 5 },
  types: { measure: measureTypes, rounds: 5 },
}

/** What somebody needs to place the figures; nothing that names a machine. */
const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  system: `${process.platform} ${process.arch}`,
  processor: cpus()[0]?.model.replace(/\s+/g, " ").trim() ?? "unknown",
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
})

const main = () => {
  const { values, positionals } = parseArgs({ options: { rounds: { type: "string" } }, allowPositionals: true })
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name))
  if (unknown !== undefined)
    throw new Error(`there is no part '${unknown}'; there are ${Object.keys(parts).join(", ")}`)
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))
    throw new Error("--rounds takes a whole number")
  const [major = 0] = process.versions.node.split(".").map(Number)
  if (major < 24) throw new Error(`this needs Node 24, as \`npm start\` finds it; this is ${process.versions.node}`)

  const chosen = positionals.length > 0 ? positionals : Object.keys(parts)
  const measured = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {}
  for (const name of chosen) {
    const { measure, rounds: usual } = parts[name]
    measured[name] = { machine: machine(), ...measure({ rounds: rounds ?? usual }) }
    // After each part: what is measured is not lost when a later one fails.
    writeFileSync(results, `${JSON.stringify(measured, null, 2)}\n`)
  }
  writeTables()
}

try {
  main()
} catch (error) {
  console.error(`benchmarks: ${error.message}`)
  process.exitCode = 1
}

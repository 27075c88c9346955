import { runProblem } from "../errors/run-problem.js"
import { LedgerError } from "../ledger/ledger-error.js"
import { GuardError, type GuardExit } from "./guard-error.js"
import { makeWorld, type World } from "./output/world.js"
import { Refused } from "./refused.js"
import { failure } from "./summary/refusal.js"

/** A command is loaded when it is called for. */
const commands: ReadonlyMap<string, () => Promise<(world: World) => Promise<void>>> = new Map([
  ["find", async () => (await import("./commands/find.js")).find],
  ["admit", async () => (await import("./commands/admit.js")).admit],
  ["record", async () => (await import("./commands/record.js")).record],
  ["check", async () => (await import("./commands/check.js")).check],
])

/** Exit codes: 1, and nothing deploys; 2, somebody has changed the generated file by hand. */
const exits: Readonly<Record<GuardExit, number>> = { refused: 1, misused: 2 }

const unknown = (command: string): GuardError =>
  new GuardError(
    runProblem(
      "SL6151",
      "",
      command === "" ? "the guard was called without a command" : `the guard has no command ${JSON.stringify(command)}`,
      `Call it with one of: ${[...commands.keys()].join(", ")}. Shipline writes the calls: run \`shipline compile\`.`,
    ),
    "misused",
  )

/** Whatever was thrown, as a problem with an exit code. */
const errorOf = (error: unknown): GuardError => {
  if (error instanceof GuardError) return error
  if (error instanceof LedgerError) return new GuardError(error.problem, "refused")
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new GuardError(
    runProblem("SL4405", "", `the guard itself failed: ${text}`, "If this is a mistake in Shipline, please report it."),
    "refused",
  )
}

declare const SHIPLINE_VERSION: string

const run = async (world: World, words: readonly string[]): Promise<number> => {
  const [name = "", ...more] = words
  try {
    if (name === "--version" && more.length === 0) {
      world.log(SHIPLINE_VERSION)
      return 0
    }
    const command = commands.get(name)
    if (command === undefined || more.length > 0) throw unknown(words.join(" "))
    await (await command())(world)
    return 0
  } catch (error) {
    if (error instanceof Refused) return exits.refused
    const { problem, exit } = errorOf(error)
    world.error(problem)
    world.summarise(failure(name, problem))
    return exits[exit]
  }
}

// A cancelled run is told so by a signal, and killed seconds later: what has begun is brought to its end until then.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {})

const world = makeWorld(process.env, (text) => void process.stdout.write(text))
process.exitCode = await run(world, process.argv.slice(2))

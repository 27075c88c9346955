import { registerHooks } from "node:module"
import { pathToFileURL } from "node:url"
import type { Problem } from "@shipline/core"
import { problem, Refusal } from "../problem.js"
import type { Session } from "../session.js"
import { explain, userFrames } from "./explain.js"
import { javascriptOf, makeReadModule } from "./read-module.js"
import { asItStands, asTyped, type Reading } from "./reading.js"
import { makeResolve } from "./resolve.js"
import { watchSurroundings } from "./surroundings.js"
import type { Witness } from "./witness.js"

export interface Loading extends Pick<Session, "cache" | "importModule"> {
  readonly witness: Witness
  /** Called where the program ends the process: there is no other way to say anything. */
  readonly lastWords: (problems: readonly Problem[]) => void
}

export type Exports = Readonly<Record<string, unknown>>

/** A program may wait for something while it is loaded, but not for ever. Milliseconds. */
const patience = 60_000

const start = (path: string) => ({ file: path, line: 1, column: 1 })

const waits = (path: string): Refusal =>
  new Refusal([
    problem(
      "SL5105",
      "the program waits for something that never comes",
      "Look at what stands behind `await` outside of functions.",
      start(path),
    ),
  ])

/** Fails when nothing can happen any more, nothing has happened for long, or something that nobody waits for has failed. */
const waitingFor = (path: string) => {
  let fail = (_: unknown) => {}
  const promise = new Promise<never>((_, reject) => {
    fail = reject
  })
  const giveUp = () => fail(waits(path))
  const timer = setTimeout(giveUp, patience).unref()
  process.once("beforeExit", giveUp)
  process.once("uncaughtException", fail)
  const stop = () => {
    clearTimeout(timer)
    process.off("beforeExit", giveUp)
    process.off("uncaughtException", fail)
  }
  return { promise, stop }
}

const importWith = async (
  path: string,
  { witness, cache, importModule: load }: Loading,
  reading: Reading,
): Promise<Exports> => {
  const hooks = registerHooks({ resolve: makeResolve(witness, reading), load: makeReadModule(witness, cache, reading) })
  try {
    return (await load(pathToFileURL(path).href + reading.suffix)) as Exports // any module is a record
  } finally {
    hooks.deregister()
  }
}

/** Whether a module failed before any of it has run. */
const isRefused = (error: unknown): boolean =>
  error instanceof Refusal || (error instanceof SyntaxError && userFrames(error.stack ?? "").length === 0)

const importModule = async (path: string, loading: Loading): Promise<Exports> => {
  const first = asItStands()
  try {
    return await importWith(path, loading, first)
  } catch (error) {
    if (!first.tried() || !isRefused(error)) throw error
    return await importWith(path, loading, asTyped)
  }
}

/** Runs a file of the user and gives what it exports. Throws a `Refusal` that says what is wrong with it. */
export const loadModule = async (path: string, loading: Loading): Promise<Exports> => {
  const { witness, cache, lastWords } = loading
  const undo = watchSurroundings(witness)
  const ended = () => {
    undo()
    const hint = "Remove process.exit(); throw an exception where the program cannot go on."
    lastWords([problem("SL5109", "the program ended the process", hint, start(path))])
    process.exitCode = 1
  }
  const waiting = waitingFor(path)
  process.once("exit", ended)
  try {
    return await Promise.race([importModule(path, loading), waiting.promise])
  } catch (error) {
    undo()
    throw new Refusal(explain(path, error, witness.files.keys(), (file, source) => javascriptOf(cache, file, source)))
  } finally {
    process.off("exit", ended)
    waiting.stop()
    undo()
  }
}

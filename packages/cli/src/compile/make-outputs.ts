import { relative, sep } from "node:path"
import type { Adapter, CompileOptions } from "@shipline/adapters"
import { type Plan, type Problem, verify } from "@shipline/core"
import type { Loaded } from "../load/load-pipelines.js"
import type { Output } from "../output/compare.js"
import { problem } from "../problem.js"
import { proveOutputs } from "./prove-outputs.js"

/** A program's path as a generated file names it: the same on every machine. */
export const sourceName = (folder: string, program: string): string => relative(folder, program).split(sep).join("/")

export interface Made {
  readonly outputs: readonly Output[]
  readonly problems: readonly Problem[]
}

/** The plan as the adapter sees it: made by the program, also where a helper called `pipeline`. */
const fromProgram = (plan: Plan, source: string): Plan => ({
  ...plan,
  at: { ...(plan.at ?? { line: 1, column: 1 }), file: source },
})

const compileOne = (
  { program, pipeline: { plan } }: Loaded,
  folder: string,
  adapter: Adapter,
  options: CompileOptions,
): Made => {
  const unsound = verify(plan)
  if (unsound.length > 0) return { outputs: [], problems: unsound }
  const source = sourceName(folder, program)
  const { files, problems } = adapter.compile(fromProgram(plan, source), options)
  const places = problems.map(({ at, ...rest }): Problem => {
    const real = at?.file === source ? plan.at : at
    return real === undefined ? rest : { ...rest, at: real }
  })
  return { outputs: files, problems: places }
}

/** Files of different pipelines that would be one: some disks do not tell capitals apart. */
const collisions = (
  made: readonly { readonly loaded: Loaded; readonly outputs: readonly Output[] }[],
): readonly Problem[] => {
  const owners = new Map<string, string>()
  return made.flatMap(({ loaded: { pipeline }, outputs }) =>
    outputs.flatMap(({ path }) => {
      const owner = owners.get(path.toLowerCase())
      owners.set(path.toLowerCase(), pipeline.name)
      if (owner === undefined || owner === pipeline.name) return []
      const message = `the pipelines '${owner}' and '${pipeline.name}' would both be written to ${path}`
      return [problem("SL5204", message, "Rename one of them.", pipeline.plan.at)]
    }),
  )
}

/** By their programs' names: a file for all pipelines is the same whichever of them are compiled. */
const inOrder = (loaded: readonly Loaded[]): readonly Loaded[] =>
  loaded.toSorted(({ program: one }, { program: other }) => (one < other ? -1 : one > other ? 1 : 0))

/**
 * The files of all pipelines, proved, or everything that stands against them. Those `beside` take part in a file that the
 * platform has for all pipelines; files of their own are not made anew.
 */
export const makeOutputs = (
  loaded: readonly Loaded[],
  folder: string,
  adapter: Adapter,
  options: CompileOptions,
  beside: readonly Loaded[] = [],
): Made => {
  const made = [...loaded, ...beside].map((one) => ({ loaded: one, ...compileOne(one, folder, adapter, options) }))
  const refused = [...made.flatMap((one) => one.problems), ...collisions(made)]
  if (refused.length > 0) return { outputs: [], problems: refused }
  const plans = inOrder(made.map((one) => one.loaded)).map(({ pipeline }) => pipeline.plan)
  const index = adapter.index?.(plans, options)
  if (index !== undefined && index.problems.length > 0) return { outputs: [], problems: index.problems }
  const shared = index?.files ?? []
  // Where there is a file for all, it is that one that the platform begins with, and it takes in all the others.
  const together = index === undefined ? undefined : [...shared, ...made.flatMap((one) => one.outputs)]
  const problems = made.flatMap(({ loaded: { pipeline }, outputs }) => {
    const others = together === undefined ? [] : plans.filter((plan) => plan !== pipeline.plan)
    return proveOutputs(adapter, { plan: pipeline.plan, others }, together ?? outputs)
  })
  if (problems.length > 0) return { outputs: [], problems }
  const written = made.slice(0, loaded.length).flatMap((one) => one.outputs)
  return { outputs: [...written, ...shared], problems: [] }
}

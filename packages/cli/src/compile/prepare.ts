import { resolve } from "node:path"
import type { Problem } from "@shipline/core"
import { type LoadedConfig, loadConfig } from "../load/config.js"
import type { Loading } from "../load/load-module.js"
import { type Loaded, loadPipelines } from "../load/load-pipelines.js"
import type { Witness } from "../load/witness.js"
import type { CompileOptions } from "../options/compile-options.js"
import type { Output } from "../output/compare.js"
import { repositoryRoot } from "../output/repository-root.js"
import { Refusal } from "../problem.js"
import { type Choice, choosePrograms, pipelinesFolder } from "./choose-programs.js"
import { chooseTarget, type Platforms } from "./choose-target.js"
import { guardDigest, guardOutputs } from "./guard.js"
import { makeOutputs, sourceName } from "./make-outputs.js"
import { sameNames } from "./same-names.js"

/** All files as they should be, nothing written yet. */
export interface Prepared {
  /** The folder that the outputs are relative to. */
  readonly folder: string
  readonly outputs: readonly Output[]
  /** The programs as the files name them. */
  readonly sources: ReadonlySet<string>
  readonly all: boolean
  readonly warnings: readonly Problem[]
}

const outFolder = (
  cwd: string,
  options: CompileOptions,
  config: LoadedConfig | undefined,
  witness: Witness,
): string => {
  const given = options.out ?? config?.out // the configuration is in this folder
  return given === undefined ? repositoryRoot(cwd, witness) : resolve(cwd, given)
}

/** The programs of the project that were not named. */
const otherPrograms = (
  cwd: string,
  { programs }: Choice,
  config: LoadedConfig | undefined,
  witness: Witness,
): readonly string[] => {
  try {
    witness.saw.folder(pipelinesFolder(cwd))
    return choosePrograms(cwd, [], config, witness).programs.filter((program) => !programs.includes(program))
  } catch (error) {
    if (error instanceof Refusal && error.problems.every(({ code }) => code === "SL5004")) return []
    throw error
  }
}

/** Loads one after the other, so that a failure belongs to one program; goes on after it, so that all are told. */
const loadAll = async (
  programs: readonly string[],
  loading: Loading,
): Promise<{ readonly loaded: readonly Loaded[]; readonly problems: readonly Problem[] }> => {
  const loaded: Loaded[] = []
  const problems: Problem[] = []
  for (const program of programs) {
    try {
      loading.witness.saw.file(program)
      loaded.push(...(await loadPipelines(program, loading)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(...error.problems)
    }
  }
  return { loaded, problems }
}

/** Programs to files: load, check, compile, prove. Throws a `Refusal` of everything that can be found together. */
export const prepare = async (
  cwd: string,
  options: CompileOptions,
  loading: Loading,
  platforms: Platforms,
): Promise<Prepared> => {
  if (options.target !== undefined) chooseTarget(options.target, undefined, platforms)
  if (options.files.length === 0) loading.witness.saw.folder(pipelinesFolder(cwd))
  const config = await loadConfig(cwd, loading)
  const target = options.target ?? config?.target ?? "github"
  const at = config === undefined ? undefined : { file: config.path, line: 1, column: 1 }
  const adapter = chooseTarget(target, at, platforms)
  const choice = choosePrograms(cwd, options.files, config, loading.witness)
  const folder = outFolder(cwd, options, config, loading.witness)

  const { loaded, problems } = await loadAll(choice.programs, loading)
  const beside = adapter.index === undefined || choice.all ? [] : otherPrograms(cwd, choice, config, loading.witness)
  const others = await loadAll(beside, loading)
  const pins = config?.pins === undefined ? {} : { pins: config.pins }
  const made = makeOutputs(loaded, folder, adapter, { ...pins, guard: { digest: guardDigest } }, others.loaded)
  const all = [...problems, ...others.problems, ...sameNames(cwd, [...loaded, ...others.loaded]), ...made.problems]
  if (all.length > 0) throw new Refusal([...new Map(all.map((one) => [JSON.stringify(one), one])).values()])
  const sources = new Set(choice.programs.map((program) => sourceName(folder, program)))
  const outputs = [...made.outputs, ...guardOutputs(loaded)]
  return { folder, outputs, sources, all: choice.all, warnings: choice.warnings }
}

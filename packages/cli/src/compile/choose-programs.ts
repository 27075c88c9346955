import { join } from "node:path"
import type { Problem } from "@shipline/core"
import { configuredPrograms, type LoadedConfig } from "../load/config.js"
import { namedPrograms, programsIn } from "../load/find-programs.js"
import type { Witness } from "../load/witness.js"
import { problem, Refusal } from "../problem.js"

export interface Choice {
  /** Absolute paths. */
  readonly programs: readonly string[]
  /** Whether these are all pipelines of the project, so that others are left over. */
  readonly all: boolean
  readonly warnings: readonly Problem[]
}

/** The folder whose programs are compiled where none is named. */
export const pipelinesFolder = (cwd: string): string => join(cwd, "pipelines")

/** The files that were named; else the folder of pipelines; else what the configuration names. */
export const choosePrograms = (
  cwd: string,
  files: readonly string[],
  config: LoadedConfig | undefined,
  witness: Witness,
): Choice => {
  if (files.length > 0) return { programs: namedPrograms(cwd, files), all: false, warnings: [] }
  const programs = programsIn(pipelinesFolder(cwd))
  const configured = config?.pipelines !== undefined
  if (programs.length > 0) {
    const ignored = problem(
      "SL5304",
      "the configuration names pipelines, but the folder pipelines/ comes first",
      "Remove `pipelines` from the configuration, or move the programs out of the folder.",
      config === undefined ? undefined : { file: config.path, line: 1, column: 1 },
    )
    return { programs, all: true, warnings: configured ? [ignored] : [] }
  }
  if (config !== undefined && configured) {
    const named = configuredPrograms(cwd, config, witness)
    return { programs: namedPrograms(cwd, named), all: true, warnings: [] }
  }
  throw new Refusal([
    problem(
      "SL5004",
      "there is nothing to compile: no file was named, and there is neither pipelines/*.ts nor shipline.config.ts",
      "Name a file: shipline compile pipelines/shop.ts",
    ),
  ])
}

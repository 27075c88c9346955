import { relative, sep } from "node:path"
import { type Adapter, adapters, type CompileOptions } from "@shipline/adapters"
import { guardDigest } from "../compile/guard.js"
import { sourceName } from "../compile/make-outputs.js"
import type { LoadedConfig } from "../load/config.js"
import type { Loaded } from "../load/load-pipelines.js"
import { compare } from "../output/compare.js"

interface Where {
  readonly root: string
  /** Where the files of the pipelines lie. */
  readonly folder: string
  readonly config: LoadedConfig | undefined
}

/**
 * The files that pipelines are compiled to, from the root of the repository. Those of the platform for which the project
 * compiles are held against the programs by `shipline compile --check`; those of another one by nobody, so that they
 * must be what the programs make. What a platform cannot do is no concern here: then it has no file.
 */
export const ownFiles = (loaded: readonly Loaded[], { root, folder, config }: Where): readonly string[] => {
  const below = relative(root, folder).split(sep).join("/")
  const options: CompileOptions = {
    ...(config?.pins === undefined ? {} : { pins: config.pins }),
    guard: { digest: guardDigest },
  }
  const outputs = Object.values<Adapter>(adapters).flatMap((adapter) => {
    const compiled = loaded.map(({ program, pipeline: { plan } }) => {
      const at = { ...(plan.at ?? { line: 1, column: 1 }), file: sourceName(folder, program) }
      return { plan, ...adapter.compile({ ...plan, at }, options) }
    })
    const accepted = compiled.filter(({ problems }) => problems.length === 0)
    const index = adapter.index?.(
      accepted.map(({ plan }) => plan),
      options,
    ).files
    const all = [...accepted.flatMap(({ files }) => files), ...(index ?? [])]
    return adapter.name === (config?.target ?? "github") ? all : all.filter((one) => compare(folder, one).same)
  })
  return [...new Set(outputs.map(({ path }) => (below === "" ? path : `${below}/${path}`)))]
}

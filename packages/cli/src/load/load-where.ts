import { choosePrograms } from "../compile/choose-programs.js"
import { nearest } from "../nearest.js"
import { Refusal, refuse } from "../problem.js"
import { localPath } from "../render/local-path.js"
import { errors, report } from "../render/report.js"
import type { Session } from "../session.js"
import { type LoadedConfig, loadConfig } from "./config.js"
import { type Loaded, loadPipelines } from "./load-pipelines.js"
import { makeWitness } from "./witness.js"

/** What `compile` says where it finds nothing, in words that fit other commands. */
const chosen = <A>(choose: () => A): A => {
  try {
    return choose()
  } catch (error) {
    const isNothing = error instanceof Refusal && error.problems.every(({ code }) => code === "SL5004")
    if (!isNothing) throw error
    return refuse(
      "SL5004",
      "no program was found: there is neither pipelines/*.ts nor shipline.config.ts",
      "Name the program: --file FILE.",
    )
  }
}

/** The project's configuration, where it is read, and its pipelines. */
export interface LoadedProject {
  readonly config: LoadedConfig | undefined
  readonly loaded: readonly Loaded[]
}

/** All pipelines of the project, found as `compile` finds them, or those of the files that are named. Throws a `Refusal`. */
export const loadProject = async (
  file: string | readonly string[] | undefined,
  session: Session,
): Promise<LoadedProject> => {
  const { cwd, cache, started, importModule } = session
  const witness = makeWitness(started)
  const lastWords = (problems: Refusal["problems"]) => report(cwd, errors(problems))
  const loading = { witness, cache, importModule, lastWords }
  const files = file === undefined ? [] : typeof file === "string" ? [file] : file
  const config = typeof file === "string" ? undefined : await loadConfig(cwd, loading)
  const { programs } = chosen(() => choosePrograms(cwd, files, config, witness))
  const loaded: Loaded[] = []
  for (const program of programs) loaded.push(...(await loadPipelines(program, loading)))
  return { config, loaded }
}

/** The same without the configuration. */
export const loadAll = async (file: string | undefined, session: Session): Promise<readonly Loaded[]> =>
  (await loadProject(file, session)).loaded

const suggestion = (word: string, names: readonly string[]): string => {
  const near = nearest(word, names)
  if (near !== undefined) return `Did you mean '${near}'?`
  return names.length === 0 ? "There is none at all." : `There is: ${names.join(", ")}.`
}

/** The one pipeline that has an environment. Throws a `Refusal` where there is none or several. */
export const loadWhere = async (
  environment: string,
  { file, pipeline: name }: { readonly file: string | undefined; readonly pipeline: string | undefined },
  session: Session,
): Promise<Loaded> => {
  const all = await loadAll(file, session)
  const named = name === undefined ? all : all.filter(({ pipeline }) => pipeline.name === name)
  if (name !== undefined && named.length === 0) {
    const names = all.map(({ pipeline }) => pipeline.name)
    refuse("SL5009", `there is no pipeline '${name}'`, suggestion(name, names))
  }
  const environmentsOf = ({ pipeline }: Loaded): readonly string[] => pipeline.plan.environments.map((one) => one.name)
  const found = named.filter((one) => environmentsOf(one).includes(environment))
  const [first] = found
  if (first === undefined) {
    const names = [...new Set(named.flatMap(environmentsOf))]
    return refuse("SL5504", `no pipeline has the environment '${environment}'`, suggestion(environment, names))
  }
  if (found.length > 1) {
    const list = found.map(({ program, pipeline }) => `${pipeline.name} (${localPath(session.cwd, program)})`)
    return refuse(
      "SL5505",
      `several pipelines have the environment '${environment}': ${list.join(", ")}`,
      "Say which with --pipeline NAME, or --file FILE.",
    )
  }
  return first
}

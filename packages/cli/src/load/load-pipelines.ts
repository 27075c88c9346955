import { isPipeline, type Pipeline } from "@shipline/core"
import { type At, problem, Refusal } from "../problem.js"
import { type Exports, type Loading, loadModule } from "./load-module.js"
import { placeOf } from "./place-of.js"

/** A pipeline and the file that exports it. */
export interface Loaded {
  readonly program: string
  readonly pipeline: Pipeline
}

const describe = (value: unknown): string => {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return "an array"
  if (typeof value === "function") return "a function"
  return typeof value === "object" ? "an object" : `the ${typeof value} ${JSON.stringify(value)}`
}

const beginning = (file: string): At => ({ file, line: 1, column: 1 })

const defaultPlace = (file: string): At | undefined => placeOf(file, /^\s*(?:export\s+default\b|module\.exports\b)/m)

/** CommonJS compiled from modules keeps the default export one level deeper. */
const defaultOf = (exports: Exports): unknown => {
  const value = exports.default
  const nested = typeof value === "object" && value !== null && "__esModule" in value && "default" in value
  return nested ? value.default : value
}

/** The pipelines that a program exports: as its default, one or an array of them. */
export const loadPipelines = async (program: string, loading: Loading): Promise<readonly Loaded[]> => {
  const exports = await loadModule(program, loading)
  const named = Object.keys(exports).filter((name) => name !== "default" && isPipeline(exports[name]))
  if (!("default" in exports)) {
    const hint =
      named.length > 0
        ? `Export it as the default: export default ${named.length === 1 ? named[0] : `[${named.join(", ")}]`}`
        : "Export a pipeline: export default pipeline(…)."
    const [only] = named.flatMap((name) => (isPipeline(exports[name]) ? [exports[name]] : []))
    throw new Refusal([
      problem("SL5201", "the program has no default export", hint, only?.plan.at ?? beginning(program)),
    ])
  }
  const value = defaultOf(exports)
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const stranger = list.findIndex((one) => !isPipeline(one))
  if (stranger >= 0 || list.length === 0) {
    const what =
      list.length === 0
        ? "an empty array"
        : Array.isArray(value)
          ? `${describe(list[stranger])} at place ${stranger} of an array`
          : describe(value)
    const hint = "Export what pipeline() returned, or an array of such values."
    throw new Refusal([
      problem(
        "SL5202",
        `the default export is ${what}, not a pipeline`,
        hint,
        defaultPlace(program) ?? beginning(program),
      ),
    ])
  }
  return list.filter(isPipeline).map((pipeline) => ({ program, pipeline }))
}

import { nearest } from "../nearest.js"
import { type Refusal, refuse } from "../problem.js"
import { errors, report } from "../render/report.js"
import type { Session } from "../session.js"
import { namedPrograms } from "./find-programs.js"
import { type Loaded, loadPipelines } from "./load-pipelines.js"
import { makeWitness } from "./witness.js"

/** The one pipeline that a command is about. Throws a `Refusal`. */
export const loadOne = async (
  file: string,
  name: string | undefined,
  { cwd, cache, started, importModule }: Session,
): Promise<Loaded> => {
  const [program = file] = namedPrograms(cwd, [file])
  const lastWords = (problems: Refusal["problems"]) => report(cwd, errors(problems))
  const loaded = await loadPipelines(program, { witness: makeWitness(started), cache, importModule, lastWords })
  const names = loaded.map(({ pipeline }) => pipeline.name)
  const [only] = loaded
  if (name === undefined && only !== undefined && loaded.length === 1) return only
  if (name === undefined)
    return refuse(
      "SL5008",
      `the program exports ${loaded.length} pipelines: ${names.join(", ")}`,
      "Say which with --pipeline NAME.",
    )
  const near = nearest(name, names)
  const hint = near === undefined ? `Its pipelines are: ${names.join(", ")}.` : `Did you mean '${near}'?`
  const found = loaded.filter(({ pipeline }) => pipeline.name === name)
  const [first] = found
  return first ?? refuse("SL5009", `the program exports no pipeline '${name}'`, hint)
}

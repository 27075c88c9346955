import { existsSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { type Adapter, adapters } from "@shipline/adapters"
import { type Plan, type Problem, verify } from "@shipline/core"
import { chooseTarget } from "../compile/choose-target.js"
import { loadProject } from "../load/load-where.js"
import { nearest } from "../nearest.js"
import { problem, Refusal, refuse } from "../problem.js"
import { localPath } from "../render/local-path.js"
import { commandWords } from "../render/shell-word.js"
import type { Session } from "../session.js"
import { judgedFile } from "./judged-file.js"
import type { Question } from "./question.js"
import { readNamed } from "./read-file.js"

const loadedProject = async (files: readonly string[], session: Session) => {
  try {
    return await loadProject(undefined, session)
  } catch (error) {
    const isNothing = error instanceof Refusal && error.problems.every(({ code }) => code === "SL5004")
    if (!isNothing) throw error
    const [first] = files
    const file = first === undefined ? ".github/workflows/deploy.yml" : localPath(session.cwd, first)
    const what = first === undefined ? "is required" : `'${file}' is held against`
    return refuse(
      "SL5602",
      `nothing says what ${what}: there are no programs here, and neither a plan nor a policy was given`,
      `Say what an environment requires: ${commandWords("shipline", "verify", file)} --environment production --requires unit,scan`,
    )
  }
}

/** A file that a program makes, whether or not it stands there. */
interface Made {
  readonly path: string
  /** The file that the platform begins with: this one, or one that takes it in. */
  readonly entry: string
  readonly question: Omit<Question, "path" | "files">
}

const missing = (path: string, adapter: Adapter, usual: Adapter): Problem => {
  const command = adapter === usual ? "shipline compile" : `shipline compile --target ${adapter.name}`
  return problem("SL5405", `${path} is missing`, `Run \`${command}\` and commit the result.`)
}

const stranger = (path: string, made: readonly Made[]): Problem => {
  const names = new Map(made.map((one) => [basename(one.path), one.path]))
  const near = nearest(basename(path), [...names.keys()])
  const hint = near === undefined ? "" : `Did you mean '${names.get(near)}'? `
  return problem(
    "SL5607",
    `no program of the project makes '${path}'`,
    `${hint}For a file that was written by hand, say what it is held against: --environment production --requires unit,scan.`,
  )
}

interface MadeFor {
  readonly adapter: Adapter
  readonly made: readonly Made[]
  /** What the platform cannot do: it has no file of these plans. */
  readonly refused: readonly Problem[]
}

const madeFor = (adapter: Adapter, plans: readonly Plan[]): MadeFor => {
  const compiled = plans.map((plan) => ({ plan, ...adapter.compile(plan) }))
  const accepted = compiled.filter((one) => one.problems.length === 0)
  const shared = accepted.map(({ plan }) => plan)
  const [index] = adapter.index?.(shared).files ?? []
  const made = accepted.flatMap(({ plan, files: [first] }) => {
    const others = index === undefined ? [] : shared.filter((one) => one !== plan)
    const question = { adapter, pipeline: plan.name, against: { plan, others } }
    return first === undefined ? [] : [{ path: first.path, entry: index?.path ?? first.path, question }]
  })
  return { adapter, made, refused: compiled.flatMap((one) => one.problems) }
}

/**
 * The files that the project's programs make, of every platform for which they stand there, or those of them that were
 * named; each held against its plan, as it stands on the disk. Throws a `Refusal`.
 */
export const byPrograms = async (
  { root, files }: { readonly root: string; readonly files: readonly string[] },
  session: Session,
): Promise<readonly Question[]> => {
  const { cwd } = session
  const { config, loaded } = await loadedProject(files, session)
  const unsound = loaded.flatMap(({ pipeline }) => verify(pipeline.plan))
  if (unsound.length > 0) throw new Refusal(unsound)
  const usual = chooseTarget(config?.target ?? "github")
  const folder = config?.out === undefined ? root : resolve(cwd, config.out)
  const isThere = (path: string): boolean => existsSync(join(folder, path))
  const stands = ({ path, entry }: Made): boolean => isThere(path) && isThere(entry)
  const platforms = Object.values<Adapter>(adapters).map((adapter) =>
    madeFor(
      adapter,
      loaded.map(({ pipeline }) => pipeline.plan),
    ),
  )
  // Where no configuration says for which platform, and only another one has files: for that one.
  const found = platforms.filter(({ made }) => made.some(stands)).map(({ adapter }) => adapter)
  const [only] = config?.target === undefined && !found.includes(usual) ? found : []
  const target = only ?? usual
  const refused = platforms.flatMap((one) => (one.adapter === target ? one.refused : []))
  if (refused.length > 0) throw new Refusal(refused)

  const made = platforms.flatMap((one) => one.made)
  const paths = new Set(files.map((file) => localPath(folder, resolve(cwd, file))))
  const asked = paths.size === 0 ? made : made.filter(({ path, entry }) => paths.has(path) || paths.has(entry))
  const strangers = [...paths].filter((path) => !made.some((one) => one.path === path || one.entry === path))
  for (const path of strangers) readNamed(cwd, join(folder, path)) // says so where there is no such file
  const lacking = asked
    .filter((one) => !stands(one) && (one.question.adapter === target || paths.has(one.path)))
    .map(({ path, entry, question }) => missing(isThere(path) ? entry : path, question.adapter, usual))
  const problems = [...strangers.map((path) => stranger(path, made)), ...lacking]
  if (problems.length > 0) throw new Refusal([...new Map(problems.map((one) => [one.message, one])).values()])
  return asked
    .filter(stands)
    .map(({ path, entry, question }) => ({ ...judgedFile(cwd, folder, join(folder, entry)), path, ...question }))
}

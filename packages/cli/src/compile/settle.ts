import type { Problem } from "@shipline/core"
import type { Witness } from "../load/witness.js"
import type { CompileOptions } from "../options/compile-options.js"
import { type Compared, compare } from "../output/compare.js"
import { leftOver } from "../output/left-over.js"
import { writeFiles } from "../output/write-files.js"
import { problem, Refusal } from "../problem.js"
import { errors, type Finding, warnings } from "../render/report.js"
import { guardPath } from "./guard.js"
import type { Prepared } from "./prepare.js"

/** What became of a file; a check says what it found instead. */
export type Status =
  | "created"
  | "updated"
  | "unchanged"
  | "printed"
  | "not shown"
  | "missing"
  | "different"
  | "left over"

export interface FileResult {
  readonly path: string
  readonly status: Status
  readonly text?: string
}

export interface Settled {
  readonly files: readonly FileResult[]
  readonly findings: readonly Finding[]
  /** What a check found different, to be shown line by line. */
  readonly different: readonly Compared[]
}

/** The one file by a name that Shipline has not made up: a project may have had it before. */
const rootPath = ".gitlab-ci.yml"

const foreignProblem = ({ path }: Compared): Problem =>
  problem(
    "SL5408",
    `${path} was not made by Shipline, and would be written anew`,
    "Say in a program what it does, and move or delete it: all jobs of the project would go through Shipline's file.",
  )

const isForeign = ({ path, before }: Compared): boolean =>
  path === rootPath && before !== undefined && before.trim() !== "" && !before.startsWith("# Made by Shipline")

const checkProblem = (one: Compared, { target }: CompileOptions): Problem => {
  const { path, before } = one
  const again = `Run \`shipline compile${target === undefined ? "" : ` --target ${target}`}\` and commit the result.`
  if (isForeign(one)) return foreignProblem(one)
  if (before === undefined) return problem("SL5405", `${path} is missing`, again)
  return problem(
    "SL5404",
    path === guardPath ? `${path} is not the one of this version of Shipline` : `${path} differs from its program`,
    `${again} Do not edit the file: the next run writes it anew.`,
  )
}

const leftOverProblem = (path: string): Problem =>
  problem(
    "SL5406",
    `${path} was left behind by a pipeline that is gone`,
    `Delete it: git rm ${/^[\w./-]+$/.test(path) ? path : JSON.stringify(path)}`,
  )

const check = (compared: readonly Compared[], left: readonly string[], options: CompileOptions): Settled => {
  const different = compared.filter(({ same }) => !same)
  const status = ({ same, before }: Compared): Status =>
    same ? "unchanged" : before === undefined ? "missing" : "different"
  return {
    files: [
      ...compared.map((one) => ({ path: one.path, status: status(one) })),
      ...left.map((path) => ({ path, status: "left over" as const })),
    ],
    findings: errors([...different.map((one) => checkProblem(one, options)), ...left.map(leftOverProblem)]),
    // Thousands of lines that nobody here has written tell nobody what to do.
    different: different.filter(({ path }) => path !== guardPath),
  }
}

const write = (compared: readonly Compared[], left: readonly string[]): Settled => {
  const foreign = compared.filter(isForeign)
  if (foreign.length > 0) throw new Refusal(foreign.map(foreignProblem))
  writeFiles(compared.filter(({ same }) => !same))
  const status = ({ same, before }: Compared): Status =>
    same ? "unchanged" : before === undefined ? "created" : "updated"
  return {
    files: [
      ...compared.map((one) => ({ path: one.path, status: status(one) })),
      ...left.map((path) => ({ path, status: "left over" as const })),
    ],
    findings: warnings(left.map(leftOverProblem)),
    different: [],
  }
}

/** Prints, checks or writes what was prepared. Throws a `Refusal` where a file cannot be written. */
export const settle = (
  { folder, outputs, sources, all }: Prepared,
  options: CompileOptions,
  witness: Witness,
): Settled => {
  if (options.stdout) {
    const files = outputs.map(({ path, text }) =>
      // Long, and the same for everybody: nobody wants to see it among what is made of a program.
      path === guardPath ? { path, status: "not shown" as const } : { path, status: "printed" as const, text },
    )
    return { files, findings: [], different: [] }
  }
  const compared = outputs.map((output) => compare(folder, output))
  const left = all ? leftOver(folder, outputs, sources, witness) : []
  return options.check ? check(compared, left, options) : write(compared, left)
}

import { dirname, join } from "node:path"
import { adapters } from "@shipline/adapters"
import { stampKey, writeStamp } from "../cache/stamp.js"
import type { Platforms } from "../compile/choose-target.js"
import { refuseContradictions } from "../compile/contradictions.js"
import { guardPath } from "../compile/guard.js"
import { type Prepared, prepare } from "../compile/prepare.js"
import { dataOf, fileWords } from "../compile/present.js"
import { type FileResult, type Settled, settle } from "../compile/settle.js"
import { exitCodeOf } from "../errors.js"
import { makeWitness, type Witness } from "../load/witness.js"
import type { CompileOptions } from "../options/compile-options.js"
import { problem, Refusal } from "../problem.js"
import { errors, findingData, report, warnings } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeWords } from "../write-out.js"

/** Whether the same command line may be answered from a stamp the next time. */
const isStampable = ({ stdout, watch }: CompileOptions): boolean => !stdout && !watch

const refused = ({ cwd }: Session, json: boolean, { problems }: Refusal): ExitCode => {
  const findings = errors(problems)
  report(cwd, findings)
  if (json)
    writeData(
      `${JSON.stringify({ files: [], problems: findings.map((one) => findingData(cwd, one)) }, undefined, 2)}\n`,
    )
  return problems.every(({ code }) => exitCodeOf(code) === 2) ? 2 : 1
}

const stamp = (
  { cache, cwd, argv }: Session,
  witness: Witness,
  { folder, outputs }: Prepared,
  words: string,
  data: string,
): void => {
  if (witness.unrepeatable.size > 0) return
  const written = outputs.map(({ path }) => join(folder, path))
  // Beside the guard lies what runs leave behind; no file of a pipeline can be left over there.
  const folders = written.map(dirname).filter((path) => path !== join(folder, dirname(guardPath)))
  for (const path of new Set([...written, ...folders])) witness.saw.folder(path)
  const { files, absent, links } = witness
  writeStamp(cache, {
    key: stampKey(cwd, argv),
    files: [...files.values()],
    absent: [...absent],
    links: [...links],
    words,
    data,
  })
}

/** Files that are now as they should be: what the same run would say next time. */
const settledAgain = ({ files, findings }: Settled): Settled => ({
  files: files.map(({ path }) => ({ path, status: "unchanged" })),
  findings,
  different: [],
})

/** Says so where git would not commit a guard that was just written. */
const withoutHiddenGuard = async (folder: string, settled: Settled): Promise<Settled> => {
  const isWritten = ({ path, status }: FileResult): boolean =>
    path === guardPath && (status === "created" || status === "updated")
  if (!settled.files.some(isWritten)) return settled
  const { unhideGuard } = await import("../output/unhide-guard.js")
  if (!unhideGuard(folder, guardPath)) return settled
  const hidden = problem(
    "SL5407",
    `git ignores ${guardPath}, and the jobs that deploy need it in the repository`,
    `Let .gitignore leave it in, \`.shipline/*\` and then \`!${guardPath}\`, and commit it.`,
  )
  return { ...settled, findings: [...settled.findings, ...warnings([hidden])] }
}

const finish = async (
  session: Session,
  options: CompileOptions,
  witness: Witness,
  platforms: Platforms,
): Promise<ExitCode> => {
  const { cwd, cache, importModule } = session
  const lastWords = (problems: Refusal["problems"]) => void refused(session, options.json, new Refusal(problems))
  refuseContradictions(options)
  const prepared = await prepare(cwd, options, { witness, cache, importModule, lastWords }, platforms)
  const settled = await withoutHiddenGuard(prepared.folder, settle(prepared, options, witness))
  report(cwd, [...warnings(prepared.warnings), ...settled.findings])
  const failed = settled.findings.some(({ level }) => level === "error")
  if (settled.different.length > 0 && !options.json) {
    const { renderDiff } = await import("../render/diff.js")
    writeData(renderDiff(settled.different))
  }
  writeWords(fileWords(settled.files))
  writeData(dataOf(cwd, options, prepared, settled))
  if (isStampable(options) && !failed && prepared.warnings.length + settled.findings.length === 0) {
    const next = settledAgain(settled)
    stamp(session, witness, prepared, fileWords(next.files), dataOf(cwd, options, prepared, next))
  }
  return failed ? 1 : 0
}

/** Compiles once. */
const once = async (
  session: Session,
  options: CompileOptions,
  witness: Witness,
  platforms: Platforms,
): Promise<ExitCode> => {
  try {
    return await finish(session, options, witness, platforms)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refused(session, options.json, error)
  }
}

const watch: typeof once = async (session, options, witness, platforms) => {
  const { isWatched, tellWatcher } = await import("../watch/watched.js")
  if (!isWatched()) return (await import("../watch/watch.js")).watch(session)
  const code = await once(session, options, witness, platforms)
  if (code !== 2) await tellWatcher(witness)
  return code
}

/**
 * `shipline compile`: programs to the files of a platform, which are proved before the first of them is written. The one
 * implementation, however the command line was read; tests give it platforms of their own.
 */
export const compile = (
  options: CompileOptions,
  session: Session,
  platforms: Platforms = adapters,
): Promise<ExitCode> => (options.watch ? watch : once)(session, options, makeWitness(session.started), platforms)

import { resolve } from "node:path"
import { audit as findSideChannels } from "@shipline/adapters"
import { verify } from "@shipline/core"
import type { AuditOptions } from "../audit/audit-options.js"
import { auditData, auditWords } from "../audit/audit-text.js"
import { baselineText, hold, withNew } from "../audit/baseline.js"
import { baselineName, isDay, readBaseline } from "../audit/baseline-file.js"
import { diskRepository } from "../audit/disk-repository.js"
import { findingsOf } from "../audit/findings.js"
import { ownFiles } from "../audit/own-files.js"
import { loadProject } from "../load/load-where.js"
import { makeWitness } from "../load/witness.js"
import { compare } from "../output/compare.js"
import { repositoryRoot } from "../output/repository-root.js"
import { writeFiles } from "../output/write-files.js"
import { Refusal, refuse } from "../problem.js"
import { localPath } from "../render/local-path.js"
import { findingData, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { readNamed } from "../verify/read-file.js"
import { withoutAbsent } from "../without-absent.js"
import { writeJson, writeWords } from "../write-out.js"
import { orRefused } from "./refused.js"

const checkOptions = ({ writeBaseline, owner, reason, until }: AuditOptions): void => {
  const isSaid = (text: string | undefined): boolean => text !== undefined && text.trim() !== ""
  if (writeBaseline && !(isSaid(owner) && isSaid(reason)))
    refuse(
      "SL5704",
      "a baseline needs an owner and a reason for what it takes in",
      'Say both: shipline audit --write-baseline --owner @acme/platform --reason "replaced by March"',
    )
  if (!writeBaseline && [owner, reason, until].some((text) => text !== undefined))
    refuse("SL5704", "an owner, a reason or a day was given, and no baseline is written", "Add --write-baseline.")
  if (until !== undefined && !isDay(until))
    refuse("SL5502", `'--until' has the value '${until}'`, "Give a day: --until 2027-03-31.")
}

const projectOf = async (files: readonly string[], session: Session): ReturnType<typeof loadProject> => {
  try {
    return await loadProject(files, session)
  } catch (error) {
    const [first] = error instanceof Refusal ? error.problems : []
    if (first?.code !== "SL5004") throw error
    return refuse("SL5004", first.message, "Name the programs: shipline audit pipelines/shop.ts")
  }
}

/** `shipline audit`: what comes past the pipelines in the other files of CI. 1 where something is not in the baseline. */
export const audit = (options: AuditOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      checkOptions(options)
      const { cwd, started } = session
      const { files, json, strict, writeBaseline, owner = "", reason = "", until } = options
      const { config, loaded } = await projectOf(files, session)
      const plans = loaded.map(({ pipeline }) => pipeline.plan)
      const unsound = plans.flatMap(verify)
      if (unsound.length > 0) throw new Refusal(unsound)
      const root = repositoryRoot(cwd, makeWitness(started))
      const folder = config?.out === undefined ? root : resolve(cwd, config.out)
      const own = ownFiles(loaded, { root, folder, config })
      const found = findSideChannels({ repository: diskRepository(root), plans, own })
      if (options.baseline !== undefined && !writeBaseline) readNamed(cwd, options.baseline) // one that was named must be there
      const path = options.baseline === undefined ? resolve(root, baselineName) : resolve(cwd, options.baseline)
      const { baseline, text } = readBaseline(path)
      const today = new Date(started).toISOString().slice(0, 10)
      const before = hold(found.sideChannels, baseline, today)
      const taken = writeBaseline
        ? withNew(baseline, before.judged, { owner: owner.trim(), reason: reason.trim(), ...withoutAbsent({ until }) })
        : baseline
      const settled = writeBaseline ? hold(found.sideChannels, taken, today) : before
      const findings = findingsOf(root, localPath(cwd, path), strict, settled)
      report(cwd, findings)
      if (json) writeJson({ ...auditData(found, settled), problems: findings.map((one) => findingData(cwd, one)) })
      else writeWords(auditWords(found, settled))
      if (writeBaseline && baselineText(taken) !== text) {
        writeFiles([compare(root, { path: localPath(root, path), text: baselineText(taken) })])
        writeWords(`${text === undefined ? "created" : "updated"}   ${localPath(cwd, path)}\n`)
      }
      return findings.some(({ level }) => level === "error") ? 1 : 0
    },
    options.json,
  )

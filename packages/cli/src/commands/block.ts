import { block as blockRelease, localActor, unblock as unblockRelease } from "@shipline/runners"
import { act } from "../ledger/act.js"
import { loadAll } from "../load/load-where.js"
import { Refusal } from "../problem.js"
import { report, warnings } from "../render/report.js"
import { visibleLine } from "../render/visible.js"
import type { ExitCode, Session } from "../session.js"
import { withoutAbsent } from "../without-absent.js"
import { writeData, writeJson } from "../write-out.js"
import { orRefused } from "./refused.js"

export interface BlockOptions {
  readonly version: string
  readonly reason: string
  readonly incident: string | undefined
  readonly ledger: string | undefined
  readonly json: boolean
}

/**
 * The environments of the project's pipelines, so that those are closed, too, which have no record yet. A program that
 * cannot be read is no reason to leave a broken release open: then it is those that the ledger knows.
 */
const environmentsHere = async (session: Session): Promise<readonly string[]> => {
  try {
    const loaded = await loadAll(undefined, session)
    return loaded.flatMap(({ pipeline }) => pipeline.plan.environments.map(({ name }) => name))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const others = error.problems.filter(({ code }) => code !== "SL5004")
    report(session.cwd, warnings(others))
    return []
  }
}

const told = (
  verb: string,
  already: string,
  { version, json }: BlockOptions,
  environments: readonly string[],
): ExitCode => {
  if (json) writeJson({ version, environments })
  else {
    const where = environments.map(visibleLine).join(", ")
    writeData(`${visibleLine(version)} ${environments.length === 0 ? `was ${already}` : `is ${verb}: ${where}`}\n`)
  }
  return 0
}

/** `shipline block`: nobody deploys this version any more, anywhere. */
export const block = (options: BlockOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { version, reason, incident, ledger } = options
      const environments = await environmentsHere(session)
      const changed = await act(session.cwd, ledger, (store) =>
        blockRelease(store, { version, reason, environments, actor: localActor(), ...withoutAbsent({ incident }) }),
      )
      return told("blocked", "blocked already", options, changed)
    },
    options.json,
  )

/** `shipline unblock`: it may be deployed again. */
export const unblock = (options: BlockOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { version, reason, incident, ledger } = options
      const changed = await act(session.cwd, ledger, (store) =>
        unblockRelease(store, { version, reason, actor: localActor(), ...withoutAbsent({ incident }) }),
      )
      return told("no longer blocked", "not blocked", options, changed)
    },
    options.json,
  )

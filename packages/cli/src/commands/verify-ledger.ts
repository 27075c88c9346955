import { decodeRecord } from "@shipline/core/schema"
import { type VerifiedChain, verifyLedger as verify } from "@shipline/runners"
import { withLedger } from "../ledger/with-ledger.js"
import type { LookOptions } from "../options/look-options.js"
import { problem } from "../problem.js"
import { errors, findingData, report } from "../render/report.js"
import { table } from "../render/table.js"
import { visibleLine } from "../render/visible.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson, writeWords } from "../write-out.js"
import { orRefused } from "./refused.js"

const badProblem = ({ environment, number, commit, problem: wrong }: Extract<VerifiedChain, { kind: "bad" }>) =>
  problem(
    "SL5506",
    `${environment}: ${number === undefined ? "the chain" : `record ${number}`} is not sound: ${wrong}`,
    commit === undefined
      ? "A clone that still has the chain can give it back; find out who changed it."
      : `Look at it: git show ${commit}. A clone that still has the chain can give it back; find out who changed it.`,
  )

const row = (chain: VerifiedChain): readonly string[] =>
  chain.kind === "sound"
    ? [visibleLine(chain.environment), `${chain.records} record${chain.records === 1 ? "" : "s"}`, chain.hash]
    : [visibleLine(chain.environment), "not sound"]

/** `shipline ledger verify`: whether every chain is what Shipline wrote, record by record. 1 where one is not. */
export const verifyLedger = ({ ledger, json }: LookOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { cwd } = session
      const chains = await withLedger(cwd, ledger, (store) => verify(store, { decode: decodeRecord }))
      const findings = errors(chains.flatMap((chain) => (chain.kind === "bad" ? [badProblem(chain)] : [])))
      if (json) writeJson({ chains, problems: findings.map((one) => findingData(cwd, one)) })
      else if (chains.length === 0) writeWords("The ledger has no record: nothing was deployed yet.\n")
      else writeData(table(chains.map(row), ""))
      report(cwd, findings)
      return findings.length === 0 ? 0 : 1
    },
    json,
  )

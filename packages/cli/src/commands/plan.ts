import { verify } from "@shipline/core"
import { loadOne } from "../load/load-one.js"
import { localPlan } from "../render/local-plan.js"
import { planText } from "../render/plan-text.js"
import { errors, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeData } from "../write-out.js"
import { orRefused } from "./refused.js"

export interface PlanOptions {
  readonly file: string
  readonly pipeline: string | undefined
  readonly json: boolean
}

/** `shipline plan`: what a pipeline does. An unsound plan is shown too, with what is wrong, and ends with 1. */
export const plan = ({ file, pipeline: name, json }: PlanOptions, session: Session): Promise<ExitCode> =>
  orRefused(session, async () => {
    const { pipeline } = await loadOne(file, name, session)
    const problems = verify(pipeline.plan)
    const local = localPlan(session.cwd, pipeline.plan)
    writeData(json ? `${JSON.stringify(local, undefined, 2)}\n` : planText(local))
    report(session.cwd, errors(problems))
    return problems.length === 0 ? 0 : 1
  })

import { type Plan, verify } from "@shipline/core"
import { type Lane, laneView } from "@shipline/core/plan"
import { loadOne } from "../load/load-one.js"
import { nearest } from "../nearest.js"
import { refuse } from "../problem.js"
import { budgetText } from "../render/budget-text.js"
import { dot } from "../render/dot.js"
import { graphText } from "../render/graph-text.js"
import { mermaid } from "../render/mermaid.js"
import { type Drawing, reducedGraph } from "../render/reduced-graph.js"
import { errors, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeWords } from "../write-out.js"
import { orRefused } from "./refused.js"

export const formats = ["mermaid", "dot", "text"] as const
export type Format = (typeof formats)[number]

export interface GraphOptions {
  readonly file: string
  readonly pipeline: string | undefined
  readonly format: Format
  /** Only what runs in this lane, as it runs there; undefined for the whole plan. */
  readonly lane: Lane | undefined
  /** Only what happens in this environment, of the nodes that belong to one. */
  readonly environment: string | undefined
}

const drawings: Readonly<Record<Format, (drawing: Drawing) => string>> = { mermaid, dot, text: graphText }

const checkEnvironment = ({ environments }: Plan, name: string): void => {
  const names = environments.map((one) => one.name)
  if (names.includes(name)) return
  const near = nearest(name, names)
  const hint = near === undefined ? `There is: ${names.join(", ") || "none"}.` : `Did you mean '${near}'?`
  refuse("SL5504", `the pipeline has no environment '${name}'`, hint)
}

const nodesOf = (plan: Plan, lane: Lane | undefined, environment: string | undefined) => {
  if (environment !== undefined) checkEnvironment(plan, environment)
  return lane === undefined && environment === undefined ? plan.nodes : laneView(plan, lane ?? "release", environment)
}

/** `shipline graph`: what waits for what. An unsound plan is drawn too, with what is wrong, and ends with 1. */
export const graph = (options: GraphOptions, session: Session): Promise<ExitCode> =>
  orRefused(session, async () => {
    const { file, pipeline: name, format, lane, environment } = options
    const { plan } = (await loadOne(file, name, session)).pipeline
    const problems = verify(plan)
    const nodes = nodesOf(plan, lane, environment)
    writeData(drawings[format](reducedGraph(plan.name, nodes)))
    if (lane !== undefined && format === "text") writeData(budgetText(plan, lane, nodes))
    if (lane !== undefined && nodes.length === 0) writeWords(`Nothing runs in the lane '${lane}'.\n`)
    report(session.cwd, errors(problems))
    return problems.length === 0 ? 0 : 1
  })

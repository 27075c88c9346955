import { verify } from "@shipline/core"
import { loadOne } from "../load/load-one.js"
import { dot } from "../render/dot.js"
import { graphText } from "../render/graph-text.js"
import { mermaid } from "../render/mermaid.js"
import { type Drawing, reducedGraph } from "../render/reduced-graph.js"
import { errors, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeData } from "../write-out.js"
import { orRefused } from "./refused.js"

export const formats = ["mermaid", "dot", "text"] as const
export type Format = (typeof formats)[number]

export interface GraphOptions {
  readonly file: string
  readonly pipeline: string | undefined
  readonly format: Format
}

const drawings: Readonly<Record<Format, (drawing: Drawing) => string>> = { mermaid, dot, text: graphText }

/** `shipline graph`: what waits for what. An unsound plan is drawn too, with what is wrong, and ends with 1. */
export const graph = ({ file, pipeline: name, format }: GraphOptions, session: Session): Promise<ExitCode> =>
  orRefused(session, async () => {
    const { pipeline } = await loadOne(file, name, session)
    const problems = verify(pipeline.plan)
    writeData(drawings[format](reducedGraph(pipeline.plan)))
    report(session.cwd, errors(problems))
    return problems.length === 0 ? 0 : 1
  })

import type { Plan } from "@shipline/core/plan"
import {
  type LocalRunPromiseOptions,
  type RunEvent,
  type RunEventKind,
  type RunEventOf,
  type RunSummary,
  runLocallyPromise,
} from "@shipline/runners"

/** What jobs need of the machine; nothing else of the test's own environment. */
export const plainEnv = { PATH: process.env.PATH, HOME: process.env.HOME }

export interface Ran {
  readonly summary: RunSummary
  readonly events: readonly RunEvent[]
  readonly verdicts: Readonly<Record<string, string>>
  /** All lines that a node has shown. */
  lines(node: string): readonly string[]
  all<K extends RunEventKind>(kind: K): readonly RunEventOf<K>[]
}

export const isKind =
  <K extends RunEventKind>(kind: K) =>
  (event: RunEvent): event is RunEventOf<K> =>
    event.kind === kind

/** Runs a pipeline and keeps what it told. */
export const run = async (pipeline: { readonly plan: Plan }, options: LocalRunPromiseOptions): Promise<Ran> => {
  const events: RunEvent[] = []
  const onEvent = (event: RunEvent) => {
    events.push(event)
    options.onEvent?.(event)
  }
  const summary = await runLocallyPromise(pipeline.plan, { env: plainEnv, signals: false, ...options, onEvent })
  const all = <K extends RunEventKind>(kind: K) => events.filter(isKind(kind))
  return {
    summary,
    events,
    verdicts: Object.fromEntries(summary.nodes.map((node) => [node.id, node.verdict])),
    lines: (node) => all("job-output").flatMap((event) => (event.node === node ? event.lines : [])),
    all,
  }
}

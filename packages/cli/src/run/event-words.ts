import type { RunEvent, RunEventKind, RunEventOf } from "@shipline/runners"
import type { Paint } from "../render/colour.js"
import { renderProblem } from "../render/problem.js"
import { cleanLine } from "./clean-line.js"
import { duration } from "./duration.js"

/** What showing an event needs to know. */
export interface Stage {
  readonly cwd: string
  readonly paint: Paint
  readonly colour: boolean
  /** A job's name, padded and in its own colour, before each of its lines. */
  readonly prefix: (title: string) => string
  /** The title of a job by its id. */
  readonly titleOf: (node: string) => string
}

type Words = { readonly [K in RunEventKind]: (event: RunEventOf<K>, stage: Stage) => string }

const line = ({ prefix }: Stage, title: string, text: string): string => `${prefix(title)} ${text}\n`

const words: Words = {
  "run-started": ({ pipeline, lane, version, commit, nodes, jobs }, { paint }) =>
    `${paint("strong", pipeline)}: ${lane} ${version} of ${commit.slice(0, 12)}, ${nodes.length} jobs, ${jobs} at a time\n`,
  note: ({ level, problem }, { cwd, paint }) =>
    level === "warning"
      ? renderProblem(problem, "warning", cwd, paint)
      : `${paint("dim", `note[${problem.code}]: ${problem.message}`)}\n`,
  "job-started": ({ title }, stage) => line(stage, title, stage.paint("dim", "started")),
  "job-output": ({ title, lines }, stage) =>
    lines.map((text) => line(stage, title, cleanLine(text, stage.colour))).join(""),
  "job-retried": ({ title, attempt, of, problem }, stage) =>
    line(stage, title, stage.paint("warning", `attempt ${attempt} of ${of} failed: ${problem.message}`)),
  "job-finished": ({ title, verdict, duration: time, problem }, stage) => {
    const reason = problem === undefined ? "" : `: ${problem.message}`
    return line(
      stage,
      title,
      stage.paint(verdict === "passed" ? "added" : "error", `${verdict} after ${duration(time)}${reason}`),
    )
  },
  "node-finished": () => "",
  built: ({ node, artifact }, stage) => line(stage, stage.titleOf(node), `${artifact.name} is ${artifact.digest}`),
  "approval-asked": ({ question }, stage) => line(stage, question.title, "waits for a decision"),
  "approval-decided": ({ question, decision }, stage) =>
    line(
      stage,
      question.title,
      decision.answer === "nobody"
        ? "refused: nobody is there to ask"
        : `${decision.answer === "yes" ? "approved" : "refused"} by ${decision.by === "option" ? "--approve" : "a person"}`,
    ),
  soaking: ({ environment, duration: time }, { paint }) =>
    paint("dim", `waiting ${duration(time)} with ${environment}\n`),
  "lock-waited": ({ environment, holder }, { paint }) =>
    paint("dim", `waiting for ${environment}: ${holder} deploys there\n`),
  admission: ({ node, environment, admitted, reasons, overrides }, stage) =>
    [
      line(stage, stage.titleOf(node), admitted ? `admitted to ${environment}` : `not admitted to ${environment}:`),
      ...reasons.map(({ message }) => line(stage, stage.titleOf(node), stage.paint("error", message))),
      ...overrides.map(({ rule, reason }) =>
        line(stage, stage.titleOf(node), stage.paint("warning", `${rule} set aside: ${reason}`)),
      ),
    ].join(""),
  deployed: ({ node, environment, version, url }, stage) =>
    line(stage, stage.titleOf(node), `${environment} runs ${version}${url === undefined ? "" : ` at ${url}`}`),
  stopping: ({ problem, waitsFor }, { paint }) =>
    `${paint("error", "stopping")}: ${problem.message}${waitsFor.length === 0 ? "" : `; waiting for ${waitsFor.join(", ")}`}\n`,
  "run-finished": () => "",
}

/** An event as lines for people; empty where there is nothing to say. */
export const eventWords = (event: RunEvent, stage: Stage): string => {
  const write = words[event.kind] as (event: RunEvent, stage: Stage) => string // the table is total and by kind
  return write(event, stage)
}

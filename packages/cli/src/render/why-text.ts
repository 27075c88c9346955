import type { Evidence, RunReference } from "@shipline/core/ledger"
import type { Explanation } from "../ledger/explanation.js"
import { durationOf } from "../ledger/history.js"
import { duration } from "../run/duration.js"
import { cameFrom } from "./came-from.js"
import type { Tone } from "./colour.js"
import { type Canvas, type Cell, fittedTable, type Row, wrapped } from "./fitted-table.js"
import { personOf } from "./person.js"
import { visibleLine } from "./visible.js"

const runOf = ({ id, url, attempt }: RunReference): string => {
  const again = attempt === undefined || attempt === 1 ? "" : ` (attempt ${attempt})`
  return `${visibleLine(url ?? `run ${id}`)}${again}`
}

/** A fact and its name. */
type Fact = readonly [name: string, value: string, tone?: Tone]

const given = (name: string, value: string | undefined): readonly Fact[] =>
  value === undefined ? [] : [[name, visibleLine(value)]]

const labels = 13

const facts = (list: readonly Fact[], canvas: Canvas): string =>
  list
    .map(([name, value, tone]) => {
      const indent = " ".repeat(labels)
      const lines = wrapped(value, indent, canvas).map((line) => (tone === undefined ? line : canvas.paint(tone, line)))
      return `${canvas.paint("dim", `  ${name.padEnd(labels - 2)}`)}${lines.join(`\n${indent}`)}\n`
    })
    .join("")

const section = (title: string, text: string, { paint }: Canvas): string => `\n${paint("strong", title)}\n${text}`

/** A verdict with everything that stands behind it: when, by whom, in which run. */
const evidenceRow = ({ proof, verdict, at, by, run }: Evidence): Row => {
  const behind: readonly Cell[] = [
    ...(by === undefined ? [] : [{ text: `by ${personOf(by)}` }]),
    ...(run === undefined ? [] : [{ text: runOf(run) }]),
  ]
  return {
    cells: [
      { text: `  ${visibleLine(proof)}` },
      { text: verdict, tone: verdict === "passed" ? "added" : "error" },
      { text: visibleLine(at) },
    ],
    notes: behind,
  }
}

const evidence = (list: readonly Evidence[], none: string, canvas: Canvas): string =>
  list.length === 0 ? `  ${none}\n` : fittedTable(list.map(evidenceRow), "    ", canvas)

const doubts = ({ running, failed, blocked, observed }: Explanation): readonly Fact[] => [
  ...(failed === undefined
    ? []
    : [
        [
          "uncertain",
          `the deployment of ${visibleLine(failed.release.version)} ${failed.result === "failed" ? "failed" : `was ${failed.result}`} at ${failed.at}`,
          "error",
        ] as const,
      ]),
  ...(running === undefined
    ? []
    : [
        [
          "changing",
          `${visibleLine(running.release.version)} is being deployed since ${running.at} by ${personOf(running.by)}`,
          "warning",
        ] as const,
      ]),
  ...(blocked === undefined
    ? []
    : [["blocked", `${visibleLine(blocked.reason)} (${personOf(blocked.by)}, ${blocked.at})`, "error"] as const]),
  ...(observed === undefined
    ? []
    : [
        [
          "seen",
          `something else was seen running at ${observed.at}: ${observed.artifacts.map(({ name, digest }) => visibleLine(`${name} ${digest}`)).join(", ")}`,
          "error",
        ] as const,
      ]),
]

const releaseFacts = ({ current: { release }, deployment: { started } }: Explanation): readonly Fact[] => {
  const { version, number, commit, artifacts, schema } = release
  return [
    ...given("version", version),
    ["number", String(number)],
    ...given("commit", commit),
    ["brought", cameFrom(started)],
    ...artifacts.flatMap(({ name, kind, digest, ref }): readonly Fact[] => [
      ["artifact", `${visibleLine(name)} (${kind})`],
      ["", visibleLine(digest)],
      ...(kind === "image" ? [["", visibleLine(ref)] as const] : []),
    ]),
    ...(artifacts.length === 0 ? [["artifact", "none: the commit itself was deployed"] as const] : []),
    ...(schema === undefined
      ? []
      : [["schema", `version ${schema.version}; releases from version ${schema.oldest} on run with it`] as const]),
  ]
}

const deploymentFacts = ({ current, deployment }: Explanation): readonly Fact[] => {
  const { started, ended, overrides, annotations } = deployment
  const took = durationOf(deployment)
  return [
    ...given("id", started.deployment),
    ["lane", started.lane],
    ...given("reason", started.reason),
    ...given("incident", started.incident),
    ["by", personOf(started.by)],
    ["started", started.at],
    ["finished", `${ended?.at ?? current.since}${took === undefined ? "" : `, after ${duration(took)}`}`],
    ...(started.run === undefined ? [] : [["run", runOf(started.run)] as const]),
    ["pipeline", visibleLine(started.pipeline.name)],
    ["", visibleLine(started.pipeline.digest)],
    ...overrides.flatMap(({ rule, reason, by, at }): readonly Fact[] => [
      ["override", `${rule}: ${visibleLine(reason)}`, "warning"],
      ["", `by ${personOf(by)}, ${at}`],
    ]),
    ...annotations.flatMap(({ text, by, at }): readonly Fact[] => [
      ["note", visibleLine(text)],
      ["", `by ${personOf(by)}, ${at}`],
    ]),
    ["records", `${started.number}${ended === undefined ? "" : ` to ${ended.number}`} of the environment's chain`],
  ]
}

/** Why an environment runs what it runs, from there back to the commit; for whoever has to account for it. Times are UTC. */
export const whyText = (explanation: Explanation, canvas: Canvas): string => {
  const { environment, current, deployment } = explanation
  const { paint } = canvas
  const heading = `${paint("strong", `${visibleLine(environment)} runs ${visibleLine(current.release.version)}`)}\n`
  const open = current.checks.filter((proof) => !deployment.checks.some((check) => check.proof === proof))
  const standing: Fact =
    current.checks.length === 0
      ? ["checks", "none are due here"]
      : current.verified === undefined
        ? ["verified", "no: not all checks that are due here have passed", "error"]
        : ["verified", `since ${current.verified}`, "added"]
  const missing = open.map((proof): Fact => ["missing", `'${visibleLine(proof)}' has not been checked here`, "warning"])
  return [
    heading,
    facts([standing, ...missing, ...doubts(explanation)], canvas),
    section("Release", facts(releaseFacts(explanation), canvas), canvas),
    section("Admitted on", evidence(deployment.started.proofs, "nothing: no proof was required", canvas), canvas),
    section("Deployment", facts(deploymentFacts(explanation), canvas), canvas),
    section("Checked there", evidence(deployment.checks, "not yet", canvas), canvas),
  ].join("")
}

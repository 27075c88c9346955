import type { Problem } from "@shipline/core"
import type { NodeSummary, RunSummary } from "@shipline/runners"
import { localPath } from "../render/local-path.js"
import { table } from "../render/table.js"
import { duration } from "./duration.js"

const verdict = ({ verdict: found, advisory }: NodeSummary): string =>
  advisory === true && found !== "passed" ? `${found} (advisory)` : found

const jobs = (nodes: readonly NodeSummary[]): string =>
  table(nodes.map((node) => [node.title, verdict(node), node.duration === 0 ? "" : duration(node.duration)]))

const deployments = ({ deployments: done }: RunSummary): string =>
  done.length === 0
    ? ""
    : `\nDeployed\n${table(
        done.map(({ environment, version, url, artifacts }) => [
          environment,
          version,
          url ?? "",
          artifacts.map(({ name, digest }) => `${name} ${digest}`).join(", "),
        ]),
      )}`

/** What a run did, for people. */
export const summaryText = (cwd: string, summary: RunSummary): string => {
  const { pipeline, nodes, held, verdict: whole, duration: time, folder } = summary
  const notDeployed =
    held.length === 0 ? "" : `\nNot deployed: ${held.join(", ")}. Allow it with --allow ${held.join(",")}\n`
  return `\n${pipeline} ${whole} after ${duration(time)}\n${jobs(nodes)}${deployments(summary)}${notDeployed}\nLogs: ${localPath(cwd, folder)}\n`
}

/** What went wrong, each once: what stopped the run, why jobs failed, and every reason against a deployment. */
export const summaryProblems = ({ nodes, stopped }: RunSummary): readonly Problem[] => {
  const failed = nodes.flatMap(({ verdict: found, problem, reasons = [], advisory }) =>
    problem !== undefined && advisory !== true && (found === "failed" || found === "errored")
      ? [problem, ...reasons]
      : [],
  )
  const all = [...failed, ...(stopped === undefined ? [] : [stopped])]
  return [...new Map(all.map((problem) => [JSON.stringify([problem.code, problem.message]), problem])).values()]
}

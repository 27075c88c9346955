import type { Plan } from "@shipline/core"
import type { Environment, NodeKind, Triggers } from "@shipline/core/plan"
import { table } from "./table.js"

const patterns = (list: readonly string[]): string => list.join(", ")

const triggers = ({ push, pullRequest, schedule, manual, paths, ignorePaths }: Triggers): readonly string[] => [
  ...(push !== undefined && push.branches.length > 0 ? [`a push to ${patterns(push.branches)}`] : []),
  ...(push !== undefined && push.tags.length > 0 ? [`a push of the tags ${patterns(push.tags)}`] : []),
  ...(pullRequest === undefined
    ? []
    : [pullRequest.branches.length === 0 ? "pull requests" : `pull requests to ${patterns(pullRequest.branches)}`]),
  ...(schedule ?? []).map((cron) => `the schedule ${cron}`),
  ...(manual === true ? ["a person"] : []),
  ...(paths === undefined ? [] : [`only changes of ${patterns(paths)}`]),
  ...(ignorePaths === undefined ? [] : [`except for changes of ${patterns(ignorePaths)}`]),
]

const kinds: Readonly<Record<NodeKind, string>> = {
  build: "build",
  check: "gate",
  approval: "approval",
  soak: "soak",
  deploy: "deployment",
  verify: "gate",
}

const requirements = ({ requires }: Environment): string =>
  requires.length === 0 ? "nothing" : requires.map(({ proof }) => proof).join(", ")

const section = (title: string, rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? "" : `\n${title}\n${table(rows)}`

/** A plan for people. */
export const planText = (plan: Plan): string => {
  const titles = new Map(plan.nodes.map((node) => [node.id, node.title]))
  const from = plan.at === undefined ? "" : `  ${plan.at.file}:${plan.at.line}`
  const starts = triggers(plan.on)
  const jobs = plan.nodes.map(({ title, kind, needs }) => [
    title,
    kinds[kind],
    needs.length === 0 ? "" : `after ${needs.map((id) => titles.get(id) ?? id).join(", ")}`,
  ])
  const environments = plan.environments.map((environment) => [
    environment.name,
    environment.url ?? "",
    `requires ${requirements(environment)}`,
  ])
  const hotfixes = plan.environments.flatMap(({ name, hotfix }) =>
    hotfix === undefined
      ? []
      : [[name, `requires ${hotfix.requires.map(({ proof }) => proof).join(", ") || "nothing"}`]],
  )
  const artifacts = plan.artifacts.map((artifact) => [
    artifact.name,
    artifact.kind,
    artifact.kind === "image" ? artifact.repository : artifact.paths.join(", "),
  ])
  return [
    `${plan.name}${from}\n`,
    section("Started by", starts.length === 0 ? [] : starts.map((start) => [start])),
    section("Artifacts", artifacts),
    section("Jobs", jobs),
    section("Environments", environments),
    section("Hotfixes", hotfixes),
  ].join("")
}

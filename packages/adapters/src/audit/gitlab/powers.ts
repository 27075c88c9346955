import { get, itemsOf, type Tree, textOf } from "../../gitlab/read/tree.js"
import type { Around } from "../ci-job.js"

/** Sources of pipelines that nobody has pushed for. */
const sources = ["schedule", "trigger", "pipeline", "external", "chat"]

/** The same in the words of `only`. */
const refs: { readonly [word: string]: string } = {
  schedules: "schedule",
  triggers: "trigger",
  pipelines: "pipeline",
  external: "external",
  chat: "chat",
}

const conditions = (job: Tree): readonly Tree[] => itemsOf(get(job, "rules")).flatMap((rule) => get(rule, "if") ?? [])

/** What a job may do that a schedule or a trigger starts. */
export const aroundOf = (job: Tree, scripts: string): Around | undefined => {
  const byRules = conditions(job).flatMap((tree) =>
    sources
      .filter((source) =>
        new RegExp(`\\$\\{?CI_PIPELINE_SOURCE\\}?\\s*(?:==|=~)[^&|]*\\b${source}\\b`).test(textOf(tree) ?? ""),
      )
      .map((source) => ({ source, place: tree.place })),
  )
  const only = get(job, "only")
  const byOnly = itemsOf(only?.kind === "table" ? get(only, "refs") : only).flatMap((tree) => {
    const source = refs[textOf(tree) ?? ""]
    return source === undefined ? [] : [{ source, place: tree.place }]
  })
  const [first, ...more] = [...byRules, ...byOnly]
  if (first === undefined) return undefined
  const api =
    /CI_API_V4_URL|\/api\/v4\//.test(scripts) && /(?:-X\s*|--request[ =])(?:POST|PUT|PATCH|DELETE)\b/.test(scripts)
  const powers = [
    ...(/\bgit\s+(?:-\S+\s+\S+\s+)*push\b/.test(scripts) ? ["git push"] : []),
    ...(api ? ["writes by GitLab's API"] : []),
    ...(get(job, "release") === undefined ? [] : ["release"]),
    ...(get(job, "id_tokens") === undefined ? [] : ["id_tokens"]),
  ]
  const events = [...new Set([first, ...more].map(({ source }) => source))]
  return powers.length === 0 ? undefined : { events, powers, place: first.place }
}

import type { Place } from "../plan/place.js"
import type { Triggers } from "../plan/plan.js"
import { refuse } from "./refuse.js"

type Patterns = string | readonly string[]

/** What starts a pipeline. At least one. Patterns use `*` (no slash) and `**`. */
export interface TriggerOptions {
  /** A push to these branches, or to branches and tags. Candidates of a push are deployed. */
  readonly push?: Patterns | { readonly branches?: Patterns; readonly tags?: Patterns }
  /**
   * Pull requests, or those against these branches. Gates and builds run; nothing is published or deployed and no secret
   * of an environment can be reached. Default: none.
   */
  readonly pullRequest?: boolean | { readonly branches?: Patterns }
  /** Cron expressions of five fields, in UTC. The default branch is deployed. */
  readonly schedule?: Patterns
  /** A person may start it. Only the branches that a push would deploy are deployed. Default: false. */
  readonly manual?: boolean
}

const list = (patterns: Patterns | undefined): readonly string[] =>
  patterns === undefined ? [] : typeof patterns === "string" ? [patterns] : [...patterns]

const words = (text: string): readonly string[] => text.split(" ")
const fields: readonly { readonly from: number; readonly to: number; readonly names: readonly string[] }[] = [
  { from: 0, to: 59, names: [] },
  { from: 0, to: 23, names: [] },
  { from: 1, to: 31, names: [] },
  { from: 1, to: 12, names: words("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC") },
  { from: 0, to: 6, names: words("SUN MON TUE WED THU FRI SAT") },
]

/** Five fields of minute, hour, day, month and weekday; each a list of `*`, a number or a range, with steps or not. */
const isCron = (text: string): boolean => {
  const given = words(text)
  return given.length === fields.length && fields.every((field, index) => isCronField(given[index] ?? "", field))
}

const isCronField = (text: string, { from, to, names }: (typeof fields)[number]): boolean => {
  const number = (word: string): number =>
    /^\d{1,2}$/.test(word)
      ? Number(word)
      : names.includes(word.toUpperCase())
        ? names.indexOf(word.toUpperCase()) + from
        : Number.NaN
  return text.split(",").every((part) => {
    const [, range = "", step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? []
    const [low = Number.NaN, high = low] = range === "*" ? [from, to] : range.split("-").map(number)
    const isStep = step === undefined || (Number(step) >= 1 && Number(step) <= to)
    return isStep && low >= from && high <= to && low <= high && range.split("-").length <= 2
  })
}

export const lowerTriggers = (
  given: TriggerOptions,
  paths: { readonly paths?: readonly string[]; readonly ignorePaths?: readonly string[] },
  place: Place | undefined,
): Triggers => {
  const check = (what: string, texts: readonly string[], fits: (text: string) => boolean): readonly string[] => {
    const bad = texts.find((text) => typeof text !== "string" || !fits(text))
    if (bad !== undefined) refuse("SL1006", "on", `'${String(bad)}' is no ${what}`, hints[what] ?? "", place)
    return texts
  }
  const pattern = (text: string) => text !== "" && !/[\s\p{Cc}~^:\\]|^-|\$\{\{/u.test(text)
  const path = (text: string) => text.trim() !== "" && !/\p{Cc}|^\/|\$\{\{/u.test(text)
  const push =
    typeof given?.push === "object" && !Array.isArray(given.push)
      ? (given.push as { branches?: Patterns; tags?: Patterns })
      : { branches: given?.push as Patterns | undefined } // Array.isArray does not narrow a readonly array
  const branches = check("branch", list(push.branches), pattern)
  const tags = check("tag", "tags" in push ? list(push.tags) : [], pattern)
  const request = given?.pullRequest ?? false
  const requestBranches = typeof request === "object" ? check("branch", list(request.branches), pattern) : []
  const schedule = check("schedule", list(given?.schedule), isCron)
  return {
    ...(branches.length + tags.length > 0 ? { push: { branches, tags } } : {}),
    ...(request === false ? {} : { pullRequest: { branches: requestBranches } }),
    ...(schedule.length > 0 ? { schedule } : {}),
    ...(given?.manual === true ? { manual: true as const } : {}),
    ...(paths.paths === undefined ? {} : { paths: check("path", paths.paths, path) }),
    ...(paths.ignorePaths === undefined ? {} : { ignorePaths: check("path", paths.ignorePaths, path) }),
  }
}

const hints: { readonly [what: string]: string } = {
  branch: 'Name a branch or a pattern of branches: "main", "release/**".',
  tag: 'Name a tag or a pattern of tags: "v*".',
  schedule: 'Write five fields, minute first, in UTC: "0 4 * * 1-5".',
  path: 'Name a path or a pattern of paths in the repository: "services/shop/**".',
}

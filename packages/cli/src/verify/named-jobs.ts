import type { CompiledFile } from "@shipline/adapters"
import { documentsOf, isRecord, isYaml } from "./data.js"

/** Names that a file writes out. */
export interface NamedJobs {
  /** Whether they are all: a file that is no YAML has names that nobody knows. */
  readonly isWhole: boolean
  readonly jobs: readonly string[]
  readonly environments: readonly string[]
  /** Whether some job makes the name of its environment when it runs. */
  readonly isOpen: boolean
}

/** Keys at the top of a file of GitLab that are no jobs. */
const gitlabKeys: ReadonlySet<string> = new Set([
  ...["default", "include", "stages", "variables", "workflow", "spec", "image", "services", "cache"],
  ...["before_script", "after_script"],
])

const environmentOf = (job: unknown): string | undefined => {
  if (!isRecord(job)) return undefined
  const { environment } = job
  const name = isRecord(environment) ? environment.name : environment
  return name === undefined || name === null ? undefined : String(name)
}

const jobsIn = (platform: string, text: string): readonly (readonly [string, unknown])[] =>
  documentsOf(text)
    .filter(isRecord)
    .flatMap((top) => {
      if (platform === "github") return isRecord(top.jobs) ? Object.entries(top.jobs) : []
      return Object.entries(top).filter(([key]) => !gitlabKeys.has(key))
    })

/** What the files of a platform call their jobs and environments: for saying which name was probably meant. */
export const namedJobs = (platform: string, files: readonly CompiledFile[]): NamedJobs => {
  const jobs = files.flatMap(({ text }) => jobsIn(platform, text))
  const named = jobs.flatMap(([, job]) => environmentOf(job) ?? [])
  const isMade = (name: string): boolean => name.includes("$")
  return {
    isWhole: files.every(({ text }) => isYaml(text)),
    jobs: jobs.map(([id]) => id).filter((id) => !id.startsWith(".")),
    environments: [...new Set(named.filter((name) => !isMade(name)))],
    isOpen: named.some(isMade),
  }
}

import { gitlab } from "@shipline/adapters"
import type { Plan } from "@shipline/core"
import { parseAllDocuments } from "yaml"

/** A job of an emitted file, as far as tests look at it. */
export interface FileJob {
  readonly variables?: Readonly<Record<string, string | { readonly value: string; readonly expand: boolean }>>
  readonly script: readonly string[]
  readonly after_script?: readonly string[]
  readonly rules: readonly { readonly if: string; readonly variables?: Readonly<Record<string, string>> }[]
}

export const textOf = (plan: Plan): string => {
  const { files, problems } = gitlab.compile(plan)
  const [file] = files
  if (file === undefined) throw new Error(JSON.stringify(problems))
  return file.text
}

/** The jobs of a file's text. */
export const jobsIn = (text: string): ReadonlyMap<string, FileJob> =>
  new Map(Object.entries(parseAllDocuments(text).at(-1)?.toJS() ?? {}))

export const jobIn = (text: string, key: string): FileJob => {
  const job = jobsIn(text).get(key)
  if (job === undefined) throw new Error(`there is no job ${key}`)
  return job
}

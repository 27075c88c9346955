import type { Actor } from "@shipline/core/ledger"
import { misused } from "../guard-error.js"
import { isObject, jsonVariable } from "./json.js"
import { given, type Variables } from "./variables.js"

/** How a job ended that this one needs, and what it handed on. */
export interface NeededJob {
  readonly result: string
  readonly outputs: ReadonlyMap<string, string>
  /** Who has passed it by hand, where the platform says so to those that need it. */
  readonly by?: Actor
}

const variable = "SHIPLINE_NEEDS"

/** SHIPLINE_NEEDS: the results of this run, by the id of the job. Nothing where it is left out. */
export const neededJobs = (variables: Variables): ReadonlyMap<string, NeededJob> => {
  if (given(variables, variable) === undefined) return new Map()
  return new Map(
    Object.entries(jsonVariable(variables, variable)).map(([id, job]) => {
      if (!isObject(job) || typeof job.result !== "string")
        throw misused(variable, `has no result for ${JSON.stringify(id)}`)
      const outputs = isObject(job.outputs) ? Object.entries(job.outputs) : []
      const texts = outputs.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []))
      return [id, { result: job.result, outputs: new Map(texts) }] as const
    }),
  )
}

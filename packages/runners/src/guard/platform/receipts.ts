import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { misused, refused } from "../guard-error.js"
import type { NeededJob } from "../input/needs.js"
import type { Wanted } from "./platform.js"

/** Where a job leaves that it has passed, by its name. */
const receiptFolder = join(".shipline", "run")

/** What every receipt begins with: whose it is. */
export interface Origin {
  /** The server, which knows people by their names. */
  readonly issuer: string
  readonly pipeline: string
  readonly commit: string
}

const wrong = (job: string, what: string) =>
  refused(
    "SL6156",
    `the receipt of the job '${job}' ${what}`,
    `It was left by another run, or somebody has put it into ${receiptFolder}. Start a new pipeline.`,
  )

const linesOf = (job: string, text: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const line of text.split("\n")) {
    if (line === "") continue
    const [, key = "", value = ""] = /^([\w-]+)=(.*)$/.exec(line) ?? []
    if (key === "" || found.has(key)) throw wrong(job, `cannot be read at ${JSON.stringify(line)}`)
    found.set(key, value)
  }
  return found
}

const receipt = (file: string, job: string, origin: Origin): NeededJob => {
  const found = linesOf(job, readFileSync(file, "utf8"))
  for (const key of ["pipeline", "commit"] as const) {
    const said = found.get(key)
    if (said !== origin[key])
      throw wrong(job, said === undefined ? `names no ${key}` : `is of the ${key} ${said}, and this is ${origin[key]}`)
  }
  const by = found.get("by")
  return {
    result: "success",
    outputs: found,
    ...(by === undefined ? {} : { by: { issuer: origin.issuer, subject: `login:${by}`, name: by } }),
  }
}

/**
 * The jobs that have left a receipt: a job writes it as its last act, so that whoever has none has not passed. What a
 * hotfix leaves out is no part of its pipeline, which GitHub calls skipped.
 */
export const receipts = (folder: string, { jobs, lane }: Wanted, origin: Origin): ReadonlyMap<string, NeededJob> => {
  const found = new Map<string, NeededJob>()
  for (const job of new Set(jobs)) {
    if (!/^[\w-][\w.-]*$/.test(job))
      throw misused("SHIPLINE_POLICY", `names a job that none can be: ${JSON.stringify(job)}`)
    const file = join(folder, receiptFolder, job)
    if (existsSync(file)) found.set(job, receipt(file, job, origin))
    else if (lane === "hotfix") found.set(job, { result: "skipped", outputs: new Map() })
  }
  return found
}

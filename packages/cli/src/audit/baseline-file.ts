import { readFileSync } from "node:fs"
import type { Problem } from "@shipline/core"
import { problem, Refusal } from "../problem.js"
import { type Baseline, type BaselineEntry, keyOf } from "./baseline.js"

/** Where a baseline is kept: at the root of the repository, where reviews see it. */
export const baselineName = "shipline.audit.json"

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== ""

/** A day that there is: not the 31st of February. */
export const isDay = (value: unknown): value is string =>
  typeof value === "string" &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
  new Date(`${value}T00:00:00Z`).toISOString().startsWith(value)

const keys: {
  readonly [K in keyof BaselineEntry]-?: { readonly fits: (value: unknown) => boolean; readonly shape: string }
} = {
  file: { fits: isText, shape: "a path from the root of the repository" },
  job: { fits: (value) => value === undefined || isText(value), shape: "the name of a job" },
  kind: { fits: isText, shape: "the kind of a side channel" },
  subject: { fits: isText, shape: "what it is about" },
  owner: { fits: isText, shape: "who answers for it" },
  reason: { fits: isText, shape: "why it is still there" },
  until: { fits: (value) => value === undefined || isDay(value), shape: "a day: 2027-03-31" },
}

const wrong = (path: string, where: string, message: string): Problem =>
  problem(
    "SL5701",
    `${where === "" ? "the baseline" : where} ${message}`,
    'An entry is { "file", "job", "kind", "subject", "owner", "reason", "until" }; --write-baseline writes them.',
    { file: path, line: 1, column: 1 },
  )

const entryProblems = (path: string, entry: unknown, index: number): readonly Problem[] => {
  const where = `entry ${index + 1} of the baseline`
  if (!isRecord(entry)) return [wrong(path, where, "is no object")]
  const strange = Object.keys(entry).filter((key) => !Object.hasOwn(keys, key))
  const bad = Object.entries(keys).filter(([key, { fits }]) => !fits(entry[key]))
  return [
    ...strange.map((key) => wrong(path, where, `has the key '${key}', which Shipline does not know`)),
    ...bad.map(([key, { shape }]) =>
      wrong(path, where, entry[key] === undefined ? `has no ${key}: ${shape}` : `has no usable ${key}: ${shape}`),
    ),
  ]
}

const parsed = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""))
  } catch (error) {
    throw new Refusal([wrong(path, "", `is no JSON: ${error instanceof Error ? error.message : String(error)}`)])
  }
}

/** The baseline in a file, empty where there is no file. Throws a `Refusal` of everything that is wrong with it. */
export const readBaseline = (path: string): { readonly baseline: Baseline; readonly text?: string } => {
  let text: string
  try {
    text = readFileSync(path, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { baseline: { version: 1, entries: [] } }
    throw new Refusal([wrong(path, "", `cannot be read: ${error instanceof Error ? error.message : String(error)}`)])
  }
  const data = parsed(path, text)
  if (!isRecord(data) || data.version !== 1 || !Array.isArray(data.entries))
    throw new Refusal([wrong(path, "", 'is not of the shape { "version": 1, "entries": [] }')])
  const given: readonly unknown[] = data.entries
  const problems = given.flatMap((entry, index) => entryProblems(path, entry, index))
  if (problems.length > 0) throw new Refusal(problems)
  const entries = given as readonly BaselineEntry[] // each was just checked, key by key
  const seen = new Set<string>()
  const twice = entries.flatMap((entry, index) => {
    const isSecond = seen.has(keyOf(entry))
    seen.add(keyOf(entry))
    return isSecond ? [wrong(path, `entry ${index + 1} of the baseline`, "speaks for the same as one before it")] : []
  })
  if (twice.length > 0) throw new Refusal(twice)
  return { baseline: { version: 1, entries }, text }
}

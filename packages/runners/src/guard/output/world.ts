import { appendFileSync } from "node:fs"
import type { Problem } from "@shipline/core"
import { given, needed, type Variables } from "../input/variables.js"
import { secretsOf } from "../ledger/credentials.js"
import type { Platform } from "../platform/platform.js"
import { platformOf } from "../platform/platform-of.js"

/** The job that has called the guard: what it was told, and by whose words. */
export interface Caller {
  readonly variables: Variables
  readonly platform: Platform
}

/** Where the guard speaks. What it must not show is taken out of everything. */
export interface World extends Caller {
  /** A line in the job's log. */
  log(text: string): void
  /** A red line in the log and beside the run. */
  error(problem: Problem): void
  /** A yellow one. */
  warn(text: string): void
  /** Markdown in the summary of the job. */
  summarise(markdown: string): void
  /** Values for the steps that follow. */
  hand(values: readonly (readonly [name: string, value: string])[]): void
}

export const makeWorld = (variables: Variables, write: (text: string) => void): World => {
  const platform = platformOf(variables)
  const { voice } = platform
  const secrets = secretsOf(platform.logins(variables))
  const masked = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text)
  return {
    variables,
    platform,
    log: (text) => write(`${voice.line(masked(text))}\n`),
    error: (problem) =>
      write(`${voice.error({ ...problem, message: masked(problem.message), hint: masked(problem.hint) })}\n`),
    warn: (text) => write(`${voice.warning(masked(text))}\n`),
    summarise: (markdown) => {
      const file = given(variables, voice.files.summary)
      if (file !== undefined) appendFileSync(file, `${masked(markdown)}\n`)
    },
    hand: (values) => appendFileSync(needed(variables, voice.files.outputs), values.map(voice.output).join("")),
  }
}

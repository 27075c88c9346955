import { appendFileSync } from "node:fs"
import { given, needed, type Variables } from "../input/variables.js"
import { secretsOf } from "../ledger/credentials.js"
import { outputText } from "./output-text.js"

/** Where the guard speaks. What it must not show is taken out of everything. */
export interface World {
  readonly variables: Variables
  /** A line in the job's log. */
  log(text: string): void
  /** A red line in the log and beside the run. */
  error(text: string): void
  /** A yellow one. */
  warn(text: string): void
  /** Markdown in the summary of the job. */
  summarise(markdown: string): void
  /** Values for the steps that follow. */
  hand(values: readonly (readonly [name: string, value: string])[]): void
}

/** One line that the runner takes for text only: neither of its two forms of commands. */
const line = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/^(\s*)::/, "$1: :")
    .replaceAll("##[", "# #[")

/** The text of a command's message. */
const message = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")

export const makeWorld = (variables: Variables, write: (text: string) => void): World => {
  const secrets = secretsOf(variables)
  const masked = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text)
  return {
    variables,
    log: (text) => write(`${line(masked(text))}\n`),
    error: (text) => write(`::error::${message(masked(text))}\n`),
    warn: (text) => write(`::warning::${message(masked(text))}\n`),
    summarise: (markdown) => {
      const file = given(variables, "GITHUB_STEP_SUMMARY")
      if (file !== undefined) appendFileSync(file, `${masked(markdown)}\n`)
    },
    hand: (values) => appendFileSync(needed(variables, "GITHUB_OUTPUT"), values.map(outputText).join("")),
  }
}

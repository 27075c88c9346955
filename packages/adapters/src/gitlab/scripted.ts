import type { Script } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { isHoldable } from "../shared/text.js"
import type { Part } from "./part.js"
import { quoted } from "./quoted.js"
import { runScript } from "./scripts/run.js"
import { hold, isVariableName } from "./value.js"

/** A word that reads a variable, or nothing where the variable has the name already. */
const given = (name: string, word: string): readonly (readonly [string, string])[] =>
  word === `"$${name}"` ? [] : [[name, word]]

/** A text as a word. One of several lines stands where no line is moved. */
const textWord = (text: string, part: Part): string =>
  /[\r\n]/.test(text) ? `"$${part.variables.keep("SHIPLINE_TEXT", text)}"` : quoted(text)

/** The variables that a script reads and that are not there by their own names. The script's own win over those of the job. */
const scriptVariables = (script: Script, part: Part): readonly (readonly [name: string, word: string])[] => {
  const own = new Set(script.variables.map(({ name }) => name))
  const all = [...part.job.variables.filter(({ name }) => !own.has(name)), ...script.variables]
  return all.flatMap(({ name, value }) => {
    if (!isVariableName(name)) part.report.add("SL3304", subject(part.node), name)
    const held = hold(value, part)
    return held.kind === "shell" ? given(name, `"${held.words}"`) : [[name, textWord(held.text, part)] as const]
  })
}

/** A title is a comment: one line, whatever a name in it holds. */
const oneLine = (title: string): string => title.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\ufeff]/gu, " ")

/** A script of the program as lines of the job's. Its text reads no input of GitLab's, its values arrive by variables. */
export const scripted = (title: string, script: Script, part: Part, only?: string): string => {
  const { shell, retries, timeout, workingDirectory } = part.job
  const what = `the script '${title}' of '${part.node.title}'`
  if (script.run.includes("$[[")) part.report.add("SL3302", subject(part.node), what)
  if (!isHoldable(script.run)) part.report.add("SL3303", subject(part.node), what)
  return runScript({
    title: oneLine(title),
    script: script.run,
    shell,
    variables: scriptVariables(script, part),
    folder: workingDirectory === undefined ? undefined : part.variables.keep("SHIPLINE_FOLDER", workingDirectory),
    retries,
    seconds: Math.ceil(timeout / 1000),
    only,
  })
}

import type { Place } from "../plan/place.js"
import type { Script, Value, Variable } from "../plan/value.js"
import { type Defined, definition, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { type NeedsOf, type Ref, refValue } from "./ref.js"
import { refuse } from "./refuse.js"
import { type ShellContext, ShellScanner } from "./shell-context.js"
import { variableName } from "./variable-name.js"

/** A shell script with the values that it refers to. `Needs` are the artifacts among them. */
export interface Shell<Needs extends string = never> {
  readonly [type]: { needs: Needs }
}

export type Interpolation = Ref<string> | string | number

/**
 * A shell script. Use it wherever the pipeline runs a command: gates, recipes, migrations, deployments.
 *
 * Values in it reach the script as environment variables and are expanded as one word each, so spaces, quotes and
 * `$(...)` in a value are data. A value may stand bare, inside double quotes or in a heredoc; where the shell would not
 * expand it (single quotes, a quoted heredoc) or could take it for code (backticks, `$((...))`) it is refused.
 * A script of several lines stops at the first error. Common indentation is removed.
 *
 * @throws SL1002 for a value where it cannot be expanded safely, SL1003 for an escape that JavaScript does not know,
 * SL1004 for a value that is neither text, a number nor a reference, SL1006 for an empty script.
 * @example
 * ```ts
 * import { artifact, gate, sh } from "@shipline/core"
 *
 * const image = artifact.image("app", { repository: "ghcr.io/acme/shop" })
 * export const scan = gate("scan", sh`trivy image --exit-code 1 ${image.ref}`)
 * ```
 */
export function sh<const V extends readonly Interpolation[]>(
  script: TemplateStringsArray,
  ...values: V
): Shell<NeedsOf<V[number]>> {
  const shell: Defined<Script> = Object.freeze({ [definition]: makeScript(script, values, capturePlace(sh)) })
  return shell as unknown as Shell<NeedsOf<V[number]>> // the brand exists in types only
}

/** The script behind a `Shell`; undefined for anything else. */
export const shellScript = (shell: unknown): Script | undefined => {
  if (typeof shell !== "object" || shell === null || !(definition in shell)) return undefined
  const found = (shell as Defined<Partial<Script>>)[definition] // what other values hold has no `run`
  return typeof found.run === "string" ? (found as Script) : undefined
}

type Expansion = (name: string) => string
const quoted: Expansion = (name) => `"\${${name}}"`
const plain: Expansion = (name) => `\${${name}}`

const expansions: { readonly [C in ShellContext]: Expansion | string } = {
  bare: quoted,
  "double quotes": plain,
  heredoc: plain,
  "single quotes": "Use double quotes there, or end the single quotes before the value.",
  "$'...'": "Use double quotes there, or end the quotes before the value.",
  "quoted heredoc": "Take the quotes off the heredoc's delimiter, or set a variable above it.",
  backticks: "Write $(...) instead of backticks.",
  "$((...))": "A shell evaluates what it finds there as code. Check that it is a number before the arithmetic.",
}

const makeScript = (script: TemplateStringsArray, values: readonly unknown[], place: Place | undefined): Script => {
  const scanner = new ShellScanner()
  const variables: Variable[] = []
  let run = ""
  // TypeScript says that pieces are strings; one with an escape that JavaScript does not know is undefined
  const pieces: readonly (string | undefined)[] = script
  for (const [index, piece] of pieces.entries()) {
    if (piece === undefined)
      return refuse(
        "SL1003",
        "sh",
        "a script holds an escape that JavaScript does not know",
        "Write a backslash that is meant for the shell twice: \\\\x.",
        place,
      )
    scanner.read(piece)
    run += piece
    if (index >= values.length) break
    const expand = expansions[scanner.context]
    if (typeof expand === "string")
      return refuse("SL1002", "sh", `value ${index + 1} of a script stands in ${scanner.context}`, expand, place)
    run += expand(bind(variables, toValue(values[index], index, place)))
    scanner.value()
  }
  const text = dedent(run)
  if (text === "") refuse("SL1006", "sh", "a script is empty", "Write the command, or leave the gate out.", place)
  if (text.includes("\0"))
    refuse("SL1006", "sh", "a script holds a NUL character", "Remove it: no shell can read it.", place)
  return Object.freeze({ run: text, variables: Object.freeze(variables) })
}

const toValue = (value: unknown, index: number, place: Place | undefined): Value => {
  if (typeof value === "string") {
    if (value.includes("\0"))
      refuse(
        "SL1006",
        "sh",
        `value ${index + 1} of a script holds a NUL character`,
        "Remove it: no variable can hold it.",
        place,
      )
    return { kind: "text", text: value }
  }
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "text", text: String(value) }
  const found = refValue(value)
  if (found !== undefined && "kind" in found) return found
  return refuse(
    "SL1004",
    "sh",
    `value ${index + 1} of a script is ${describe(value)}, not text, a number or a reference`,
    "Refer to a field of an artifact (image.ref), a secret, target.url, or give text.",
    place,
  )
}

const describe = (value: unknown): string =>
  value === null
    ? "null"
    : typeof value === "number"
      ? String(value)
      : typeof value === "object"
        ? "an object"
        : typeof value

/** The name of the variable that holds `value`: the same value twice is one variable. */
const bind = (variables: Variable[], value: Value): string => {
  const key = JSON.stringify(value)
  const known = variables.find((variable) => JSON.stringify(variable.value) === key)
  if (known !== undefined) return known.name
  const wanted = variableName(value)
  const taken = new Set(variables.map((variable) => variable.name))
  let name = wanted
  for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`
  variables.push(Object.freeze({ name, value: Object.freeze(value) }))
  return name
}

/** Removes blank first and last lines and the indentation that all lines share. */
const dedent = (text: string): string => {
  const lines = text.replace(/\r\n?/g, "\n").split("\n")
  while (lines[0]?.trim() === "") lines.shift()
  while (lines.at(-1)?.trim() === "") lines.pop()
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "")
  const [first = ""] = indents
  let shared = first.length
  for (const indent of indents) while (!indent.startsWith(first.slice(0, shared))) shared--
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(shared))).join("\n")
}

import type { Place } from "../plan/place.js"
import type { Script, Value, Variable } from "../plan/value.js"
import { type Defined, definition, definitionReader, type type } from "./brand.js"
import { capturePlace } from "./capture-place.js"
import { type NeedsOf, type Ref, refValue } from "./ref.js"
import { refuse } from "./refuse.js"
import { type ShellContext, ShellScanner } from "./shell-context.js"
import { variableName } from "./variable-name.js"

/** A shell script with the values that it refers to. `Needs` are the artifacts among them. */
export interface Shell<Needs extends string = never> {
  readonly [type]: { kind: "script"; needs: Needs }
}

/**
 * A shell script. Use it wherever the pipeline runs a command: gates, recipes, migrations, deployments.
 *
 * Values in it reach the script as environment variables and are expanded as one word each, so spaces, quotes and
 * `$(...)` in a value are data. A value may stand bare, inside double quotes or in a heredoc; where the shell would not
 * expand it (single quotes, a quoted heredoc) or could take it for code (backticks, arithmetic, inside `${...}`) it is
 * refused. A script of several lines stops at the first error. Common indentation is removed.
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
export function sh<const V extends readonly (string | number | Ref<string>)[]>(
  script: TemplateStringsArray,
  ...values: V
): Shell<NeedsOf<V[number]>> {
  const shell: Defined<Script> = Object.freeze({ [definition]: makeScript(script, values, capturePlace(sh)) })
  return shell as unknown as Shell<NeedsOf<V[number]>> // the brand exists in types only
}

/** The script behind a `Shell`; undefined for anything else. */
export const shellScript = definitionReader<Script>((found) => typeof found.run === "string")

type Expansion = (name: string) => string
const quoted: Expansion = (name) => `"\${${name}}"`
const plain: Expansion = (name) => `\${${name}}`

const noParameter = "Give it a variable of its own on a line above: name=..."
const expansions: { readonly [C in ShellContext]: Expansion | string } = {
  bare: quoted,
  "double quotes": plain,
  heredoc: plain,
  "single quotes": "Use double quotes there, or end the single quotes before the value.",
  "$'...'": "Use double quotes there, or end the quotes before the value.",
  "a quoted heredoc": "Take the quotes off the heredoc's delimiter, or set a variable above it.",
  "the delimiter of a heredoc": "Write the delimiter itself, such as <<EOF.",
  backticks: "Write $(...) instead of backticks.",
  arithmetic: "A shell evaluates what it finds there as code. Check that it is a number before, in [ ... ] or by case.",
  "${...}": noParameter,
  "the place after a backslash": "The backslash would quote the quotes. Leave it out.",
  "the place after a dollar sign": "Write \\\\$ for a dollar sign before a value.",
}

/** Stands for a value while the pieces of a script are put in shape. No script can hold it. */
const hole = "\0"

const makeScript = (script: TemplateStringsArray, values: readonly unknown[], place: Place | undefined): Script => {
  const pieces = shaped(script, place)
  const found = values.map((value, index) => toValue(value, index, place))
  const variables = named(found, new Set(pieces.join(" ").match(/[A-Za-z_]\w*/g)))
  const scanner = new ShellScanner()
  let run = ""
  for (const [index, piece] of pieces.entries()) {
    scanner.read(piece)
    run += piece
    const variable = variables.get(keyOf(found[index]))
    if (variable === undefined) break
    const context = scanner.context(pieces[index + 1] ?? "")
    const expand = expansions[context]
    if (typeof expand === "string")
      return refuse("SL1002", "sh", `value ${index + 1} of a script stands in ${context}`, expand, place)
    run += expand(variable.name)
    scanner.value()
  }
  return Object.freeze({ run, variables: Object.freeze([...variables.values()]) })
}

/** The pieces of a script without common indentation, with the ends of lines that shells know. */
const shaped = (script: TemplateStringsArray, place: Place | undefined): readonly string[] => {
  if (!Array.isArray(script))
    refuse("SL1004", "sh", "sh is called as a function", "Write it before a template: sh`...`.", place)
  // TypeScript says that pieces are strings; one with an escape that JavaScript does not know is undefined
  const pieces: readonly (string | undefined)[] = script
  const known = pieces.map(
    (piece) =>
      piece ??
      refuse(
        "SL1003",
        "sh",
        "a script holds an escape that JavaScript does not know",
        "Write a backslash that is meant for the shell twice: \\\\x.",
        place,
      ),
  )
  if (known.some((piece) => piece.includes(hole)))
    refuse("SL1006", "sh", "a script holds a NUL character", "Remove it: no shell can read it.", place)
  const text = dedent(known.join(hole))
  if (text === "") refuse("SL1006", "sh", "a script is empty", "Write the command, or leave the gate out.", place)
  return text.split(hole)
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
  if (found !== undefined) return found
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

const keyOf = (value: Value | undefined): string => JSON.stringify(value ?? "")

/**
 * A variable for each value; the same value twice is one variable. A secret keeps its own name; the others make way for it,
 * and for the words of the script, which may set a variable of its own by that name.
 */
const named = (values: readonly Value[], words: ReadonlySet<string>): ReadonlyMap<string, Variable> => {
  const distinct = new Map(values.map((value) => [keyOf(value), value]))
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const name = (key: string, value: Value, avoided: ReadonlySet<string>) => {
    const wanted = variableName(value)
    let free = wanted
    for (let count = 2; taken.has(free) || avoided.has(free); count++) free = `${wanted}_${count}`
    taken.add(free)
    names.set(key, free)
  }
  for (const [key, value] of distinct) if (value.kind === "secret") name(key, value, new Set())
  for (const [key, value] of distinct) if (value.kind !== "secret") name(key, value, words)
  return new Map(
    [...distinct].map(([key, value]) => [
      key,
      Object.freeze({ name: names.get(key) ?? "", value: Object.freeze(value) }),
    ]),
  )
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

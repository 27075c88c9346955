import type { Json } from "@shipline/core/plan"
import { isHoldable } from "../shared/text.js"

/** A step by `uses`, as the plan carries it. */
export interface UsesData {
  readonly action: string
  readonly tag?: string
  readonly name?: string
  readonly with?: { readonly [input: string]: string | number | boolean }
  readonly env?: { readonly [name: string]: string | number | boolean }
}

type Read = { readonly uses: UsesData } | { readonly wrong: string }

const byCommit = /^[\w.-]+\/[\w.-]+(?:\/[\w./-]+)?@[0-9a-f]{40}$/
const local = /^\.\/[\w./-]*$/
const image = /^docker:\/\/[\w.:/-]+@sha256:[0-9a-f]{64}$/

/** One look-up in one context, such as `${{ secrets.TOKEN }}`: nothing that calls, compares or chooses. */
const lookUp = /^\$\{\{ *(?:github|secrets|vars|runner|env|matrix|strategy|job)(?:\.[A-Za-z_][\w-]*)+ *\}\}$/

/**
 * Look-ups that may stand inside longer text. Not those that others write (a branch's name, what an event brings): an
 * input may be a script, and there they would become a part of it.
 */
const trusted =
  /\$\{\{ *(?:(?:secrets|vars|runner|matrix|strategy|job)(?:\.[A-Za-z_][\w-]*)+|github\.(?:token|sha|repository|repository_owner|run_id|run_number|run_attempt|server_url|api_url|workspace)) *\}\}/g

const isValue = (value: unknown): value is string | number | boolean =>
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value)) ||
  (typeof value === "string" &&
    isHoldable(value) &&
    (lookUp.test(value) || !value.replace(trusted, "").includes("${{")))

const isLine = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && !/\p{Cc}|\$\{\{/u.test(value)

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const faultOfValues = (what: string, key: RegExp, values: unknown): string | undefined => {
  if (values === undefined) return undefined
  if (!isRecord(values)) return `has ${what} that is not an object`
  const names = Object.keys(values)
  const bad = names.find((name) => !key.test(name)) ?? repeated(names)
  if (bad !== undefined) return `names '${bad}' in ${what}, which GitHub refuses`
  const wrong = names.find((name) => !isValue(values[name]))
  return wrong === undefined
    ? undefined
    : `has a value for '${wrong}' in ${what} that is not text, a number or a look-up such as \${{ secrets.TOKEN }}`
}

/** GitHub takes two keys that differ in case alone for one. */
const repeated = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index)

const known = new Set(["action", "tag", "name", "with", "env"])

const fault = (data: Json): string | undefined => {
  if (!isRecord(data)) return "is not an object"
  const strange = Object.keys(data).find((key) => !known.has(key))
  if (strange !== undefined) return `has the key '${strange}', which it must not have`
  const { action, tag, name } = data
  if (
    typeof action !== "string" ||
    ![byCommit, local, image].some((form) => form.test(action)) ||
    action.includes("..")
  )
    return "names its action by something else than a commit, a path of this repository or the digest of an image"
  if ((tag !== undefined && !isLine(tag)) || (name !== undefined && !isLine(name)))
    return "has a name or a tag that is not one line of text"
  return (
    faultOfValues("with", /^[A-Za-z_][\w .-]*$/, data.with) ??
    faultOfValues("env", /^(?!(?:GITHUB|RUNNER|ACTIONS)_)[A-Za-z_]\w*$/i, data.env)
  )
}

/** The data of a step by `uses`, or what is wrong with it. The data may have come from anywhere. */
export const readUses = (data: Json): Read => {
  const wrong = fault(data)
  return wrong === undefined ? { uses: data as unknown as UsesData } : { wrong } // each key is checked above
}

import { misused } from "../guard-error.js"
import { needed, type Variables } from "./variables.js"

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A variable that holds an object as JSON. */
export const jsonVariable = (variables: Variables, name: string): JsonObject => {
  const text = needed(variables, name)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw misused(name, "is not JSON")
  }
  if (!isObject(value)) throw misused(name, "is not a JSON object")
  return value
}

/** Reads parts of a variable's JSON, and names what is not as it must be: `SHIPLINE_POLICY .policy.environment is …`. */
export const reader = (variable: string) => {
  const wrong = (path: string, what: string) => misused(variable, `has no ${what} at ${path}`)
  return {
    text: (from: JsonObject, key: string, path: string): string => {
      const value = from[key]
      if (typeof value !== "string" || value === "") throw wrong(`${path}.${key}`, "text")
      return value
    },
    number: (from: JsonObject, key: string, path: string): number => {
      const value = from[key]
      if (typeof value !== "number" || !(value >= 0)) throw wrong(`${path}.${key}`, "number")
      return value
    },
    object: (from: JsonObject, key: string, path: string): JsonObject => {
      const value = from[key]
      if (!isObject(value)) throw wrong(`${path}.${key}`, "object")
      return value
    },
    list: (from: JsonObject, key: string, path: string): readonly JsonObject[] => {
      const value = from[key]
      if (!Array.isArray(value) || !value.every(isObject)) throw wrong(`${path}.${key}`, "list of objects")
      return value
    },
    texts: (from: JsonObject, key: string, path: string): readonly string[] => {
      const value = from[key]
      if (!Array.isArray(value) || !value.every((one): one is string => typeof one === "string"))
        throw wrong(`${path}.${key}`, "list of texts")
      return value
    },
    maybe: <A>(from: JsonObject, key: string, read: (from: JsonObject, key: string) => A): A | undefined =>
      from[key] === undefined || from[key] === null ? undefined : read(from, key),
  }
}

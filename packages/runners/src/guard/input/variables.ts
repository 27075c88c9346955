import { misused } from "../guard-error.js"

/** The variables of the process, as the platform and the workflow set them. */
export type Variables = Readonly<Record<string, string | undefined>>

/** A variable without which the guard can do nothing. */
export const needed = (variables: Variables, name: string): string => {
  const value = variables[name]
  if (value === undefined || value === "") throw misused(name, value === undefined ? "is not set" : "is empty")
  return value
}

/** A variable that may be left out; what is empty counts as left out, as an input is that nobody filled in. */
export const given = (variables: Variables, name: string): string | undefined => {
  const value = variables[name]?.trim()
  return value === undefined || value === "" ? undefined : value
}

/** One of several words. */
export const oneOf = <const W extends string>(variables: Variables, name: string, words: readonly W[]): W => {
  const value = needed(variables, name)
  const word = words.find((one) => one === value)
  if (word === undefined) throw misused(name, `is ${JSON.stringify(value)}, and not one of ${words.join(", ")}`)
  return word
}

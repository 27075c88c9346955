import { unknownName } from "../errors/unknown-name.js"

/** Refuses a name that the pipeline does not have: `expect(trace).not.toDeployTo("prodction")` would prove nothing. */
export const knownName = (what: "environment" | "job", name: string, names: readonly string[]): void => {
  if (names.includes(name)) return
  const { message, hint } = unknownName(what === "environment" ? "SL4005" : "SL4601", what, name, names)
  throw new TypeError(`${message}. ${hint}`)
}

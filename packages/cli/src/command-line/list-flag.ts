import * as Flag from "effect/cli/Flag"

/** A flag that may be given several times. */
export const list = (name: string, metavar: string, description: string): Flag.Flag<readonly string[]> =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.atLeast(0))

/** Names of environments and variables hold no comma; those of approvals may. */
export const separate = (values: readonly string[]): readonly string[] =>
  values
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "")

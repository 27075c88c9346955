import type { Toolchain } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import type { RunCode } from "../../errors/codes.js"
import { runProblem } from "../../errors/run-problem.js"
import type { Command } from "../process/command.js"
import { Processes } from "../process/processes.js"

/** How each language says which version it is. */
const asks: { readonly [L in Toolchain["language"]]: Command["argv"] } = {
  node: ["node", "--version"],
  python: ["python3", "--version"],
  go: ["go", "version"],
  java: ["java", "-version"],
}

const noted: RunCode = "SL4502"

/** Whether `found`, 24.21.0, is what was asked for: 24, 24.x, 24.21. Anything else than numbers is let pass. */
const isVersion = (wanted: string, found: string): boolean => {
  if (!/^v?\d+(\.(\d+|x|\*))*$/.test(wanted)) return true
  const have = found.split(".")
  return wanted
    .replace(/^v/, "")
    .split(".")
    .every((part, i) => part === "x" || part === "*" || part === have[i])
}

/** Compares what a job wants with what is on its PATH: jobs run with what this machine has. Undefined where it fits. */
export const checkToolchain = Effect.fnUntraced(function* (
  language: Toolchain["language"],
  wanted: string,
  surroundings: Pick<Command, "cwd" | "env">,
) {
  const processes = yield* Processes
  const said = yield* processes.capture({ argv: asks[language], ...surroundings }).pipe(
    Effect.map(({ stdout, stderr }) => `${stdout}\n${stderr}`),
    Effect.orElseSucceed(() => ""),
  )
  const found = /\d+(\.\d+)*/.exec(said)?.[0]
  if (found !== undefined && isVersion(wanted, found)) return undefined
  const here = found === undefined ? `there is no ${language} on the PATH` : `this machine has ${found}`
  return runProblem(
    noted,
    "",
    `the pipeline wants ${language} ${wanted}, ${here}`,
    `Install ${language} ${wanted} to run as in CI.`,
  )
})

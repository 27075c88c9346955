import { type Hiding, hidesFailure, worst } from "../../prove/hides-failure.js"
import { partsOf } from "../read/template.js"
import type { Line } from "../read/types.js"

/** GitLab's runner stops at the first failure, also in a pipe. */
const shell = { kind: "posix", stops: true, pipefail: true } as const

/** A script that a job writes down and has run by a shell of its own, to its end, and how it is run. */
const written =
  /^[ \t]*cat > "\$SHIPLINE_WORK\/script\.sh" << '(\w+)'\n([\s\S]*?)^\1$([\s\S]*?"\$SHIPLINE_WORK\/script\.sh")/gm

const nothingOwn: ReadonlySet<string> = new Set()

/** Whether a job's script passes although a command has failed. Lines of `program` are their author's own decision. */
export const scriptHides = (script: readonly Line[], program: ReadonlySet<string> = nothingOwn): Hiding => {
  const text = script.map((line) => line.text).join("\n")
  const inner = [...text.matchAll(written)].map(([, , within = "", call = ""]) =>
    hidesFailure(within, program, { ...shell, stops: /\s-e/.test(call), pipefail: /\bpipefail\b/.test(call) }),
  )
  // Whoever starts the pipeline says the command.
  const isOpen = script.some((line) => typeof partsOf(line.text.trimStart())[0] === "object")
  return worst([hidesFailure(text, program, shell), ...inner, isOpen ? "maybe" : "no"])
}

import { type Hiding, hidesFailure } from "../../prove/hides-failure.js"
import type { Line } from "../read/types.js"

/** GitLab's runner stops at the first failure, also in a pipe. */
const shell = { kind: "posix", stops: true, pipefail: true } as const

/** Whether a job's script passes although a command has failed. Lines of `program` are their author's own decision. */
export const scriptHides = (script: readonly Line[], program: ReadonlySet<string> = new Set()): Hiding =>
  hidesFailure(script.map(({ text }) => text).join("\n"), program, shell)

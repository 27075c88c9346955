import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Script, ShellName } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { fileEffect } from "../../errors/file-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { JobFailed } from "../../scheduler/jobs.js"
import { inContainer } from "../docker/in-container.js"
import { Journal } from "../journal/journal.js"
import { type Command, type Ended, succeeded } from "../process/command.js"
import { makeOutputReader } from "../process/output-reader.js"
import { Processes } from "../process/processes.js"
import { resolveVariables } from "../values/resolve-variables.js"
import type { JobRun } from "./job-run.js"

/** Both stop at the first error; bash also at one inside a pipe, and reads nobody's start-up files. */
const shells: { readonly [S in ShellName]: (file: string) => Command["argv"] } = {
  bash: (file) => ["bash", "--noprofile", "--norc", "-eo", "pipefail", file],
  sh: (file) => ["sh", "-e", file],
}

const failed = ({ node, leg }: JobRun, ended: Ended, log: string) =>
  new JobFailed({
    problem:
      "code" in ended
        ? runProblem(
            "SL4101",
            `nodes.${node.id}`,
            `'${leg.title}' failed: its script ended with ${ended.code}`,
            `Its output is in ${log}.`,
            node.at,
          )
        : runProblem(
            "SL4102",
            `nodes.${node.id}`,
            `'${leg.title}' failed: its script was ended by ${ended.signal}`,
            ended.signal === "SIGKILL" ? "It may have run out of memory." : `Its output is in ${log}.`,
            node.at,
          ),
  })

/** Runs one script of a job to its end. `number` tells the scripts of one attempt apart. */
export const runScript = Effect.fnUntraced(function* (run: JobRun, script: Script, number: number) {
  const processes = yield* Processes
  const journal = yield* Journal
  const { job } = run.node
  const own = { ...run.variables, ...(yield* resolveVariables(script.variables, run.meaning)) }
  const file = join(run.workspace.scratch, `step-${number}.sh`)
  yield* fileEffect(`write ${file}`, () => writeFile(file, `${script.run}\n`, { mode: 0o600 }))

  const plain: Command = { argv: shells[job.shell](file), cwd: run.cwd, env: { ...run.base, ...own } }
  const name = `shipline-${journal.run}-${run.leg.id}-${run.number}-${number}`
  const inside = (image: string) => inContainer(plain, image, name, run.workspace.folder, own)

  const reader = makeOutputReader(run.context.mask)
  const ended = yield* Effect.scoped(
    Effect.gen(function* () {
      const command = job.container === undefined ? plain : yield* inside(job.container)
      return yield* processes.run(command, run.workspace.scratch, (bytes) => run.write(reader.push(bytes)))
    }),
  ).pipe(Effect.ensuring(Effect.ignore(Effect.suspend(() => run.write(reader.end())))))
  if (!succeeded(ended)) return yield* failed(run, ended, join(journal.folder, `${run.leg.id}.log`))
})

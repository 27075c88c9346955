import { spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import type { FileJob } from "./file.js"

type Variables = Readonly<Record<string, string>>

export interface Outcome {
  readonly code: number | null
  readonly log: string
}

/** A machine on which jobs of one pipeline run one after the other, as GitLab's runner does, in one folder. */
export interface Runner {
  readonly folder: string
  /** Runs a job's script, and behind it its `after_script` in a shell of its own. */
  readonly run: (job: FileJob, more?: Variables, shell?: "bash" | "sh") => Outcome
  readonly read: (path: string) => string | undefined
  readonly write: (path: string, content: string) => void
  /** Puts a command of that name before all others. */
  readonly fake: (name: string, script: string) => void
  /** What the guard's stand-in has been called with. */
  readonly calls: () => readonly string[]
}

const given: Variables = {
  GITLAB_CI: "true",
  CI_PIPELINE_ID: "77",
  CI_PIPELINE_SOURCE: "push",
  CI_COMMIT_SHA: "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d",
  CI_COMMIT_BRANCH: "main",
  CI_PROJECT_ID: "5",
  CI_API_V4_URL: "https://gitlab.example/api/v4",
  CI_JOB_TOKEN: "job-token",
  CI_JOB_ID: "9",
  GITLAB_USER_LOGIN: "ada",
}

/** Variables as the runner hands them on: what begins one is replaced, unless the job says that it is none. */
const handed = (job: FileJob, more: Variables): Variables => {
  const known: Variables = { ...given, ...more }
  const own = Object.entries(job.variables ?? {}).map(([name, value]) => [
    name,
    typeof value === "string"
      ? value.replace(/\$(?:(\w+)|\{(\w+)\})/g, (_, one: string, other: string) => known[one ?? other] ?? "")
      : value.value,
  ])
  return { ...known, ...Object.fromEntries(own), ...more }
}

/** Writes down how it was called, and answers as \`GUARD_SAYS\` says. */
const guard = `import { appendFileSync } from "node:fs"
const [command] = process.argv.slice(2)
const { SHIPLINE_LANE, SHIPLINE_VERSION, SHIPLINE_DEPLOYMENT, SHIPLINE_STATUS, SHIPLINE_OUTPUT, GUARD_SAYS } = process.env
appendFileSync("calls", [command, SHIPLINE_LANE, SHIPLINE_VERSION, SHIPLINE_DEPLOYMENT, SHIPLINE_STATUS].map((one) => one ?? "-").join(" ") + "\\n")
const said = JSON.parse(GUARD_SAYS ?? "{}")[command]
if (said === "refused") process.exit(1)
for (const line of said ?? []) appendFileSync(SHIPLINE_OUTPUT, line + "\\n")
`

export const runner = (): Runner => {
  const root = mkdtempSync(join(tmpdir(), "shipline-"))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const [folder, bin] = [join(root, "work space"), join(root, "bin")]
  for (const path of [folder, bin]) mkdirSync(path)
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  write(".shipline/guard.mjs", guard)
  const read = (path: string): string | undefined =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), "utf8") : undefined
  const shellRun = (lines: readonly string[], env: Variables, shell: "bash" | "sh"): Outcome => {
    const script = `set -e\n${shell === "bash" ? "set -o pipefail\n" : ""}${lines.join("\n")}`
    writeFileSync(join(root, "script"), script.replaceAll("$[[ inputs.lane ]]", env.LANE ?? "release"))
    const { status, stdout, stderr } = spawnSync(shell, [join(root, "script")], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: root, CI_PROJECT_DIR: folder, ...env },
    })
    return { code: status, log: stdout + stderr }
  }
  return {
    folder,
    read,
    write,
    run: (job, more = {}, shell = "sh") => {
      const env = handed(job, more)
      const script = shellRun(job.script, env, shell)
      const status = env.CI_JOB_STATUS ?? (script.code === 0 ? "success" : "failed")
      const after = shellRun(job.after_script ?? [], { ...env, CI_JOB_STATUS: status }, shell)
      return { code: script.code, log: script.log + after.log }
    },
    fake: (name, script) => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
      chmodSync(join(bin, name), 0o755)
    },
    calls: () => (read("calls") ?? "").split("\n").filter((line) => line !== ""),
  }
}

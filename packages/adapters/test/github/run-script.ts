import { execFileSync, spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** A machine for one job: a workspace, a folder for temporary files, and a file for outputs. */
export interface Machine {
  readonly workspace: string
  readonly temp: string
  readonly run: (script: string, env?: { readonly [name: string]: string }, shell?: "bash" | "sh") => Outcome
  readonly readTemp: (path: string) => string
  readonly write: (path: string, content: string | Uint8Array) => void
  /** Puts a command of that name before all others. */
  readonly fake: (name: string, script: string) => void
  readonly remove: () => void
}

export interface Outcome {
  readonly code: number | null
  readonly log: string
  readonly outputs: ReadonlyMap<string, string>
}

const shells = { bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail"], sh: ["sh", "-e"] } as const

const readOutputs = (file: string): ReadonlyMap<string, string> =>
  new Map(
    existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const)
      : [],
  )

/** Runs scripts as GitHub's runner does: from a file, with the shell's options, and with nothing but the given variables. */
export const machine = (): Machine => {
  const root = mkdtempSync(join(tmpdir(), "shipline-"))
  const [workspace, temp, bin] = [join(root, "work space"), join(root, "temp"), join(root, "bin")]
  for (const folder of [workspace, temp, bin]) mkdirSync(folder)
  return {
    workspace,
    temp,
    run: (script, env = {}, shell = "bash") => {
      const [file, output] = [join(temp, "step.sh"), join(temp, "output")]
      writeFileSync(file, script)
      rmSync(output, { force: true })
      const [command, ...options] = shells[shell]
      const { status, stdout, stderr } = spawnSync(command, [...options, file], {
        cwd: workspace,
        encoding: "utf8",
        env: {
          PATH: `${bin}:${process.env.PATH}`,
          HOME: root,
          RUNNER_TEMP: temp,
          GITHUB_OUTPUT: output,
          GITHUB_EVENT_NAME: "push",
          GITHUB_REF: "refs/heads/main",
          GITHUB_REPOSITORY: "acme/shop",
          ...env,
        },
      })
      return { code: status, log: stdout + stderr, outputs: readOutputs(output) }
    },
    readTemp: (path) => readFileSync(join(temp, path), "utf8"),
    write: (path, content) => {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), content)
    },
    fake: (name, script) => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
      chmodSync(join(bin, name), 0o755)
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** A repository with one commit of a known time. Gives the commit. */
export const commitAll = ({ workspace }: Machine, date: string): string => {
  const git = (...parameters: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...parameters], {
      cwd: workspace,
      encoding: "utf8",
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    }).trim()
  git("init", "--quiet")
  git("add", ".")
  git("commit", "--quiet", "--message", "one")
  return git("rev-parse", "HEAD")
}

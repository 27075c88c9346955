import { spawn } from "node:child_process"
import { once } from "node:events"
import { rmSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, "..", "..", "node_modules")

/** What a pipeline is started with, as a person or a push does. */
export interface Started {
  readonly source: "push" | "web"
  readonly inputs?: Readonly<Record<string, string>>
  /** The manual jobs that somebody plays. */
  readonly plays?: readonly string[]
  /** These jobs alone, with what the last pipeline has left. */
  readonly only?: readonly string[]
}

export interface Ran {
  readonly code: number | null
  /** Everything that it printed. */
  readonly log: string
  /** How the jobs ended that ran. */
  readonly jobs: ReadonlyMap<string, "passed" | "failed">
}

/** What it tells of the pipeline's jobs in the end. */
const jobsIn = (log: string): Ran["jobs"] =>
  new Map(
    [...log.matchAll(/^ *(PASS|FAIL) +(\S+)/gm)].map(([, word, name = ""]) => [
      name,
      word === "PASS" ? "passed" : "failed",
    ]),
  )

/** What GitLab knows and gitlab-ci-local cannot know. */
export interface Machine {
  readonly repository: string
  readonly home: string
  readonly variables: Readonly<Record<string, string>>
}

/** No pipeline of the tests takes as long: seconds. A cycle in `needs` never ends, and SIGTERM does not end it. */
const limit = 240

/** Runs the pipeline of a repository's files: each job in a clone of its own, by its script, as processes of this machine. */
export const gitlabCiLocal = async (
  { repository, home, variables }: Machine,
  { source, inputs = {}, plays = [], only = [] }: Started,
): Promise<Ran> => {
  const state = join(repository, ".gitlab-ci-local")
  rmSync(join(state, "builds"), { recursive: true, force: true })
  if (only.length === 0) rmSync(join(state, "artifacts"), { recursive: true, force: true })
  const all = { ...variables, GITLAB_CI: "true", CI_PIPELINE_SOURCE: source }
  const pairs = (option: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
  const child = spawn(
    "timeout",
    [
      "-k",
      "5",
      String(limit),
      join(modules, ".bin", "node"),
      join(modules, "gitlab-ci-local", "dist", "index.js"),
      ...only,
      "--force-shell-executor",
      "--shell-isolation",
      "--no-artifacts-to-source",
      "--no-color",
      ...["--home", home],
      ...["--ignore-predefined-vars", Object.keys(all).join(",")],
      ...pairs("--variable", all),
      ...pairs("--input", inputs),
      ...plays.flatMap((job) => ["--manual", job]),
    ],
    {
      cwd: repository,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: [here, join(modules, ".bin"), process.env.PATH].join(delimiter),
        HOME: home,
        LANG: "C.UTF-8",
      },
    },
  )
  let log = ""
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text
    })
  const [code] = await once(child, "close")
  return { code, log, jobs: jobsIn(log) }
}

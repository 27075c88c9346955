import { execFileSync } from "node:child_process"
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import type { LedgerRecord } from "@shipline/core/ledger"
import type { Plan } from "@shipline/core/plan"
import { type LocalRunPromiseOptions, type RunEvent, runLocallyPromise } from "@shipline/runners"
import { fakeDocker } from "./fake-docker.js"
import { type Observation, observation } from "./observation.js"
import { behind, nodesOf, type Scenario } from "./scenario.js"
import { withStandIns } from "./stand-ins.js"

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
    cwd,
    encoding: "utf8",
  })

/** Commits everything that the program's builds pack and its jobs report, with this content. */
const commit = (plan: Plan, root: string, content: string): void => {
  const paths = plan.artifacts.flatMap((artifact) => (artifact.kind === "files" ? artifact.paths : []))
  const jobs = plan.nodes.flatMap((node) => ("job" in node ? [node.job] : []))
  const reports = jobs.flatMap(({ report, workingDirectory = "." }) =>
    report === undefined ? [] : [join(workingDirectory, report.replaceAll("*", "all"))],
  )
  const folders = jobs.flatMap(({ workingDirectory }) => (workingDirectory === undefined ? [] : [workingDirectory]))
  const files = [...new Set([...paths, ...reports, ...folders.map((folder) => join(folder, "README.md")), "README.md"])]
  for (const path of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    appendFileSync(join(root, path), content)
  }
  git(root, "add", "--force", ...files)
  git(root, "commit", "--quiet", "--message", "files")
}

/** The artifacts of each deployment that has been recorded since the last time it was asked, as the ledger knows them. */
const recordedIn = (plan: Plan, root: string): (() => readonly string[]) => {
  const seen = new Set<string>()
  return () =>
    git(root, "rev-list", "--glob=refs/heads/shipline/ledger/*")
      .split("\n")
      .flatMap((commit) => {
        if (commit === "" || seen.has(commit)) return []
        seen.add(commit)
        const record = JSON.parse(git(root, "show", `${commit}:record.json`)) as LedgerRecord // what the ledger wrote
        if (record.kind !== "started") return []
        const node = plan.nodes.find((one) => one.kind === "deploy" && one.environment === record.environment)
        return record.release.artifacts.map(({ name }) => `${name} → ${node?.id}`)
      })
}

const secretsOf = (plan: Plan): Readonly<Record<string, string>> => {
  const names = [...JSON.stringify(plan).matchAll(/"kind":"secret","name":"([^"]+)"/g)].map(([, name = ""]) => name)
  return Object.fromEntries(names.map((name) => [name, `value of ${name}`]))
}

/** A place where a plan runs as it is, but for its scripts. */
export interface Place {
  readonly plan: Plan
  readonly root: string
  readonly signs: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** What the deployments since the last time were given. */
  readonly recorded: () => readonly string[]
  /** Makes a newer commit of other files, which is another release. */
  readonly commit: () => void
  readonly remove: () => void
}

export const placeFor = (plan: Plan): Place => {
  const folder = mkdtempSync(join(tmpdir(), "shipline-conformance-"))
  const [root, signs, bin] = ["root", "signs", "bin"].map((name) => join(folder, name)) as [string, string, string]
  for (const one of [root, signs, bin]) mkdirSync(one)
  git(root, "init", "--quiet", "--initial-branch=main")
  commit(plan, root, "x")
  fakeDocker(bin)
  return {
    plan: withStandIns(plan, { folder: signs }),
    root,
    signs,
    env: { PATH: `${bin}:${process.env.PATH}`, HOME: process.env.HOME, ...secretsOf(plan) },
    recorded: recordedIn(plan, root),
    commit: () => commit(plan, root, "y"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

type Follow = (event: RunEvent) => void

/** Lets the slow job go on, or ends the run, once everything that does not wait for that job is over. */
const following = ({ plan, signs }: Place, { way, mishap }: Scenario, abort: AbortController): Follow => {
  if (mishap === undefined || mishap.how === "is refused") return () => {}
  const nodes = nodesOf(plan, way)
  const late = behind(nodes, mishap.node.id)
  const left = new Set(nodes.flatMap(({ id }) => (id === mishap.node.id || late.has(id) ? [] : [id])))
  let begun = false
  return (event) => {
    if (event.kind === "node-finished") left.delete(event.node)
    if (event.kind === "job-started" && event.node === mishap.node.id) begun = true
    if (!begun || left.size > 0) return
    if (mishap.how === "is cancelled with the run") abort.abort()
    else writeFileSync(join(signs, "go"), "")
  }
}

const optionsFor = (plan: Plan, { way, mishap }: Scenario): LocalRunPromiseOptions => {
  const { lane, environment, event } = way
  const refused = mishap?.how === "is refused" ? mishap.node.title : undefined
  return {
    lane,
    approve: plan.gates.flatMap(({ kind, name }) => (kind === "approval" && name !== refused ? [name] : [])),
    ...(environment === undefined ? {} : { environment }),
    ...(lane === "release" ? {} : { reason: "why" }),
    ...(environment === undefined && event !== "pullRequest"
      ? { allow: plan.environments.map(({ name }) => name) }
      : {}),
  }
}

/** Whether all that one node waits for was over when it began. */
const isKept = (events: readonly RunEvent[], wait: string): boolean => {
  const [later, earlier] = wait.split(" after ")
  const began = events.findIndex((event) => event.kind === "job-started" && event.node === later)
  const ended = events.findIndex((event) => event.kind === "node-finished" && event.node === earlier)
  return began < 0 || (ended >= 0 && ended < began)
}

/**
 * A real run: processes, files and the ledger in git. `waits` are those that the run has to keep; those that it has kept
 * are told.
 */
export const onThisMachine = async (
  place: Place,
  scenario: Scenario,
  waits: readonly string[],
  version?: string,
): Promise<{ readonly seen: Observation; readonly version: string }> => {
  const { plan, root, signs, env } = place
  const { mishap } = scenario
  for (const name of ["go", "handed"]) rmSync(join(signs, name), { force: true })
  if (mishap !== undefined && mishap.how !== "is refused") writeFileSync(join(signs, `slow-${mishap.node.id}`), "")
  if (mishap?.how === "fails") writeFileSync(join(signs, `fails-${mishap.node.id}`), "")
  const events: RunEvent[] = []
  const abort = new AbortController()
  const follow = following(place, scenario, abort)
  const onEvent = (event: RunEvent) => {
    events.push(event)
    follow(event)
  }
  const options = {
    root,
    env,
    jobs: 64,
    signals: false,
    signal: abort.signal,
    onEvent,
    ...optionsFor(plan, scenario),
    ...(version === undefined ? {} : { version }),
  }
  await runLocallyPromise(plan, options).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error
  })
  for (const name of [`slow-${mishap?.node.id}`, `fails-${mishap?.node.id}`]) rmSync(join(signs, name), { force: true })
  const handed = existsSync(join(signs, "handed")) ? readFileSync(join(signs, "handed"), "utf8").trim().split("\n") : []
  const deploys = new Set(plan.nodes.flatMap(({ kind, id }) => (kind === "deploy" ? [id] : [])))
  const seen = observation({
    ran: events.flatMap((event) => {
      if (event.kind === "approval-decided") return [event.question.node]
      return event.kind === "job-started" || event.kind === "soaking" ? [event.node] : []
    }),
    passed: events.flatMap((event) =>
      event.kind === "node-finished" && event.verdict === "passed" ? [event.node] : [],
    ),
    waits: waits.filter((wait) => isKept(events, wait)),
    handed: [...handed.filter((line) => !deploys.has(line.split(" → ")[1] ?? "")), ...place.recorded()],
  })
  const [started] = events
  return { seen, version: started?.kind === "run-started" ? started.version : "" }
}

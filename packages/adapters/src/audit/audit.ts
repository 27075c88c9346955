import type { Plan } from "@shipline/core/plan"
import type { CiFiles, CiJob, CiScript, Said } from "./ci-job.js"
import { readWorkflows } from "./github/workflows.js"
import { readGitlab } from "./gitlab/files.js"
import { type Guarded, guardedBy } from "./guarded.js"
import type { Reading, Repository } from "./repository.js"
import { around } from "./rules/around.js"
import { commands } from "./rules/commands.js"
import { dispatch } from "./rules/dispatch.js"
import { environments } from "./rules/environments.js"
import { ledger } from "./rules/ledger.js"
import { locks } from "./rules/locks.js"
import { protection } from "./rules/protection.js"
import { roles } from "./rules/roles.js"
import type { Placed, Rule, RuleCode, Sight } from "./rules/rule.js"
import { secrets } from "./rules/secrets.js"
import { follow, type Way } from "./shell/follow.js"
import { type SideChannel, sentences } from "./side-channel.js"
import { sideChannelOf } from "./side-channel-of.js"

/** What an audit reads. */
export interface Audited {
  readonly repository: Repository
  /** The plans of all pipelines of the repository. */
  readonly plans: readonly Plan[]
  /**
   * The paths of the files that these pipelines are compiled to, on every platform. Where Shipline's header stands in
   * them they are none of the others; whether they are what the programs make is for `shipline compile --check`.
   */
  readonly own: readonly string[]
}

/** What an audit found. */
export interface Audit {
  /** In the order of files and lines. */
  readonly sideChannels: readonly SideChannel[]
  /** The files of CI that were read, those of the pipelines too. */
  readonly files: readonly string[]
  /** What these files use of other repositories: nobody here has read it. */
  readonly outside: readonly { readonly file: string; readonly line: number; readonly text: string }[]
}

/** By what each kind of side channel is found in a job. */
const rules: { readonly [C in RuleCode]: Rule } = {
  SL3501: environments,
  SL3502: secrets,
  SL3503: roles,
  SL3504: commands,
  SL3505: around,
  SL3506: dispatch,
  SL3507: ledger,
  SL3508: locks,
  SL3512: protection,
}
const ruleCodes = Object.keys(rules) as readonly RuleCode[] // its keys are those of its type

const sightOf = (job: CiJob, guarded: Guarded, repository: Repository): Sight => {
  const followed = job.scripts.map((script) => ({ script, ...follow(repository, script) }))
  const placed = <W extends Way>(script: CiScript, way: W): W & Placed => ({
    ...way,
    through: [...script.through, ...way.through],
    place: script.at(way.line, way.from),
  })
  return {
    job,
    guarded,
    commands: followed.flatMap(({ script, met }) => met.map((one) => placed(script, one))),
    bodies: followed.flatMap(({ script, bodies }) => bodies.map((one) => placed(script, one))),
    unread: followed.flatMap(({ unread }) => unread),
  }
}

const nameOf = ({ name, file }: CiJob): string => (name === undefined ? `all of ${file}` : `the job '${name}'`)

/** What the rules find in a job. */
const foundIn = (sight: Sight): readonly SideChannel[] =>
  ruleCodes.flatMap((code) =>
    rules[code](sight).map((hit) => sideChannelOf(code, sentences[code](nameOf(sight.job), hit.what), sight.job, hit)),
  )

const header = /^\uFEFF?# Made by Shipline(?: from .+)?\.\s*$/m

/** Whether a file says that Shipline made it. A file by hand where a pipeline's would lie is one of the others. */
const isMade = (reading: Reading): boolean => reading.kind === "text" && header.test(reading.text.slice(0, 4_096))

/** Files of CI that only say that Shipline made them. */
const claims = ({ files }: CiFiles, repository: Repository, own: ReadonlySet<string>): readonly SideChannel[] =>
  [...new Set(files)].flatMap((file) => {
    const reading = own.has(file) ? undefined : repository.read(file)
    const text = reading?.kind === "text" ? reading.text.slice(0, 4_096) : ""
    const found = header.exec(text)
    if (found === null) return []
    const place = { file, line: text.slice(0, found.index).split("\n").length, column: 1 }
    const hit = { subject: file, found: found[0], place, environments: [] }
    return [sideChannelOf("SL3509", sentences.SL3509(file), { file, place }, hit)]
  })

const overrides = (files: CiFiles, { environments }: Guarded): readonly SideChannel[] =>
  files.overrides.map(({ text, place, over }) => {
    const hit = { subject: text, found: text, place, environments }
    const job = { file: place.file, name: text, place }
    return sideChannelOf("SL3510", sentences.SL3510(`the job '${text}'`, over), job, hit)
  })

const unread = ({ job, unread: all }: Sight): readonly SideChannel[] =>
  all.map(({ path, why }) => {
    const hit = { subject: path, found: path, place: job.place, environments: [] }
    return sideChannelOf("SL3511", sentences.SL3511(path, why), job, hit)
  })

const unreadable = ({ unreadable: all }: CiFiles): readonly SideChannel[] =>
  all.map(({ text, place }) => {
    const hit = { subject: place.file, found: text, place, environments: [] }
    return sideChannelOf("SL3511", sentences.SL3511(place.file, text), { file: place.file, place }, hit)
  })

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** One finding for what a job does, also where it does it in several places. */
const once = (all: readonly SideChannel[]): readonly SideChannel[] => {
  const found = new Map<string, SideChannel>()
  for (const one of all) {
    const key = JSON.stringify([one.file, one.job, one.code, one.subject])
    const before = found.get(key)
    if (before === undefined || one.line < before.line) found.set(key, one)
  }
  return [...found.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.code, b.code) || compare(a.subject, b.subject),
  )
}

/**
 * Reads every file of CI that the pipelines did not make, and finds what comes past them: jobs that name their
 * environments, read their secrets, take their identity, run their deploy command, start them, write their ledger or hold
 * their locks. Pure but for `repository.read`, which is asked only for files of CI and what these call.
 *
 * @example
 * ```ts
 * import { audit, repositoryOf } from "@shipline/adapters"
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`node scripts/deploy.mjs` })),
 * )
 * const repository = repositoryOf({
 *   ".github/workflows/quick.yml": "on: push\njobs:\n  quick:\n    runs-on: ubuntu-latest\n    steps:\n      - run: node scripts/deploy.mjs\n",
 * })
 * const { sideChannels } = audit({ repository, plans: [shop.plan], own: [] })
 * console.log(sideChannels.map(({ code, line, subject }) => `${code} ${line} ${subject}`)) // [ 'SL3504 6 scripts/deploy.mjs' ]
 * ```
 */
export const audit = ({ repository, plans, own: given }: Audited): Audit => {
  const own = new Set(given.filter((file) => isMade(repository.read(file))))
  const guarded = guardedBy(plans, repository)
  const platforms = [readWorkflows(repository, own), readGitlab(repository, own)]
  const sights = platforms.flatMap(({ jobs }) => jobs.map((job) => sightOf(job, guarded, repository)))
  const all = [
    ...sights.flatMap((sight) => [...foundIn(sight), ...unread(sight)]),
    ...platforms.flatMap((one) => [...overrides(one, guarded), ...claims(one, repository, own), ...unreadable(one)]),
  ]
  const where = ({ text, place }: Said) => ({ file: place.file, line: place.line, text })
  return {
    sideChannels: once(all),
    files: [...new Set(platforms.flatMap(({ files }) => files))].sort(),
    outside: platforms.flatMap((one) => one.outside.map(where)),
  }
}

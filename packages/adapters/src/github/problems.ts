import { platformSentences } from "../shared/platform-sentences.js"
import { problemsBy, type Reported, reportBy, type Sentence } from "../shared/report.js"

const shared = platformSentences("GitHub", "pull requests")

/** What GitHub cannot do, one writer per code. `what` names the thing as the user knows it. */
export const sentences = {
  SL3101: (action: string, wrong: string): Sentence => [
    `the pin of ${action} ${wrong}`,
    'Give an action that Shipline uses its tag and the 40 hexadecimal digits of its commit: { tag: "v7.0.1", commit: "3d3c…" }.',
  ],
  SL3102: (what: string): Sentence => [
    `${what} holds '\${{', which GitHub would evaluate`,
    'Hand it to the script as a value, ${"${{"}: values reach a script unchanged.',
  ],
  SL3103: shared.notHoldable,
  SL3104: (name: string): Sentence => [
    `a variable is named '${name}', which belongs to GitHub's runner or to Shipline`,
    "Use letters, digits and _, not beginning with a digit, GITHUB_, RUNNER_ or SHIPLINE_.",
  ],
  SL3105: (name: string): Sentence => [
    `GitHub can hold no secret named '${name}'`,
    "Use letters, digits and _, not beginning with a digit or GITHUB_.",
  ],
  SL3106: shared.neverStarted,
  SL3107: shared.neverRuns,
  SL3108: shared.unmatched,
  SL3109: (artifact: string, registry: string): Sentence => [
    `nobody logs in to ${registry} for '${artifact}': GitHub's own token opens ghcr.io alone`,
    'Give the artifact a login: { username: "ci", password: secret("REGISTRY_TOKEN") }.',
  ],
  SL3110: shared.unkept,
  SL3111: (title: string): Sentence => [
    `'${title}' runs in a container and has services: on GitHub they would not answer on localhost`,
    "Leave the container out and name the toolchains that the job needs.",
  ],
  SL3112: (name: string): Sentence => [
    `a service is named '${name}', which GitHub refuses`,
    "Use letters, digits, - and _, beginning with a letter or _.",
  ],
  SL3113: (key: string, why: string): Sentence => [
    `a matrix has the key '${key}', ${why}`,
    "Use letters, digits, - and _, beginning with a letter or _; include, exclude and, beside shards, shard are taken.",
  ],
  SL3114: (title: string, count: number): Sentence => [
    `'${title}' would be ${count} jobs; GitHub runs 256 at most of one matrix`,
    "Use fewer shards or values, or split the gate.",
  ],
  SL3115: shared.runsOnce,
  SL3116: (title: string, minutes: number, most: number): Sentence => [
    `'${title}' may take ${minutes} minutes with its retries; GitHub ends it after ${most}`,
    "Shorten the timeout, lower the retries, or name a runner of your own: they have five days.",
  ],
  SL3117: (what: string, length: number): Sentence => [
    `${what} has ${length} characters; GitHub takes 21000`,
    "Move the script into a file of the repository and call it.",
  ],
  SL3118: (what: string, length: number): Sentence => [
    `${what} is an expression of ${length} characters; GitHub evaluates 21000`,
    "Let fewer gates stand directly before it, or shorten the text.",
  ],
  SL3119: (length: number): Sentence => [
    `the workflow has ${length} characters; GitHub reads 1048576`,
    "Split the pipeline, or move long scripts into files of the repository.",
  ],
  SL3120: (lock: string, length: number): Sentence => [
    `the lock '${lock.slice(0, 40)}…' has ${length} characters; GitHub takes 400 with its prefix`,
    "Give the environment a shorter concurrency name.",
  ],
  SL3121: (key: string): Sentence => [
    `the cache key '${key}' holds a comma or has more than 512 characters, which GitHub refuses`,
    "Use a short key without commas.",
  ],
  SL3122: (name: string): Sentence => [
    `two jobs of this pipeline would keep a file under the name '${name}'`,
    "Rename the artifact or the gate.",
  ],
  SL3123: (why: string): Sentence => [
    `a $uses step ${why}`,
    'Write $uses({ action: "owner/name@<40 hexadecimal digits>", with: { … }, env: { … } }).',
  ],
  SL3124: shared.unreachable,
  SL3125: (what: string, other: string): Sentence => [
    `${what} and ${other} would share one GitHub environment`,
    "Rename one of them: each decision and each soak needs rules of its own.",
  ],
  SL3126: (environment: string): Sentence => [
    `GitHub can hold no environment named '${environment.slice(0, 40)}'`,
    "Use at most 255 characters, and no name twice, also not in another case.",
  ],
  SL3127: shared.tooLong,
  SL3128: (names: string): Sentence => [
    `the variables ${names} differ only in case, which GitHub takes for one name`,
    "Rename one of them.",
  ],
  SL3130: (id: string): Sentence => [
    `GitHub can hold no job with the id '${id.slice(0, 100)}'`,
    "Use letters, digits, - and _, less than 100 of them, and no id twice, also not in another case.",
  ],
  SL3129: (what: string): Sentence => [
    `the name of ${what} holds '\${{', which GitHub would evaluate`,
    "Leave it out of the name.",
  ],
  SL3131: (pipeline: string): Sentence => [
    `'${pipeline}' may be started by hand, and GitHub cannot tell which branches it would deploy then`,
    'Name a branch or a tag exactly, or all below a folder, in push: "main", "release/**"; or leave manual out.',
  ],
  SL3133: (title: string, minutes: number): Sentence => [
    `'${title}' waits ${minutes} minutes; GitHub's wait timers end at 43200, which is 30 days`,
    "Shorten the soak.",
  ],
  SL3134: (pipeline: string): Sentence => [
    `'${pipeline}' has a hotfix lane, which a person starts, and GitHub cannot tell which branches it would deploy then`,
    'Name a branch or a tag exactly, or all below a folder, in push: "main", "release/**"; or leave the hotfix policies out.',
  ],
  SL3132: (title: string, label: string): Sentence => [
    `'${title}' runs on ${label}, and what Shipline does there needs Linux: artifacts and retries`,
    "Build and use artifacts on Linux, and leave retries out elsewhere; a gate of the source alone runs on any machine.",
  ],
} as const

export const problem = problemsBy(sentences)

/** The problems of one compilation, each once. */
export type Report = Reported<typeof sentences>

export const startReport = (): Report => reportBy(problem)

import { platformSentences } from "../shared/platform-sentences.js"
import { problemsBy, type Reported, reportBy, type Sentence } from "../shared/report.js"
import { limits } from "./limits.js"

const shared = platformSentences("GitLab", "merge requests")

/** What GitLab cannot do, one writer per code. `what` names the thing as the user knows it. */
export const sentences = {
  SL3301: (title: string, count: number): Sentence => [
    `'${title}' needs ${count} jobs; GitLab takes ${limits.needs}`,
    "Let fewer gates stand directly before it, for example by one gate that calls several scripts.",
  ],
  SL3302: (what: string): Sentence => [
    `${what} holds '$[[', which GitLab would take for an input`,
    'Hand it to the script as a value, ${"$[["}: values reach a script unchanged. In a name, leave it out.',
  ],
  SL3303: shared.notHoldable,
  SL3304: (name: string): Sentence => [
    `a variable is named '${name}', which belongs to GitLab or to Shipline`,
    "Use letters, digits and _, not beginning with a digit, CI_, GITLAB_, FF_ or SHIPLINE_.",
  ],
  SL3305: (name: string): Sentence => [
    `GitLab can hold no CI/CD variable named '${name}' for a secret`,
    "Use letters, digits and _, not beginning with a digit, CI_, GITLAB_, FF_ or SHIPLINE_.",
  ],
  SL3306: shared.neverStarted,
  SL3307: shared.neverRuns,
  SL3308: shared.unmatched,
  SL3309: (pipeline: string): Sentence => [
    `'${pipeline}' names paths that start nothing, and GitLab can only name those that do`,
    "Say which paths start it: paths: [...], without ignorePaths.",
  ],
  SL3310: (count: number): Sentence => [
    `${count} paths start the pipeline; GitLab looks at ${limits.changes}`,
    "Name folders instead of files.",
  ],
  SL3311: (title: string, languages: string): Sentence => [
    `'${title}' needs ${languages}, and a job of GitLab runs in one image`,
    "Give it a container that has them all, or split it.",
  ],
  SL3312: (language: string, version: string): Sentence => [
    `'${version}' is no tag of the official image of ${language}, in which the job would run on GitLab`,
    "Name a version as the image does: 24, 3.14, 1.26.1; or give the job a container.",
  ],
  SL3313: (key: string): Sentence => [
    `a matrix has the key '${key}', which no variable can have in its name`,
    "Use letters, digits and _; beside shards, shard is taken.",
  ],
  SL3314: (title: string, count: number): Sentence => [
    `'${title}' would be ${count} jobs; GitLab makes ${limits.matrixJobs} at most of one`,
    "Use fewer shards or values, or split the gate.",
  ],
  SL3315: shared.runsOnce,
  SL3316: (title: string, minutes: number): Sentence => [
    `'${title}' may take ${minutes} minutes with its retries; GitLab ends it after ${limits.minutes}`,
    "Shorten the timeout or lower the retries.",
  ],
  SL3317: (what: string): Sentence => [
    `${what} holds '$', which GitLab would take for the beginning of a variable`,
    "Leave it out.",
  ],
  SL3318: (title: string, service: string): Sentence => [
    `the service '${service}' of '${title}' says how its health is checked, and GitLab runs no command inside a service`,
    "Leave health out: the job waits until the service answers on its ports. Wait for anything else in the script.",
  ],
  SL3319: (title: string): Sentence => [
    `'${title}' has services in an image that may have no Node.js: on GitLab they would not answer on localhost`,
    "Leave the container and other toolchains out: Shipline's usual image hands the ports on.",
  ],
  SL3320: (name: string): Sentence => [
    `GitLab can hold no environment named '${name.slice(0, 40)}'`,
    "Use letters of a to z, digits, spaces and - _ / ., at most 255 of them, no / at an end, and no name twice, also not in another case.",
  ],
  SL3321: (key: string, count: number): Sentence => [
    `the cache '${key}' depends on ${count} files; GitLab looks at ${limits.cacheFiles}`,
    "Name one lock file, or a pattern that finds them.",
  ],
  SL3322: (key: string, path: string): Sentence => [
    `the cache '${key}' keeps '${path}', and GitLab keeps only what lies in the project's folder`,
    "Let the tool keep its files below the repository.",
  ],
  SL3323: (title: string, count: number): Sentence => [
    `'${title}' has ${count} caches; GitLab takes ${limits.caches}`,
    "Keep several paths in one cache.",
  ],
  SL3324: shared.unreachable,
  SL3325: (what: string, other: string): Sentence => [
    `${what} and ${other} would share one GitLab environment`,
    "Rename one of them: who may approve is said for each on its own.",
  ],
  SL3326: (id: string, length: number): Sentence => [
    `the job '${id.slice(0, 60)}…' would have a name of ${length} characters; GitLab takes ${limits.jobName}`,
    "Give the pipeline or the gate a shorter name.",
  ],
  SL3327: shared.tooLong,
  SL3328: (title: string, minutes: number): Sentence => [
    `'${title}' waits ${minutes} minutes; GitLab delays a job by ${limits.delayMinutes} at most, which is a week`,
    "Shorten the soak.",
  ],
  SL3329: (input: string, count: number): Sentence => [
    `the input '${input}' would have ${count} options; GitLab takes ${limits.options}`,
    "Keep some of the pipelines, or of the environments, in a repository of their own.",
  ],
  SL3330: (title: string, why: string): Sentence => [
    `'${title}' ${why}, and its job on GitLab runs in an image without it`,
    "Give it a container that has what it needs, or a runner of your own.",
  ],
  SL3331: (why: string): Sentence => [
    `a $fragment ${why}`,
    "Only tags, coverage, retry and artifacts.reports can be given: nothing that decides whether a job runs.",
  ],
  SL3332: shared.unkept,
  SL3333: (name: string): Sentence => [
    `a service is named '${name}', under which no job could reach it`,
    "Use letters, digits and -, beginning with a letter; docker is taken where an image is built.",
  ],
  SL3334: (one: string, other: string): Sentence => [
    `the pipelines '${one}' and '${other}' would have the same jobs on GitLab`,
    "Rename one of them.",
  ],
} as const

export const problem = problemsBy(sentences)

/** The problems of one compilation, each once. */
export type Report = Reported<typeof sentences>

export const startReport = (): Report => reportBy(problem)

/** How something comes past the pipeline. */
export type ChannelKind =
  | "environment"
  | "secret"
  | "role"
  | "command"
  | "trigger"
  | "dispatch"
  | "ledger"
  | "lock"
  | "claim"
  | "override"
  | "unreadable"
  | "protection"

/** A way to a managed environment beside its pipeline, or what keeps an audit from ruling one out. */
export interface SideChannel {
  readonly code: SideChannelCode
  readonly kind: ChannelKind
  /** Relative to the repository, with `/` between the parts. */
  readonly file: string
  /** Lines and columns from 1. */
  readonly line: number
  readonly column: number
  /** Absent for what is about the whole file. */
  readonly job?: string
  /** The environments that are at stake, by the plans' names. */
  readonly environments: readonly string[]
  /** What it is about, the same for as long as it is the same: `production`, `KUBE_TOKEN`, `kubectl apply`. */
  readonly subject: string
  /** The words in the file. */
  readonly found: string
  /** The files over which the job comes to it: `package.json:7`, `ci/release.sh:3`. */
  readonly through: readonly string[]
  /** What it is, why it matters and what to do, a sentence each. */
  readonly message: string
  readonly why: string
  readonly hint: string
}

/** The stable code of a side channel: `SL3501` and on, a code a kind. */
export type SideChannelCode = keyof typeof sentences

/** What is said of a side channel. */
export type Sentence = readonly [kind: ChannelKind, message: string, why: string, hint: string]

const throughPipeline = "Let the pipeline do it: move what the job does into a rollout or a gate of the program."

/** One writer per code. `job` and `where` name what a person finds in the file. */
export const sentences = {
  SL3501: (job: string, environment: string): Sentence => [
    "environment",
    `${job} names the environment ${environment}`,
    "Whoever starts it gets the environment's secrets and its identity without its gates.",
    `${throughPipeline} For something else, use an environment of another name.`,
  ],
  SL3502: (job: string, secret: string): Sentence => [
    "secret",
    `${job} reads ${secret}`,
    "With it one deploys from anywhere.",
    "Keep it as a secret of the environment alone, and give the job one of its own that can do less.",
  ],
  SL3503: (job: string, role: string): Sentence => [
    "role",
    `${job} can take the identity ${role}`,
    "In the cloud it is then what the pipeline's deployments are.",
    "Give the job a role of its own, and let the trust policy of this one name the environment.",
  ],
  SL3504: (job: string, command: string): Sentence => [
    "command",
    `${job} runs ${command}, by which the pipeline deploys`,
    "What is deployed so has passed no gate and stands in no ledger.",
    throughPipeline,
  ],
  SL3505: (job: string, powers: string): Sentence => [
    "trigger",
    `${job} is triggered around the pipeline and may do more than read: ${powers}`,
    "It runs with the repository's rights when nobody has pushed to a branch of the pipeline.",
    "Give the job permissions: { contents: read }, or trigger it by push.",
  ],
  SL3506: (job: string, pipeline: string): Sentence => [
    "dispatch",
    `${job} starts ${pipeline}`,
    "Lanes that a person is to choose, such as hotfix and rollback, can then be chosen by whoever starts this job.",
    "Let people start it: shipline promote, shipline rollback, or the platform's own form.",
  ],
  SL3507: (job: string, what: string): Sentence => [
    "ledger",
    `${job} ${what}`,
    "Who writes the ledger decides what counts as proved and deployed.",
    "Only the pipeline's own jobs write it: remove this, and protect shipline/ledger/** by a rule.",
  ],
  SL3508: (job: string, lock: string): Sentence => [
    "lock",
    `${job} is in the deploy lock ${lock}`,
    "It can hold a deployment up, or cancel one that is under way.",
    "Use another name for the group.",
  ],
  SL3509: (file: string): Sentence => [
    "claim",
    `${file} says that Shipline made it, and no pipeline of this project makes it`,
    "People take it for reviewed and generated; nothing holds it against a program.",
    "Delete the file, or its header; a file of another project is left out when its program is named, too.",
  ],
  SL3510: (job: string, file: string): Sentence => [
    "override",
    `${job} has the name of a job in ${file}`,
    "GitLab lays one over the other: it can take rules, needs or the script away.",
    "Give the job another name.",
  ],
  SL3511: (file: string, why: string): Sentence => [
    "unreadable",
    `${file} cannot be read: ${why}`,
    "What cannot be read cannot be ruled out.",
    "Correct the file, or remove it.",
  ],
  SL3512: (job: string, what: string): Sentence => [
    "protection",
    `${job} ${what}`,
    "Then neither the people who are to decide nor the branches that are let in mean anything.",
    "Let people decide in the platform's own form, and change the settings by hand or by a project of its own.",
  ],
} as const

/** What each code stands for. */
export const sideChannelCodes: { readonly [C in SideChannelCode]: string } = {
  SL3501: "a job outside of the pipeline names a managed environment",
  SL3502: "a job outside of the pipeline reads a secret of a managed environment",
  SL3503: "a job outside of the pipeline can take the cloud identity of a managed environment",
  SL3504: "a job outside of the pipeline runs its deploy command",
  SL3505: "a job is triggered around the pipeline and may do more than read",
  SL3506: "a job outside of the pipeline starts it",
  SL3507: "a job outside of the pipeline writes the ledger",
  SL3508: "a job outside of the pipeline is in a deploy lock",
  SL3509: "a file says that Shipline made it, and no pipeline makes it",
  SL3510: "a job has the name of one of the pipeline's own",
  SL3511: "a file of CI cannot be read",
  SL3512: "a job decides in the place of people or of an environment's rules",
}
